import { isProviderWord } from '../knowledge/providers.ts';
import { expand, expandPhrase, isKnownTerm, isTopic } from '../knowledge/synonyms.ts';
import { isStopWord, stem, wordsOf } from '../knowledge/words.ts';

/**
 * Held against lower case. What follows is what the pattern is for, and nothing else: "use it for", "only for",
 * "when". A plain "for" is no limit: "needed for services" tells why.
 */
const LIMITS = [
  /\b(?:only|solely|exclusively|nur|ausschließlich|solo|solamente|exclusivamente|seulement|uniquement|exclusivement) (?:meant |intended |needed |used |gedacht |pensado |prévue? )?(?:for|when|if|für|bei|wenn|para|cuando|si|pour|quand|lorsque)\b(.*)$/u,
  /\b(?:use|apply|verwende\w?|nutze\w?|usa\w*|usese|utilise\w?) (?:it |this |that |them |these |this pattern |the pattern |es |das |dies |le |la |lo )?(?:only |nur |solo )?(?:for|when|whenever|if|für|bei|wenn|para|cuando|pour|quand|lorsque)\b(.*)$/u,
  /\b(?:should|must|shall|to) be used (?:only )?(?:for|when|whenever|if)\b(.*)$/u,
  /^(?:for|when|whenever|für|bei|wenn|para|cuando|pour|quand|lorsque)\b(.*)$/u,
  /\bfor\b(.*) only$/u,
];

/** "For “Public queues” the team uses …" tells what the pattern is called. */
const ABOUT_NAME = /^(?:for|für|para|pour) ["“„«]/u;
const STATEMENT_END = /[;!?\n]|\.(?=\s|$)/u;
/** From here on a sentence tells why, or what to do: "for caches we use Redis" is for no Redis. */
const REST =
  /\b(?:because|since|so that|which|that|who|weil|damit|que|porque|parce|car|qui)\b.*$|(?<=\S\s)(?:we|you|use|always|never|please|wir|man|nehmen|nimmt|nutzen|verwenden|setzen|legen|immer|nie|usamos|utilizamos|usa|siempre|nunca|sempre|on|nous|utilise[rz]?|toujours|jamais)(?!\p{L}).*$/u;
/** Topics that say how something is reached or runs, or that everything is. */
const NO_PURPOSE = new Set(
  (
    'expose exposed traffic outbound egress gateway route routing networking load scale elastic back night ' +
    'day user ip open port replica availability resilient app application workload'
  ).split(' '),
);
/** From this weight on another word says the same. */
const SAME = 0.8;

/** Topics for which alone a pattern is, as its rationale says them; none where it sets no such limit. */
export function purposesIn(rationale: string): readonly string[] {
  const found = rationale
    .toLowerCase()
    .split(STATEMENT_END)
    .map((statement) => statement.trim())
    .filter((statement) => !ABOUT_NAME.test(statement))
    .flatMap((statement) => limitsOf(statement))
    .flatMap((limit) => topicsIn(limit));
  return [...new Map(found.map((topic) => [spaced(normal(topic)), topic])).values()];
}

/** The first of these of which a request speaks, in these words or in others for the same. */
export function purposeSaid(purposes: readonly string[], said: string): string | undefined {
  const words = normal(said);
  const meant = expand(words).map(({ term }) => spaced(normal(term)));
  const spoken = [spaced(words), ...meant].join('|');
  return purposes.find((purpose) =>
    waysToSay(normal(purpose)).some((way) => way.trim() !== '' && spoken.includes(way)),
  );
}

/** A purpose, and other words for the very same. */
function waysToSay(words: readonly string[]): readonly string[] {
  const same = expandPhrase(words).filter(({ weight }) => weight >= SAME);
  return [spaced(words), ...same.map(({ term }) => spaced(normal(term)))];
}

/** What a statement is limited to: up to its comma, and on as long as a list of topics goes on. */
function limitsOf(statement: string): readonly string[] {
  const limit = LIMITS.map((pattern) => pattern.exec(statement)?.[1]).find(
    (one) => one !== undefined,
  );
  const parts = (limit ?? '').replace(REST, '').split(',');
  const end = parts.findIndex((part, index) => index > 0 && !isOnlyTopics(part));
  return end === -1 ? parts : parts.slice(0, end);
}

function isOnlyTopics(text: string): boolean {
  const topics = topicsIn(text).join(' ');
  const telling = normal(text).filter((word) => !isStopWord(word));
  return topics !== '' && telling.length === normal(topics).length;
}

/** The longest topics: "web application" is one, and not two. */
function topicsIn(text: string): readonly string[] {
  const words = tokensOf(text);
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const phrase = [3, 2, 1]
      .map((length) => words.slice(at, at + length))
      .find((some) => isPurpose(normal(some.join(' '))));
    if (!phrase) continue;
    found.push(phrase.join(' '));
    at += phrase.length - 1;
  }
  return found;
}

function isPurpose(words: readonly string[]): boolean {
  const phrase = words.join(' ');
  if (NO_PURPOSE.has(phrase) || isProviderWord(phrase)) return false;
  return isTopic(phrase) || phrase === 'api' || (words.length > 1 && isKnownTerm(words));
}

function tokensOf(text: string): readonly string[] {
  return text.match(/[\p{L}\d]+/gu) ?? [];
}

/** Singulars; "Datenbanken" are of the topic "Datenbank". */
function normal(text: string): string[] {
  return wordsOf(text).map((word) => {
    const shorter = word.replace(/en$/u, '');
    return isTopic(shorter) ? shorter : word;
  });
}

function spaced(words: readonly string[]): string {
  return ` ${words.map((word) => stem(word)).join(' ')} `;
}
