/** Signs that hold the parts of one name together: what stands between them is no name of its own. */
const JOINED = '[-_.]';

const PART = /[\p{L}\p{N}]+/gu;
const NAME = /[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu;

/** Endings in which a word of a sentence differs from a choice: `enabled` for `Enable`. */
const ENDINGS = /^(?:e?s|e?d|e?r|ing|ly)?$/u;
const STEM_MIN = 4;

/** Every name of a text as it is written, in lower case: `us-east-1`, `registry.acme.example`, `pods`. */
export function namesIn(text: string): readonly string[] {
  return text.toLowerCase().match(NAME) ?? [];
}

/** Whether a text has the value as a whole name, never as a part of one. Case is not looked at. */
export function isWritten(value: string, text: string): boolean {
  if (value.trim() === '') return false;
  const own = value.trim().replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
  const before = String.raw`(?<![\p{L}\p{N}])(?<![\p{L}\p{N}]${JOINED})`;
  const after = String.raw`(?![\p{L}\p{N}])(?!${JOINED}[\p{L}\p{N}])`;
  return new RegExp(`${before}${own}${after}`, 'iu').test(text);
}

/**
 * Whether a text says the value in words that stand apart: `cost center` for `cost-center`, `US East 1` for
 * `us-east-1`, `cluster IP` for `ClusterIP`. Where the value has a digit, each part must be the same.
 */
export function isSpelledOut(value: string, text: string): boolean {
  const parts = value.toLowerCase().match(PART) ?? [];
  const isExact = /\d/u.test(value) && parts.length > 1;
  return runsOf(text, folded(value).length, /^\s+$/u).some(
    (run) =>
      run.length > 1 &&
      run.join('') === parts.join('') &&
      (!isExact || run.length === parts.length),
  );
}

/** Whether a text means one of a few fixed terms: in other signs, or with the ending of a sentence's word. */
export function isMeantBy(term: string, text: string): boolean {
  const wanted = folded(term);
  return runsOf(text, wanted.length + 3, /^(?:\s+|[-_])$/u).some((run) =>
    isInflected(run.join(''), wanted),
  );
}

/** Case and the signs within names make no other word. */
export function folded(text: string): string {
  return (text.toLowerCase().match(PART) ?? []).join('');
}

/** Whether two words are the same but for an ending. */
export function isInflected(one: string, other: string): boolean {
  if (one === other) return true;
  if (/\d/u.test(one + other)) return false;
  const length = Array.from(one).findIndex((letter, place) => letter !== other[place]);
  const shared = length < 0 ? one.length : length;
  const isStem = shared >= Math.max(STEM_MIN, Math.min(one.length, other.length) - 1);
  return isStem && [one, other].every((word) => ENDINGS.test(word.slice(shared)));
}

/** Words that follow each other with nothing but such gaps between them, up to so many letters. */
function runsOf(text: string, lettersMax: number, gap: RegExp): readonly (readonly string[])[] {
  const words = [...text.toLowerCase().matchAll(PART)];
  return words.flatMap((first, start) => {
    if (isJoinedTo(text, first.index, -1)) return [];
    const run: string[] = [];
    const runs: string[][] = [];
    for (const word of words.slice(start)) {
      const [letters] = word;
      const previous = words[start + run.length - 1];
      const end = (previous?.index ?? 0) + (previous?.[0].length ?? 0);
      if (run.length > 0 && !gap.test(text.slice(end, word.index))) break;
      run.push(letters);
      if (run.join('').length > lettersMax) break;
      if (!isJoinedTo(text, word.index + letters.length, 1)) runs.push([...run]);
    }
    return runs;
  });
}

/** Whether the name goes on at that place: backwards (-1) or forwards (1). */
function isJoinedTo(text: string, place: number, way: -1 | 1): boolean {
  return way === 1
    ? /^[-_.][\p{L}\p{N}]/u.test(text.slice(place, place + 3))
    : /[\p{L}\p{N}][-_.]$/u.test(text.slice(Math.max(0, place - 3), place));
}
