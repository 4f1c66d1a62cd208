import type { ResourceKind } from '../kind.ts';
import { stem, tellingWordsOf } from '../knowledge/words.ts';

/** A pattern, or a candidate for one. */
export interface Comparable {
  /** A pattern's name. */
  readonly name?: string;
  /** A candidate's. */
  readonly title?: string;
  readonly triggers: readonly string[];
  readonly resources: readonly ResourceKind[];
}

export interface Similar<Item> {
  readonly item: Item;
  /** 0 to 1; the same whichever of the two is compared with the other. */
  readonly score: number;
  /** What they have in common, in one sentence. */
  readonly reason: string;
  /** The same resources, by names or triggers that are alike. */
  readonly isSame: boolean;
}

/** What counts as near: the same resources alone do, and words that are all the same. */
const NEAR = 0.4;
/** Names, or triggers, that are more alike than not. */
const ALIKE = 0.5;
const NAMED_MAX = 3;

/** Those of the others that say nearly the same, nearest first; equally near ones in their order. */
export function similarTo<Item extends Comparable>(
  given: Comparable,
  others: readonly Item[],
): readonly Similar<Item>[] {
  return others
    .map((item) => ({ item, ...likenessOf(given, item) }))
    .filter(({ score, isNear }) => score >= NEAR || isNear)
    .sort((one, other) => other.score - one.score)
    .map(({ isNear: _isNear, ...similar }) => similar);
}

function likenessOf(one: Comparable, other: Comparable) {
  const own = looksOf(one);
  const { shared, isWhole, names, ...likeness } = comparison(own, looksOf(other));
  const kinds = shared.flatMap((key) => own.kinds.get(key) ?? []);
  return { ...likeness, reason: reasonOf({ one, other, shared: kinds, isWhole, names }) };
}

/** What is compared of one, worked out once for many comparisons. */
export interface Looks {
  /** The names of kinds, each by what tells it from all others. */
  readonly kinds: ReadonlyMap<string, string>;
  readonly names: ReadonlySet<string>;
  readonly triggers: ReadonlySet<string>;
}

export function looksOf(item: Comparable): Looks {
  return { kinds: kindsOf(item), names: nameOf(item), triggers: triggersOf(item) };
}

/** As `Similar` has them. */
export function likenessOfLooks(
  one: Looks,
  other: Looks,
): { readonly score: number; readonly isSame: boolean } {
  return comparison(one, other);
}

function comparison(one: Looks, other: Looks) {
  const shared = [...one.kinds.keys()].filter((key) => other.kinds.has(key));
  const all = one.kinds.size + other.kinds.size - shared.length;
  const resources = all === 0 ? 0 : shared.length / all;
  const names = alike(one.names, other.names);
  const triggers = alike(one.triggers, other.triggers);
  const words = 0.7 * Math.max(names, triggers) + 0.3 * Math.min(names, triggers);
  const hasBoth = one.kinds.size > 0 && other.kinds.size > 0;
  const isAlike = names >= ALIKE || triggers >= ALIKE;
  return {
    score: hasBoth ? (resources + words) / 2 : words,
    isNear: names === 1,
    isSame: hasBoth ? resources === 1 && isAlike : all === 0 && names === 1,
    shared,
    isWhole: resources === 1,
    names,
  };
}

function kindsOf({ resources }: Comparable): ReadonlyMap<string, string> {
  return new Map(resources.map(({ group, kind }) => [`${kind}.${group}`, kind]));
}

/** 0 to 1: what two sets share, beside their sizes. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared === one.size && shared === other.size
    ? 1
    : shared / Math.sqrt(one.size * other.size);
}

function nameOf({ name, title }: Comparable): ReadonlySet<string> {
  return stemsIn(name ?? title ?? '');
}

/** Each trigger as a whole: "web application" is not half a "web server". */
function triggersOf({ triggers }: Comparable): ReadonlySet<string> {
  return new Set(triggers.map(keyOf).filter((key) => key !== ''));
}

function keyOf(trigger: string): string {
  return [...stemsIn(trigger)].sort().join(' ');
}

function stemsIn(text: string): ReadonlySet<string> {
  return new Set(tellingWordsOf(text).map((word) => stem(word)));
}

function reasonOf(given: {
  readonly one: Comparable;
  readonly other: Comparable;
  readonly shared: readonly string[];
  readonly isWhole: boolean;
  readonly names: number;
}): string {
  const { one, other, shared, isWhole, names } = given;
  const known = triggersOf(one);
  const triggers = other.triggers.filter((trigger) => known.has(keyOf(trigger)));
  const parts = [
    ...(shared.length > 0 ? [`${isWhole ? 'are made of' : 'have'} ${listed(shared)}`] : []),
    ...(names >= ALIKE ? ['have names that are alike'] : []),
    ...(triggers.length > 0 ? [`are found by ${listed(triggers)}`] : []),
  ];
  return parts.length === 0 ? 'They are worded alike.' : `Both ${parts.join(', and ')}.`;
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMED_MAX;
  const parts = more > 0 ? [...names.slice(0, NAMED_MAX), `${more} more`] : names;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
