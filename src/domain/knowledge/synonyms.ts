import { MEANINGS, type Meaning } from './meanings.ts';
import { stem } from './words.ts';

/** A word that may stand for another, and what it counts beside the person's own word (0 to 1). */
export interface Expansion {
  /** One word, or a short phrase whose words stand side by side. */
  readonly term: string;
  readonly weight: number;
}

/** Says the same thing in another word. */
const SAME = 0.8;
/** Belongs to it, but something else may have been meant. */
const RELATED = 0.4;

const MEANINGS_BY_STEM: ReadonlyMap<string, readonly Meaning[]> = byStem(MEANINGS);

/** Understood when people say them, but too common in texts to tell what a text is about. */
const VAGUE = new Set(
  (
    'access app api config configuration elastic external internet key limit load machine ' +
    'message model namespace node outside path policy private network project public publicly ' +
    'reachable route server setting store task token user web worker'
  ).split(' '),
);

/** Every single word that means something here. */
export const KNOWN_WORDS: readonly string[] = [
  ...new Set(
    MEANINGS.flatMap(({ said, same, related }) => [...said, ...same, ...related]).filter(
      (term) => !term.includes(' '),
    ),
  ),
];
const KNOWN_STEMS: ReadonlySet<string> = new Set(KNOWN_WORDS.map((word) => stem(word)));

/** Whether it is known what a word stands for. Of others, nothing follows from finding none. */
export function isKnownWord(word: string): boolean {
  return KNOWN_STEMS.has(stem(word));
}

const KNOWN_TERMS: ReadonlySet<string> = new Set(
  MEANINGS.flatMap(({ said, same, related }) => [...said, ...same, ...related]).map((term) =>
    stemmed(term.split(' ')),
  ),
);

/** Whether these words together mean something here ("security group"). */
export function isKnownTerm(words: readonly string[]): boolean {
  return KNOWN_TERMS.has(stemmed(words));
}

const TOPICS: ReadonlySet<string> = new Set(
  MEANINGS.flatMap(({ said }) => said).filter((phrase) => !VAGUE.has(phrase)),
);

/**
 * What else might be called what somebody asked for. Takes the words in their order (phrases are
 * seen), leaves out the words themselves; strongest first.
 */
export function expand(words: readonly string[]): Expansion[] {
  const phrases = words.flatMap((_, index) =>
    [1, 2, 3].map((length) => words.slice(index, index + length)),
  );
  return expansionsOf(phrases, words);
}

/** The same for one phrase as a whole: what its words mean alone is left out. */
export function expandPhrase(words: readonly string[]): Expansion[] {
  return expansionsOf([words], words);
}

function expansionsOf(
  phrases: readonly (readonly string[])[],
  words: readonly string[],
): Expansion[] {
  const own = new Set(words.map((word) => stem(word)));
  const weights = new Map<string, number>();
  for (const phrase of phrases) {
    for (const { same, related } of MEANINGS_BY_STEM.get(stemmed(phrase)) ?? []) {
      for (const term of same) raise(weights, { term, weight: SAME });
      for (const term of related) raise(weights, { term, weight: RELATED });
    }
  }
  return [...weights]
    .map(([term, weight]) => ({ term, weight }))
    .filter(({ term }) => !own.has(stem(term)))
    .sort((one, other) => other.weight - one.weight);
}

/** Whether a word or phrase is a topic that people ask for by name ("database", "message queue"). */
export function isTopic(phrase: string): boolean {
  return TOPICS.has(phrase);
}

function raise(weights: Map<string, number>, { term, weight }: Expansion): void {
  weights.set(term, Math.max(weight, weights.get(term) ?? 0));
}

function stemmed(words: readonly string[]): string {
  return words.map((word) => stem(word)).join(' ');
}

function byStem(meanings: readonly Meaning[]): Map<string, Meaning[]> {
  const found = new Map<string, Meaning[]>();
  for (const meaning of meanings) {
    for (const key of new Set(meaning.said.map((said) => stemmed(said.split(' '))))) {
      found.set(key, [...(found.get(key) ?? []), meaning]);
    }
  }
  return found;
}
