import { REASON, REASON_FIRST } from './mine-patterns-languages.ts';

/** A rule in one sentence, and why it is there, where it says so. */
export function ruleAndReason(sentence: string): {
  readonly rule: string;
  readonly reason: string;
} {
  const plain = sentence
    .replace(
      /^(?:(?:hi|hey|hello|hallo|hola|bonjour|ok|okay|so|well|yes|yep|no|nope|also|and|but|ja|nein|sí|si|oui|non|sim|não|reminder|friendly reminder|fyi|psa|heads up|note|rule|policy|important|please note|erinnerung|recordatorio|rappel|lembrete|all|folks|team|everyone|@\S+)\s*[,:!.–—-]+\s*)+/iu,
      '',
    )
    .replace(/^(?:and|but|also|so|und|aber|y|et|e)\s+(?=\p{L})/iu, '')
    .replaceAll(/[*_`]/gu, '')
    .trim();
  const reason = REASON.exec(plain);
  const [first = '', rule = ''] = plain.split(/,\s+(.*)/su);
  if (reason && reason.index < 4 && REASON_FIRST.test(first) && rule.length >= 12) {
    return { rule: ended(rule), reason: capitalised(first) };
  }
  if (!reason || reason.index < 12) return { rule: ended(plain), reason: '' };
  return {
    rule: ended(plain.slice(0, reason.index)),
    reason: capitalised(plain.slice(reason.index).replace(/^[\s,;–—-]+/u, '')),
  };
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function ended(text: string): string {
  return capitalised(text.replace(/[\s,;:.!–—-]+$/u, '').trim());
}

/** "Deployments that run in production must …": "Deployments in production must …". */
export function withoutRelative(sentence: string): string {
  return sentence.replace(RELATIVE, (_whole, what: string, how: string) =>
    /^(?:in|on|at|behind|for|with|under|outside|inside)\s/iu.test(how)
      ? `${what} ${how} `
      : `${how} ${what} `,
  );
}

/** Whether a rule holds for some of what it names alone: for those "that run in production". */
export function isOfSome(rule: string): boolean {
  return RELATIVE.test(rule);
}

const RELATIVE =
  /^([^,.;:]{2,40}?),? (?:that|which|who) (?:are|is|runs?|lives?|stays?|sits?) ([^,.;:]{2,40}?),? (?=(?:must|has to|have to|should|shall|needs?|gets?|requires?)(?!\p{L}))/iu;
