import type { Stretch } from './redaction.ts';
import { isMadeOfWords } from './redaction-values.ts';

/** Words after which something random is a secret, however it is written down. */
const TELLING =
  /pass(?:word|wd|phrase|code)|secret|token|credential|(?:api|access|private)[_ -]?key/giu;
/** How far after such a word a secret is looked for, in characters of the same line. */
const REACH = 48;
const RUN = /[A-Za-z0-9+/][\w+/~!@#$%^&*-]*={0,2}/gu;
/** Between a telling word and a value that is random, and no secret. */
const HARMLESS = /hash|checksum|digest|\bsha\d|fingerprint|thumbprint|uid\b|\brefs?\b|\bids?\b/iu;
const SHORTEST = 16;
/** Bits a character: words and names have less, random letters and digits of this length more. */
const LEAST_ENTROPY = 3.3;

/** Random-looking runs close behind a word such as `token`, in the order of the text. */
export function findRandom(text: string): readonly Stretch[] {
  return [...text.matchAll(TELLING)].flatMap(({ 0: word, index }): Stretch[] => {
    const from = index + word.length;
    const line = text.slice(from, from + REACH + 400).split(/\n| \| /u, 1)[0] ?? '';
    for (const { 0: run, index: at } of line.matchAll(RUN)) {
      if (at > REACH || HARMLESS.test(line.slice(0, at))) return [];
      if (isRandom(run)) return [{ start: from + at, end: from + at + run.length }];
    }
    return [];
  });
}

function isRandom(run: string): boolean {
  if (run.length < SHORTEST || !/\d/u.test(run) || isDigest(run)) return false;
  const isHex = /^[0-9a-f]{32,}$/u.test(run) && /[a-f]/u.test(run);
  const isMixed = /[a-z]/u.test(run) && /[A-Z]/u.test(run) && !isMadeOfWords(run);
  return (isHex || isMixed) && entropyOf(run) >= LEAST_ENTROPY;
}

/** SHA-1 and SHA-256, which charts write beside the names of Secrets. */
function isDigest(run: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(run);
}

/** Shannon's, in bits a character. */
function entropyOf(run: string): number {
  const counts = new Map<string, number>();
  for (const character of run) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / run.length;
    return bits - share * Math.log2(share);
  }, 0);
}
