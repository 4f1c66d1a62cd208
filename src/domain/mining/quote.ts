/** As quotes are kept and compared: line breaks and repeated spaces are one space. */
export function foldedSpaces(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/**
 * Whether a quote stands in a text, word for word and letter for letter; white space alone may differ. It
 * never begins or ends within a word, where words have spaces between them.
 */
export function isVerbatim(quote: string, text: string): boolean {
  const said = foldedSpaces(quote);
  if (!/[\p{L}\p{N}]/u.test(said)) return false;
  const whole = foldedSpaces(text);
  for (let at = whole.indexOf(said); at >= 0; at = whole.indexOf(said, at + 1)) {
    if (!isWithinWord(whole, at) && !isWithinWord(whole, at + said.length)) return true;
  }
  return false;
}

/** Scripts that put no space between words: a quote may begin and end anywhere. */
const SPACED = /[\p{L}\p{M}\p{N}_]/u;
const JOINED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

/** Whether that place of a text is in the middle of a word. */
export function isWithinWord(text: string, at: number): boolean {
  const around = [text.charAt(at - 1), text.charAt(at)];
  return around.every((one) => SPACED.test(one) && !JOINED.test(one));
}
