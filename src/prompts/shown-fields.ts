import { stem, wordsOf } from '../domain/knowledge/words.ts';

/** Most fields that a prompt shows: each costs about 40 tokens. */
const FIELDS_SHOWN = 40;
/** Most options of one field: a list this long is a catalogue, and its own field asks for it. */
const OPTIONS_SHOWN = 12;
/** Characters of a description: its first sentence, in most schemas. */
const DESCRIPTION_SHOWN = 120;

/** What the rule below looks at. */
interface Field {
  readonly path: string;
  /** The words that a person reads: a label, a sentence, the schema's description. */
  readonly words: string;
  readonly options: readonly string[];
  readonly isRequired: boolean;
}

/**
 * Which fields of a schema a prompt shows, in the order given. A schema may have thousands; what is
 * shown is decided by code, so that a prompt costs the same for a small kind and for one of 2 MB:
 *
 * 1. what is required stays, whatever its number;
 * 2. of the others, those that `text` speaks of by name, by an option or in their description;
 * 3. then those nearest to the top of the object, those with options before those without, and in
 *    the order given, which is the most telling first;
 * 4. at most 40 in all. Descriptions end at 120 characters (`shortened`), lists of options after 12,
 *    those that `text` names first (`shownOptions`).
 */
export function shownFields<Item>(
  items: readonly Item[],
  text: string,
  fieldOf: (item: Item) => Field,
): readonly Item[] {
  if (items.length <= FIELDS_SHOWN) return items;
  const said = new Set(wordsOf(text).map((word) => stem(word)));
  const ranked = items.map((item, place) => ({ item, place, rank: rankOf(fieldOf(item), said) }));
  const required = ranked.filter(({ rank }) => rank === REQUIRED);
  const others = ranked
    .filter(({ rank }) => rank !== REQUIRED)
    .toSorted((one, other) => other.rank - one.rank || one.place - other.place)
    .slice(0, Math.max(0, FIELDS_SHOWN - required.length));
  return [...required, ...others]
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** The options that a prompt shows: those that `text` names, then the first. */
export function shownOptions(options: readonly string[], text = ''): readonly string[] {
  if (options.length <= OPTIONS_SHOWN) return options;
  const said = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}._/-]+/gu, ' ')} `;
  const named = options.filter((option) => said.includes(` ${option.toLowerCase()} `));
  const others = options.filter((option) => !named.includes(option));
  return [...named, ...others].slice(0, OPTIONS_SHOWN);
}

/** White space folded, cut at a word where it is longer than `limit` characters. */
export function shortened(text: string, limit = DESCRIPTION_SHOWN): string {
  const folded = text.replaceAll(/\s+/gu, ' ').trim();
  if (folded.length <= limit) return folded;
  return `${folded.slice(0, limit - 1).replace(/\s\S*$/u, '')}…`;
}

/** One line of a prompt: its parts, without the empty ones, on one line whatever they hold. */
export function lineOf(parts: readonly string[]): string {
  const folded = parts.map((part) => part.replaceAll(/\s+/gu, ' ').trim());
  return folded.filter((part) => part !== '').join(' | ');
}

/** `small, medium, large and 20 more`. */
export function optionWords(options: readonly string[], text = ''): string {
  const shown = shownOptions(options, text);
  const more = options.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

const REQUIRED = Infinity;

function rankOf({ path, words, options, isRequired }: Field, said: ReadonlySet<string>): number {
  if (isRequired) return REQUIRED;
  const leaf = path.split('.').at(-1) ?? '';
  const isSaid = (text: string): boolean => wordsOf(text).some((word) => said.has(stem(word)));
  const depth = path.split('.').length;
  return (
    (isSaid(leaf) ? 100 : 0) +
    (options.some((option) => isSaid(option)) ? 50 : 0) +
    (isSaid(words) ? 25 : 0) +
    (options.length > 0 ? 1 : 0) -
    Math.min(depth, 20)
  );
}
