/** Sentences that leave open what they speak of. */
const UNDECIDED =
  /\b(?:not sure|unsure|undecided|don['’]?t know|no idea|to be decided|tbd|weiß (?:es )?noch nicht|pas sûre?)\b/iu;
const SENTENCE_END = /[.;!\n](?=\s|$)|\b(?:but|aber)\b/iu;
/** What is said before somebody says it anew: "no wait, …", "sorry, …". */
const OPENING =
  /^(?:(?:oh|ah|hm+|wait|sorry|actually|oops)[\s,.!–-]+|no(?:\s*,\s*|\s+(?=wait\b|sorry\b)))+/iu;
/** The value that was meant before: "instead of small". */
const BEFORE =
  /(?:\b(?:instead of|rather than|and not|statt|anstatt|au lieu de|en vez de)|,\s*not)\s+(?:the\s+|a\s+)?["'`“]?\w[\w./:-]*["'`”]?/giu;
/** "name it orders. Sorry, orders-db I mean": what came first, and the value that was meant. */
const CORRECTION =
  /^(.+?)[\s.,;–-]+(?:(?:sorry|oops|no)[\s,]+)?(?:i\s+mean(?:t)?[\s:,]+["'`“]?(\w[\w./:-]*)|["'`“]?(\w[\w./:-]*?)["'`”]?[\s,]+i\s+mean(?:t)?)["'`”]?[.!]*$/iu;

/** What remains of a message when what it takes back or leaves open is taken out. */
export function settledText(text: string): string {
  return withoutUndecided(text).trim().replace(OPENING, '').replaceAll(BEFORE, ' ').trim();
}

/** A message that corrects its own last word: what it said first, and what it means. */
export function correctionIn(text: string): { first: string; meant: string } | undefined {
  const [, first, after, before] = CORRECTION.exec(text.trim()) ?? [];
  const meant = after ?? before;
  return first === undefined || meant === undefined ? undefined : { first, meant };
}

function withoutUndecided(text: string): string {
  if (!UNDECIDED.test(text)) return text;
  const sentences = text.split(SENTENCE_END);
  return sentences.filter((sentence) => !UNDECIDED.test(sentence)).join('. ');
}
