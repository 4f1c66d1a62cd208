import { isWithinWord } from './quote.ts';

/** Where one statement ends and another begins: what is denied in one is not denied in the next. */
const STATEMENT_END =
  /[.!?;:,()\n–—。！？；：、，]|\s-\s|(?<![\p{L}\p{N}])(?:but|sondern|sino|mais|mas|maar|но|але)(?![\p{L}\p{N}])/gu;

/** A few words may stand between a denial and what it denies: "never ever under load use it". */
const BETWEEN = String.raw`(?:\s+[\p{L}\p{N}’'-]+){0,5}\s*$`;
const DENIED_BEFORE = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}])(?:never|not|no|nor|cannot|\p{L}+n['’]t|avoid|stop|without|nobody|instead of|rather than|forbidden to|no longer|` +
    'nie|niemals|nicht|kein\\p{L}*|niemand|ohne|statt|anstatt|nunca|jamás|nadie|sin|en lugar de|en vez de|' +
    'ne|jamais|pas|sans|personne|au lieu de|não|ninguém|sem|non|mai|senza|nessuno|invece di|' +
    `nooit|niet|geen|zonder|nigdy|bez|не|никогда|нельзя|без|вместо|ніколи|замість)${BETWEEN}|[不别勿]要?$|禁止$)`,
  'iu',
);

/** These ask for what follows them. */
const NO_DENIAL =
  /(?<!\p{L})(?:not only|not just|nicht nur|no solo|no sólo|pas seulement|não só|non solo|(?:(?:don['’]t|do not|never|not)\s+(?:forget|hesitate|skip)|nicht vergessen|no olvid\p{L}+|n['’]oubli\p{L}+ pas)(?:\s+to)?)(?!\p{L})/giu;

const DENIED_AFTER = new RegExp(
  String.raw`^(?:\s+[\p{L}\p{N}’'-]+){0,3}?\s*(?<![\p{L}\p{N}])(?:` +
    '(?:is|are|was|were|must|may|should|shall|can|will|do|does|has|have)(?:\\s+be)?\\s+(?:not|never|no longer)|' +
    "(?:is|are|must|ca|wo|do|does|should|was|were)n['’]t|cannot|not (?:any ?more|allowed|permitted|directly)|no longer|" +
    'forbidden|banned|prohibited|off limits|by nobody|' +
    'nicht(?=\\s*$|\\s+(?:mehr|direkt|erlaubt|zulässig|verwenden|benutzen|nutzen|nehmen))|nie|niemals|verboten|tabu|' +
    'nunca|ya no|no (?:se|está|están|es|debe|deben|puede|pueden)|prohibid[oa]s?|' +
    'jamais|pas|plus(?=\\s*$)|interdite?s?|proibid[oa]s?|vietat[oaie]|nooit|niet|nigdy|' +
    String.raw`никогда|нельзя|запрещ\p{L}+|ніколи|заборон\p{L}+)(?![\p{L}\p{N}])|^(?:を|は|も|直接)*(?:\p{sc=Hiragana}{0,2}ない|使わない|使いません|使用しない|作らない|禁止)|^(?:不|禁止)`,
  'iu',
);

/**
 * Whether a quote says what its text denies wherever it stands in it: “use it directly”, of “never use it directly”.
 * A quote that stands nowhere in the text is not torn from it.
 */
export function isTorn(quote: string, text: string): boolean {
  const lines = text.trim().replaceAll(/\s+/gu, (space) => (space.includes('\n') ? '\n' : ' '));
  const whole = lines.replaceAll('\n', ' ');
  const said = quote.replaceAll(/\s+/gu, ' ').trim();
  if (said === '') return false;
  let isAnywhere = false;
  for (let at = whole.indexOf(said); at >= 0; at = whole.indexOf(said, at + 1)) {
    const end = at + said.length;
    if (isWithinWord(whole, at) || isWithinWord(whole, end)) continue;
    isAnywhere = true;
    const after = ENDED.test(said) ? '' : lines.slice(end);
    if (!isDeniedAround(lines.slice(0, at), after)) return false;
  }
  return isAnywhere;
}

/** What comes after the end of a statement is another one. */
const ENDED = /[.!?;:,…。！？；：、，][\s"'”»’)*_`]*$/u;

/** So much on either side is looked at, in characters: a statement is hardly longer. */
const AROUND = 200;

function isDeniedAround(before: string, after: string): boolean {
  const near = before.slice(-AROUND).split(STATEMENT_END).at(-1) ?? '';
  if (DENIED_BEFORE.test(near.replaceAll(NO_DENIAL, ' '))) return true;
  const [next = ''] = after.slice(0, AROUND).split(STATEMENT_END);
  return DENIED_AFTER.test(next);
}
