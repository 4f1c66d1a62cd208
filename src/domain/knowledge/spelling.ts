import { isKnownWord, KNOWN_WORDS } from './synonyms.ts';
import { isStopWord, wordsOf } from './words.ts';

/** Shorter words have too many neighbours: `patch` is no misspelt `batch`. */
const LENGTH_MIN = 6;
/** From this length on two letters may be wrong. */
const LENGTH_FOR_TWO = 9;

/**
 * The text with slips mended in words that people ask for by name: "databse" → "database". Everything
 * else stays as it was written.
 */
export function withoutSlips(text: string): string {
  return text.replaceAll(/[\p{L}]+/gu, (written) => {
    const word = written.toLowerCase();
    if (word.length < LENGTH_MIN || isStopWord(word)) return written;
    // Capitals inside a word are a name from somebody's API, and no slip.
    if (/\p{Ll}\p{Lu}/u.test(written) || wordsOf(word).some(isKnownWord)) return written;
    return KNOWN_WORDS.find((known) => isSlipOf(word, known)) ?? written;
  });
}

function isSlipOf(word: string, known: string): boolean {
  if (known.length < LENGTH_MIN || known[0] !== word[0]) return false;
  const allowed = known.length >= LENGTH_FOR_TWO ? 2 : 1;
  if (Math.abs(word.length - known.length) > allowed) return false;
  return slips(word, known) <= allowed;
}

/** Letters missing, added, wrong, or swapped with their neighbour. */
function slips(one: string, other: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const costs = [
        at(row, j - 1) + (isSame ? 0 : 1),
        at(row, j) + 1,
        at(next, j - 1) + 1,
        ...(isSwap ? [at(before, j - 2) + 1] : []),
      ];
      next.push(Math.min(...costs));
    }
    before = row;
    row = next;
  }
  return at(row, other.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
