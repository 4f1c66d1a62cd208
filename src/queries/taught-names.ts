import { stemsOf } from '../domain/knowledge/words.ts';
import { nearestOf } from '../domain/nearest.ts';

/** Fewest characters of an id's digits by which something taught is named. */
const DIGITS_MIN = 4;

interface Named {
  readonly id: string;
}

/** How something that people taught is named: `prefix` begins its ids, `words` are all that it says. */
export interface Naming<Item extends Named> {
  /** `pol-`. */
  readonly prefix: string;
  readonly words: (item: Item) => string;
}

/** One where its id, the beginning of it or the words said are only one's; all that it may be else. */
export function namedBy<Item extends Named>(
  { prefix, words }: Naming<Item>,
  items: readonly Item[],
  name: string,
): readonly Item[] {
  const said = name.toLowerCase().trim();
  const exact = items.filter(({ id }) => id === said);
  if (exact.length > 0) return exact;
  const digits = said.startsWith(prefix) ? said.slice(prefix.length) : said;
  const begun = items.filter(
    ({ id }) => digits.length >= DIGITS_MIN && id.startsWith(`${prefix}${digits}`),
  );
  return begun.length > 0 ? begun : matching(words, items, name);
}

/** Those whose id is written nearly so. */
export function nearIds<Item extends Named>(items: readonly Item[], name: string): readonly Item[] {
  const near = nearestOf(
    name.toLowerCase(),
    items.map(({ id }) => id),
  );
  return items.filter(({ id }) => id === near);
}

/** Those that have all the words. */
export function matching<Item>(
  wordsOf: (item: Item) => string,
  items: readonly Item[],
  words: string,
): readonly Item[] {
  const stems = stemsOf(words);
  if (stems.length === 0) return [];
  return items.filter((item) => {
    const own = new Set(stemsOf(wordsOf(item)));
    return stems.every((stem) => own.has(stem));
  });
}
