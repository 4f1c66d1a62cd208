import { QdrantError, type StoredCollection, type StoredPoint } from './collections.ts';
import type { Condition, Filter } from './requests.ts';

/**
 * The points that a filter admits, in the order of their ids. As in Qdrant's strict mode, a filter by a
 * payload field that has no index is refused.
 */
export function admitted(collection: StoredCollection, filter: Filter = {}): StoredPoint[] {
  for (const key of keysOf(filter)) {
    if (collection.indexes.has(key)) continue;
    throw new QdrantError(400, `Bad request: Index required but not found for "${key}"`);
  }
  return [...collection.points.values()]
    .filter((point) => admits(point, filter))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

export function admits(point: StoredPoint, { must, should, must_not: mustNot }: Filter): boolean {
  return (
    (must ?? []).every((condition) => holds(point, condition)) &&
    (should === undefined || should.some((condition) => holds(point, condition))) &&
    !(mustNot ?? []).some((condition) => holds(point, condition))
  );
}

function holds(point: StoredPoint, condition: Condition): boolean {
  if ('match' in condition)
    return [point.payload[condition.key]].flat().includes(condition.match.value);
  if ('has_id' in condition) return condition.has_id.includes(point.id);
  if ('has_vector' in condition) return Object.hasOwn(point.vectors, condition.has_vector);
  if ('is_empty' in condition) {
    const value = point.payload[condition.is_empty.key];
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  }
  return admits(point, condition);
}

function keysOf({ must, should, must_not: mustNot }: Filter): string[] {
  return [must, should, mustNot].flatMap((conditions) =>
    (conditions ?? []).flatMap((condition) => {
      if ('match' in condition) return [condition.key];
      if ('is_empty' in condition) return [condition.is_empty.key];
      return 'has_id' in condition || 'has_vector' in condition ? [] : keysOf(condition);
    }),
  );
}
