import { hiddenProblem } from './hidden-words.ts';

/** Most words by which something is found. */
export const TRIGGERS_MAX = 40;

/** Words by which something is found: those that are kept, and further ones that are offered. */
export interface Words {
  readonly triggers: readonly string[];
  readonly suggested: readonly string[];
  readonly hasTriggers: boolean;
}

/** The words of the card in the order of their numbers. */
export function offeredWords({ triggers, suggested }: Omit<Words, 'hasTriggers'>): string[] {
  return distinct([...triggers, ...suggested]);
}

/** Those that were kept before; else all that are offered. */
export function wordsAsTheyStand({ triggers, suggested, hasTriggers }: Words): string[] {
  return hasTriggers ? [...triggers] : [...triggers, ...suggested];
}

/** `longest`: characters of a word. Undefined where all of them can be taken. */
export function triggersProblem(words: readonly string[], longest: number): string | undefined {
  if (words.length > TRIGGERS_MAX) return `At most ${TRIGGERS_MAX} words, please.`;
  const long = words.find((word) => word.length > longest);
  const hidden = hiddenProblem(...words);
  return hidden !== undefined || long === undefined
    ? hidden
    : `“${long.slice(0, longest)}…” is too long: a few words each, separated by commas.`;
}

/** Words by which something is found differ by more than case and spaces. */
export function distinct(words: readonly string[]): string[] {
  const trimmed = words.map((word) => word.replaceAll(/\s+/gu, ' ').trim()).filter(Boolean);
  const byWord = new Map<string, string>();
  for (const word of trimmed) {
    if (!byWord.has(word.toLowerCase())) byWord.set(word.toLowerCase(), word);
  }
  return [...byWord.values()];
}

export function withoutWords(words: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others.map((word) => word.toLowerCase()));
  return distinct(words).filter((word) => !left.has(word.toLowerCase()));
}
