import type { FieldRow } from '../field-table.ts';
import type { ResourceKind } from '../kind.ts';
import { firstItemPath, leafName, parentPath, parsePath } from './field-path.ts';
import type { SchemaIndex } from './schema-index.ts';

/** A path whose value is the name of another object. */
export interface Reference {
  /** Concrete, of the name itself: `spec.issuerRef.name`, `spec.storageClassName`. */
  readonly path: string;
  readonly row: FieldRow;
  /** The object around the name, where there is one: `spec.issuerRef`. */
  readonly holder: string | undefined;
  /** What the field calls the object, in lower case without separators: `issuer`. */
  readonly noun: string;
  /** Kinds that the schema itself names (a default or enum of `kind`). */
  readonly kinds: readonly string[];
  /** The group that the schema itself names. */
  readonly group: string | undefined;
}

/** What may stand beside the name in an object that only refers. */
const BESIDE_NAME = new Set(
  (
    'name namespace kind apiVersion group apiGroup uid resourceVersion fieldPath key optional policy ' +
    'sectionName port weight'
  ).split(' '),
);

/** Every reference that a kind's fields can hold. */
export function referencesOf(index: SchemaIndex): readonly Reference[] {
  return index.table.rows.flatMap((row) => {
    if (row.type !== 'string') return [];
    const reference = leafName(row.path) === 'name' ? byHolder(index, row) : byName(row);
    return reference ?? [];
  });
}

function byHolder(index: SchemaIndex, row: FieldRow): Reference | undefined {
  const holder = parentPath(row.path);
  const names = index.children(holder).map(({ path }) => leafName(path));
  const noun = nounOf(leafName(holder).replace(/(?:Refs?|References?)$/u, ''));
  const isMarked = /(?:Refs?|References?)$/u.test(leafName(holder)) || names.includes('kind');
  const isBare = names.every((name) => BESIDE_NAME.has(name)) && row.required;
  if (holder === '' || noun === '' || (!isMarked && !isBare)) return undefined;
  const kindRow = index.row(`${holder}.kind`);
  const kinds = [...(kindRow?.enum ?? []), kindRow?.default ?? ''].flatMap((kind) =>
    typeof kind === 'string' && kind !== '' ? [kind] : [],
  );
  const groupRow = index.row(`${holder}.group`) ?? index.row(`${holder}.apiGroup`);
  const group = typeof groupRow?.default === 'string' ? groupRow.default : undefined;
  const path = firstItemPath(row.path);
  return { path, row, holder: firstItemPath(holder), noun, kinds, group };
}

/** `storageClassName` names a StorageClass. */
function byName(row: FieldRow): Reference | undefined {
  const name = /^(\w{3,})Names?$/u.exec(leafName(row.path))?.[1];
  if (name === undefined) return undefined;
  const path = firstItemPath(row.path);
  return { path, row, holder: undefined, noun: nounOf(name), kinds: [], group: undefined };
}

/** `vpcIdRef` means a VPC: what of it is taken is no part of the noun. */
function nounOf(name: string): string {
  return name.replace(/(?<=\w)(?:Ids?|Names?|Arns?)$/u, '').toLowerCase();
}

/**
 * How surely a reference means a kind; 0 when it does not. A kind that the schema names is surest;
 * else the noun must be the kind's name, or its end, and the groups must be related.
 */
export function referenceStrength(
  reference: Reference,
  from: Pick<ResourceKind, 'group'>,
  to: Pick<ResourceKind, 'group' | 'kind'>,
): number {
  if (reference.group !== undefined && reference.group !== to.group) return 0;
  const affinity = groupAffinity(from.group, to.group);
  const isNamed = reference.kinds.includes(to.kind);
  if (isNamed) return 10 + affinity;
  if (reference.group !== undefined && reference.kinds.length > 0) return 0;
  if (reference.noun === SCALE_TARGET) return SCALABLE.has(`${to.group}/${to.kind}`) ? 5 : 0;
  const likeness = nounLikeness(reference.noun, to.kind.toLowerCase());
  const isFar = affinity === 0 || (affinity === 1 && likeness < 3);
  return isFar || likeness === 0 ? 0 : likeness * 2 + affinity;
}

/** What autoscalers call the workload that they scale. */
const SCALE_TARGET = 'scaletarget';
const SCALABLE = new Set(['apps/Deployment', 'apps/StatefulSet']);

function nounLikeness(noun: string, kind: string): number {
  if (noun === kind) return 3;
  if (kind.length >= 3 && noun.endsWith(kind)) return 2;
  return noun.length >= 6 && kind.endsWith(noun) ? 1 : 0;
}

/** 3 for the same group, 2 for groups of one family, 1 for Kubernetes' own, 0 for strangers. */
function groupAffinity(from: string, to: string): number {
  if (from === to) return 3;
  if (isCoreGroup(to)) return 1;
  const [one, other] = [from.split('.').toReversed(), to.split('.').toReversed()];
  const common = one.findIndex((label, place) => label !== other[place]);
  return (common === -1 ? one.length : common) >= 2 ? 2 : 0;
}

/** Groups that Kubernetes serves itself: without a dot, or under k8s.io. */
export function isCoreGroup(group: string): boolean {
  return !group.includes('.') || /^(?:[a-z]+\.)+k8s\.io$/u.test(group);
}

/** Fewer steps are nearer to what people mean; a list step counts double. */
export function pathDepth(path: string): number {
  return parsePath(path).reduce((sum, { type }) => sum + (type === 'key' ? 1 : 2), 0);
}
