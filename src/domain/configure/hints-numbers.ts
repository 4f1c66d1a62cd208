import type { FieldRow } from '../field-table.ts';
import { stem, stemsOf } from '../knowledge/words.ts';
import { leafName, namesOf } from './field-path.ts';
import { type Mention, mentionsIn, NEAR } from './hints-mentions.ts';
import { fieldUnit, isMeasure, unitOf } from './hints-units.ts';
import { splitWords } from './labels.ts';

/** What a field counts, by the words of its name. */
interface Counted {
  readonly words: readonly string[];
  /** Stems of what is counted. */
  readonly nouns: readonly string[];
  readonly bound: 'min' | 'max' | undefined;
}

/** Words of a name that do not tell one number of its object from another. */
const PLAIN_WORDS = new Set('allocated desired number container listen of in'.split(' '));
/** Copies of one thing go by many names; what runs them decides which. */
const COPIES = new Set(stemsOf('replica instance node pod copy replikat replikate kopie'));
const STORAGE = new Set(stemsOf('storage disk volume capacity space ssd hdd size'));
/** What a size may be said of when it is the storage that is meant: "a 20 GB PostgreSQL database". */
const STORED = new Set([
  ...STORAGE,
  ...COPIES,
  ...stemsOf('database db server cluster postgres postgresql mysql mariadb redis'),
]);
/** Objects along a path that say nothing of what their fields are about. */
const NEUTRAL = new Set(
  stemsOf(
    'spec for provider parameters template containers settings config configuration resources requests',
  ),
);

/** The number that an intent states for a field; undefined where it states none, or several. */
export function numberInIntent(row: FieldRow, intent: string): number | undefined {
  const counted = countedBy(row);
  const { nouns } = counted;
  if (nouns.length === 0) return undefined;
  const mentions = mentionsIn(intent);
  if (isStorage(nouns)) {
    if (!isPlaceSaid(row, intent, counted)) return undefined;
    const size = sizeAmong(mentions, { counted, intent });
    const value = size && inFieldsUnit(size, { row, counted });
    return isAllowed(row, value) ? value : undefined;
  }
  if (!isPlaceSaid(row, intent, counted)) return undefined;
  const fitting = mentions.filter((mention) => isOfUnit(mention, { row, counted }));
  const mention = nearest(fitting, counted);
  const value = mention && inFieldsUnit(mention, { row, counted });
  return isAllowed(row, value) ? value : undefined;
}

/** A quantity as Kubernetes writes it: "20 GB" for storage → `20Gi`, "2 CPUs" → `2`. */
export function quantityInIntent(row: FieldRow, intent: string): string | undefined {
  const counted = countedBy(row);
  const mentions = mentionsIn(intent);
  if (!isPlaceSaid(row, intent, counted)) return undefined;
  const { nouns } = counted;
  if (nouns.join() === stem('cpu')) {
    const cores = mentions.filter(
      ({ unit, after }) => !unit && /^v?cpus?$|^core$/u.test(after[0] ?? ''),
    );
    return onlyOne(cores)?.value.toString();
  }
  const isMemory = nouns.join() === stem('memory');
  if (!isMemory && !isStorage(nouns)) return undefined;
  const size = isMemory ? memoryAmong(mentions) : sizeAmong(mentions, { counted, intent });
  if (!size?.unit) return undefined;
  const { suffix } = size.unit;
  const forms = [`${size.value}${suffix}`, `${size.value}${suffix.charAt(0)}`];
  return forms.find((form) => isMatching(row, form));
}

/** `maxReplicas` counts replicas up to a bound; `storage.size` is about the storage. */
function countedBy({ path }: FieldRow): Counted {
  const names = namesOf(path);
  const own = lowerWords(leafName(path));
  const owner = lowerWords(names.at(-2) ?? '').filter((word) => !NEUTRAL.has(stem(word)));
  const words = own.every(isMeasure) ? [...owner, ...own] : own;
  const isMax = words.some((word) => /^max(?:imum)?$/u.test(word));
  const isMin = words.some((word) => /^min(?:imum)?$/u.test(word));
  const telling = words.filter(
    (word) => !PLAIN_WORDS.has(word) && !unitOf(word) && !/^(?:max|min)(?:imum)?$/u.test(word),
  );
  const things = telling.filter((word) => !isMeasure(word));
  const nouns = things.length > 0 ? things : telling;
  return {
    words,
    nouns: nouns.flatMap((word) => stemsOf(word)),
    bound: isMax ? 'max' : isMin ? 'min' : undefined,
  };
}

function lowerWords(name: string): readonly string[] {
  return splitWords(name).map((word) => word.toLowerCase());
}

/** Whether the text speaks of every object that the field lies in. */
function isPlaceSaid({ path }: FieldRow, intent: string, { words, bound }: Counted): boolean {
  const said = new Set(stemsOf(intent));
  const above = namesOf(path)
    .slice(0, -1)
    .filter((name) => !lowerWords(name).every((word) => words.includes(word)));
  return above.every((name) => {
    const stems = stemsOf(name);
    // Who names the fewest and the most copies speaks of scaling.
    const isScaling = bound !== undefined && stems.some((one) => one.endsWith('scal'));
    return isScaling || stems.every((one) => NEUTRAL.has(one) || said.has(one));
  });
}

