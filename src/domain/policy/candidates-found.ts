import type { FieldType } from '../field-table.ts';
import type { CatalogKind } from './candidates.ts';
import { CLOSE_ENOUGH, createCloseness } from './candidates-closeness.ts';
import { fieldFamily, isMainPath, isPodPlace } from './candidates-family.ts';
import { metadataPathsIn } from './candidates-metadata.ts';
import { type Said, wantedBy } from './candidates-wanted.ts';
import type { OutlineField } from './outline.ts';

/** One place, or one setting of pods wherever they stand, over all kinds that have it. */
export interface FoundField {
  readonly path: string;
  readonly type: FieldType;
  readonly values: ReadonlySet<string>;
  readonly kinds: ReadonlySet<CatalogKind>;
}

interface Tally {
  readonly family: string;
  readonly type: FieldType;
  /** How often each path was seen, in kinds that are meant and in others. */
  readonly paths: Map<string, number>;
  readonly values: Set<string>;
  readonly kinds: Set<CatalogKind>;
  readonly closeness: number;
  aboutCount: number;
}

/** A kind that is meant tells more of how a path is written than any number of others. */
const MEANT_WEIGHT = 10_000;

/** Maps whose entries are settings of their own: `resources.limits['memory']`. */
const KEYED = /(?:^|\.)(?:limits|requests)$/u;
const KEY_CLOSENESS = 1.1;

/** What is worth less of the best is left out. */
const WORTH = 0.5;

/** Kinds that are looked through without a pause: a few milliseconds of work. */
const SLICE = 50;

/** Fields that come near what was said, best first, paths of one family side by side. Yields now and then. */
export function* foundFields(
  said: Said,
  kinds: readonly CatalogKind[],
  about: (kind: CatalogKind) => boolean,
): Generator<void, readonly FoundField[], void> {
  const wanted = wantedBy(said);
  const closeness = createCloseness(wanted);
  const keys = keysOf(wanted.settings);
  const tallies = new Map<string, Tally>();
  for (const [index, kind] of kinds.entries()) {
    if (index > 0 && index % SLICE === 0) yield;
    about(kind); // Asked of each at the end: remembered from here.
    for (const field of kind.outline.fields) {
      const near = closeness(field);
      if (near >= CLOSE_ENOUGH) count(tallies, { kind, field, near, about });
      if (field.type !== 'map' || !KEYED.test(field.path)) continue;
      for (const key of keys) {
        if ((key === 'storage') !== isOfVolume(kind, field)) continue;
        const entry = { path: `${field.path}['${key}']`, type: field.itemType ?? 'any' };
        count(tallies, { kind, field: entry, near: KEY_CLOSENESS, about });
      }
    }
  }
  const metadata = metadataPathsIn(said.sentence).map((path) => ({
    ...path,
    values: new Set<string>(),
    kinds: new Set(kinds),
  }));
  return [...metadata, ...ranked([...tallies.values()], kinds.filter(about).length)];
}

/** Claims for volumes ask for storage, containers for everything else. */
function isOfVolume({ outline }: CatalogKind, { path }: OutlineField): boolean {
  return /volumeClaim/iu.test(path) || outline.kind.kind === 'PersistentVolumeClaim';
}

/** Those that the settings name; of those that name several, only where none names its own. */
function keysOf(settings: readonly { readonly keys: readonly string[] }[]): ReadonlySet<string> {
  const single = settings.filter(({ keys }) => keys.length === 1);
  const naming = single.length > 0 ? single : settings;
  return new Set(naming.flatMap(({ keys }) => keys));
}

function count(
  tallies: Map<string, Tally>,
  seen: {
    readonly kind: CatalogKind;
    readonly field: OutlineField;
    readonly near: number;
    readonly about: (kind: CatalogKind) => boolean;
  },
): void {
  const { kind, field, near, about } = seen;
  const { path, type } = field;
  const place = isPodPlace(path) ? fieldFamily(path) : path;
  const key = `${type} ${place}`;
  const tally = tallies.get(key) ?? {
    family: fieldFamily(path),
    type,
    paths: new Map<string, number>(),
    values: new Set<string>(),
    kinds: new Set<CatalogKind>(),
    closeness: near,
    aboutCount: 0,
  };
  tallies.set(key, tally);
  if (!tally.kinds.has(kind) && about(kind)) tally.aboutCount += 1;
  tally.kinds.add(kind);
  const weight = (isMainPath(path) ? 2 : 1) * (about(kind) ? MEANT_WEIGHT : 1);
  tally.paths.set(path, (tally.paths.get(path) ?? 0) + weight);
  for (const value of field.enum ?? []) tally.values.add(String(value));
}

/** Families by their best member; in a family main paths first, then those that more kinds have. */
function ranked(tallies: readonly Tally[], meantKinds: number): readonly FoundField[] {
  const families = [...Map.groupBy(tallies, ({ family }) => family).values()].map((members) => ({
    members: members.toSorted((one, other) => weightOf(other) - weightOf(one)),
    weight: Math.max(...members.map((member) => scoreOf(member, meantKinds))),
  }));
  return families
    .sort((one, other) => other.weight - one.weight)
    .filter(({ weight }, _, [first]) => weight >= (first?.weight ?? 0) * WORTH)
    .flatMap(({ members }) => members)
    .map(({ paths, type, values, kinds }) => ({ path: commonest(paths), type, values, kinds }));
}

function weightOf(tally: Tally): number {
  const isMain = isMainPath(commonest(tally.paths));
  return (isMain ? 1_000_000 : 0) + tally.aboutCount * 1_000 + tally.kinds.size;
}

function scoreOf({ closeness, family, kinds, aboutCount }: Tally, meantKinds: number): number {
  const depth = family.split('.').length - 1;
  const share = meantKinds === 0 ? 0 : aboutCount / meantKinds;
  const meant = aboutCount > 0 ? 4 : 0;
  return closeness * 10 + meant + 3 * share + Math.log10(kinds.size) - 0.7 * depth;
}

function commonest(paths: ReadonlyMap<string, number>): string {
  const [first] = [...paths].toSorted(
    (one, other) => other[1] - one[1] || one[0].length - other[0].length,
  );
  return first?.[0] ?? '';
}
