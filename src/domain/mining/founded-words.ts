/** Names and numbers: what has a digit, a sign within, or capitals within. */
const NAMES =
  /[\p{L}\p{N}]+(?:[-_./:@][\p{L}\p{N}]+)+|(?=[\p{L}\p{N}]*\p{N})[\p{L}\p{N}]+|\p{Lu}?\p{Ll}+\p{Lu}[\p{L}\p{N}]*|\p{Lu}{2,}[\p{Ll}\p{Lu}]*/gu;

/**
 * The first name or number of a text that stands in none of the others, in whatever spelling: whoever tells
 * what was said adds none of their own. "Network policy" says `NetworkPolicy`, `eu-west-1` says `EU West 1`.
 */
export function unfoundedIn(text: string, said: readonly string[]): string | undefined {
  const grounds = said.map((one) => lettersOf(one)).join(' ');
  return (text.match(NAMES) ?? []).find((name) => {
    const letters = lettersOf(name);
    return !grounds.includes(letters) && !grounds.includes(letters.replace(/s$/u, ''));
  });
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