function isStorage(nouns: readonly string[]): boolean {
  return STORAGE.has(nouns.at(-1) ?? '');
}

/** The one size that can only be the storage's. */
function sizeAmong(
  mentions: readonly Mention[],
  { counted, intent }: { counted: Counted; intent: string },
): Mention | undefined {
  const said = new Set(stemsOf(intent));
  const isOwn = counted.nouns.every((noun) => STORAGE.has(noun) || said.has(noun));
  if (!isOwn) return undefined;
  const sizes = mentions.filter(
    ({ unit, after, bound }) =>
      unit?.measures === 'size' &&
      (counted.bound === undefined ? bound !== 'max' : bound === counted.bound) &&
      after.every((word) => STORED.has(word)),
  );
  const named = sizes.filter(({ before, after }) =>
    [...before.slice(0, 1), ...after].some((word) => STORAGE.has(word)),
  );
  const unnamed = sizes.filter(({ before }) => !isOfMemory(before));
  return onlyOne(named) ?? (named.length === 0 ? onlyOne(unnamed) : undefined);
}

function memoryAmong(mentions: readonly Mention[]): Mention | undefined {
  return onlyOne(
    mentions.filter(
      ({ unit, before, after }) =>
        unit?.measures === 'size' &&
        (isOfMemory(after) || (after.length === 0 && isOfMemory(before))),
    ),
  );
}

function isOfMemory([first]: readonly string[]): boolean {
  return first === stem('memory') || first === 'ram';
}

/** A time or size is told with its unit, anything else without one. */
function isOfUnit(
  { unit, before }: Mention,
  { row, counted }: { row: FieldRow; counted: Counted },
): boolean {
  const isTimed =
    counted.words.some((word) =>
      /^(?:period|retention|duration|interval|timeout|ttl)$/u.test(word),
    ) || fieldUnit({ words: counted.words, description: '' }, 'time') !== undefined;
  if (unit?.measures === 'size') return false;
  if (unit?.measures === 'time') {
    return isTimed && fieldUnit({ ...row, words: counted.words }, 'time') !== undefined;
  }
  // "retention days 14": whoever names the field itself knows its unit.
  return !isTimed || counted.words.every((word) => before.includes(stem(word)));
}

/** The mention whose words are those of the field, nearest to its number. */
function nearest(mentions: readonly Mention[], counted: Counted): Mention | undefined {
  const own = mentions.filter(({ bound }) =>
    counted.bound === undefined ? bound !== 'max' : bound === counted.bound,
  );
  const isCopies = counted.nouns.length === 1 && COPIES.has(counted.nouns[0] ?? '');
  const sets = counted.nouns.map((noun) => new Set([noun]));
  const exact = closest(own, sets);
  // "between 2 and 8" says nothing of a field without an end.
  const found = exact.length > 0 || !isCopies ? exact : closest(own, [COPIES]);
  const isRange =
    found.some(({ bound }) => bound === 'min') && mentions.some(({ bound }) => bound === 'max');
  return counted.bound === undefined && isRange ? undefined : onlyOne(found);
}

/** Nearest first; "port 80" says more of a port than "metrics port 81". */
function closest(
  mentions: readonly Mention[],
  nouns: readonly ReadonlySet<string>[],
): readonly Mention[] {
  const ranked = mentions.flatMap((mention) =>
    [mention.before, mention.after].flatMap((side) => {
      const places = nouns.map((noun) => side.findIndex((word) => noun.has(word)));
      if (places.includes(-1)) return [];
      return [{ mention, distance: Math.min(...places) * NEAR + side.length }];
    }),
  );
  const least = Math.min(...ranked.map(({ distance }) => distance));
  return ranked.filter(({ distance }) => distance === least).map(({ mention }) => mention);
}

function onlyOne(mentions: readonly Mention[]): Mention | undefined {
  const [first] = mentions;
  const isSame = mentions.every(
    ({ value, unit }) => value === first?.value && unit?.factor === first.unit?.factor,
  );
  return isSame ? first : undefined;
}

/** Weeks become days; a size without a unit of the field's own is said in gigabytes. */
function inFieldsUnit(
  { value, unit }: Mention,
  { row, counted }: { row: FieldRow; counted: Counted },
): number | undefined {
  if (!unit) return value;
  const own = fieldUnit({ ...row, words: counted.words }, unit.measures);
  if (!own) return unit.suffix === 'Gi' ? value : undefined;
  return (value * unit.factor) / own.factor;
}

function isAllowed({ type, minimum, maximum }: FieldRow, value: number | undefined): boolean {
  if (value === undefined) return false;
  const isWhole = Number.isInteger(value) || type === 'number';
  return isWhole && value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
}

/** Schemas are written for another regular expression engine: what ours cannot read lets pass. */
function isMatching({ pattern }: FieldRow, text: string): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}
