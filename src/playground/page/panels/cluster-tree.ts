import type { ObjectOnPage } from '../../page-protocol.ts';

export interface ObjectNode {
  readonly object: ObjectOnPage;
  readonly owned: readonly ObjectNode[];
}

export interface NamespaceGroup {
  /** Undefined: objects that belong to the whole cluster. */
  readonly namespace: string | undefined;
  readonly roots: readonly ObjectNode[];
}

/**
 * Objects by namespace in alphabetical order, those of the whole cluster last; what another object
 * owns stands under its owner, also where that is in another namespace. Every object appears once,
 * even where owners name each other in a circle or an owner is not there.
 */
export function clusterTree(objects: readonly ObjectOnPage[]): readonly NamespaceGroup[] {
  const ordered = objects.toSorted(byAge);
  const known = new Set(ordered.map(({ id }) => id));
  const byOwner = Map.groupBy(ordered, ({ ownedBy }) => ownedBy ?? '');
  const placed = new Set<string>();

  function nodeOf(object: ObjectOnPage): ObjectNode {
    placed.add(object.id);
    const children = byOwner.get(object.id) ?? [];
    return { object, owned: children.flatMap((child) => nodesOf(child)) };
  }
  function nodesOf(object: ObjectOnPage): readonly ObjectNode[] {
    return placed.has(object.id) ? [] : [nodeOf(object)];
  }

  const isRoot = ({ ownedBy }: ObjectOnPage) => ownedBy === undefined || !known.has(ownedBy);
  const roots = ordered.filter(isRoot).map(nodeOf);
  // Whoever is left is in a circle of owners: its oldest comes first.
  const circles = ordered.flatMap(nodesOf);
  const groups = Map.groupBy([...roots, ...circles], ({ object }) => object.namespace);
  return [...groups]
    .map(([namespace, members]) => ({ namespace, roots: members }))
    .toSorted((one, other) => compared(placeOf(one), placeOf(other)));
}

function placeOf({ namespace }: NamespaceGroup): string {
  return namespace === undefined ? '1' : `0${namespace}`;
}

function byAge(one: ObjectOnPage, other: ObjectOnPage): number {
  return compared(keyOf(one), keyOf(other));
}

function keyOf({ createdAt, kind, name, id }: ObjectOnPage): string {
  return [createdAt, kind, name, id].join('\n');
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export type ReadinessOnPage = ObjectOnPage['readiness'];

export const READINESS_WORDS: Readonly<Record<ReadinessOnPage, string>> = {
  ready: 'ready',
  waiting: 'waiting',
  failed: 'failed',
  'no-status': 'no status',
};

/** `5 objects: 3 ready, 1 waiting, 1 failed`. */
export function countsInWords(objects: readonly ObjectOnPage[]): string {
  const total = `${objects.length} ${objects.length === 1 ? 'object' : 'objects'}`;
  const states: readonly ReadinessOnPage[] = ['ready', 'waiting', 'failed', 'no-status'];
  const parts = states.flatMap((state) => {
    const count = objects.filter(({ readiness }) => readiness === state).length;
    return count === 0 ? [] : [`${count} ${READINESS_WORDS[state]}`];
  });
  return parts.length === 0 ? total : `${total}: ${parts.join(', ')}`;
}

/** Every object of a tree, owners before what they own. */
export function objectsIn(nodes: readonly ObjectNode[]): readonly ObjectOnPage[] {
  return nodes.flatMap(({ object, owned }) => [object, ...objectsIn(owned)]);
}
