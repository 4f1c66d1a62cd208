import {
  checkDense,
  type StoredCollection,
  type StoredPoint,
  unknownVector,
} from './collections.ts';
import { admitted } from './filter.ts';
import type { Nearest, Query, SparseVector, WithPart } from './requests.ts';

interface Scored {
  readonly point: StoredPoint;
  readonly score: number;
}

/** The points of one query as Qdrant answers them, best first. */
export function answerQuery(collection: StoredCollection, query: Query) {
  const scored =
    'prefetch' in query
      ? fuse(
          query.prefetch.map((one) => nearest(collection, one)),
          query.query.rrf.k,
        )
      : nearest(collection, query);
  return {
    points: scored.slice(0, query.limit).map(({ point, score }) => ({
      ...recordOf(point, query),
      version: point.version,
      score,
    })),
  };
}

export function recordOf(
  { id, payload, vectors }: StoredPoint,
  parts: { readonly with_payload: WithPart; readonly with_vector: WithPart },
) {
  const shown = partOf(vectors, parts.with_vector);
  return {
    id,
    payload: partOf(payload, parts.with_payload) ?? null,
    ...(shown === undefined ? {} : { vector: shown }),
  };
}

function partOf<T>(
  whole: Readonly<Record<string, T>>,
  part: WithPart,
): Record<string, T> | undefined {
  if (part === false) return undefined;
  const names = part === true ? undefined : part;
  return Object.fromEntries(
    Object.entries(whole).filter(([name]) => names === undefined || names.includes(name)),
  );
}

function nearest(collection: StoredCollection, search: Nearest): Scored[] {
  const scoreOf = Array.isArray(search.query)
    ? cosineTo(collection, search.using, search.query)
    : rarityWeighted(collection, search.using, search.query);
  const least = search.score_threshold ?? -Infinity;
  return admitted(collection, search.filter)
    .flatMap((point) => {
      const score = scoreOf(point);
      return score === undefined || score < least ? [] : [{ point, score }];
    })
    .toSorted((one, other) => other.score - one.score)
    .slice(0, search.limit);
}

function cosineTo({ settings }: StoredCollection, name: string, query: readonly number[]) {
  checkDense(settings, name, query);
  const length = Math.hypot(...query);
  return ({ vectors }: StoredPoint): number | undefined => {
    const vector = vectors[name];
    if (!Array.isArray(vector)) return undefined;
    return Math.fround(
      vector.reduce((sum, value, at) => sum + (value * (query[at] ?? 0)) / length, 0),
    );
  };
}

/** A sparse vector with the modifier `idf`: dot products, each term times how rare it is. */
function rarityWeighted(collection: StoredCollection, name: string, query: SparseVector) {
  if (!Object.hasOwn(collection.settings.sparse_vectors, name)) throw unknownVector(name);
  const holding = new Map(query.indices.map((index) => [index, 0]));
  let texts = 0;
  for (const { vectors } of collection.points.values()) {
    const vector = vectors[name];
    if (vector === undefined || Array.isArray(vector)) continue;
    texts += 1;
    for (const index of vector.indices) {
      const held = holding.get(index);
      if (held !== undefined) holding.set(index, held + 1);
    }
  }
  const weights = new Map(
    query.indices.map((index, at) => {
      const held = holding.get(index) ?? 0;
      const rarity = Math.log((texts - held + 0.5) / (held + 0.5) + 1);
      return [index, (query.values[at] ?? 0) * rarity];
    }),
  );
  return ({ vectors }: StoredPoint): number | undefined => {
    const vector = vectors[name];
    if (vector === undefined || Array.isArray(vector)) return undefined;
    const shared = vector.indices.flatMap((index, at) => {
      const weight = weights.get(index);
      return weight === undefined ? [] : [weight * (vector.values[at] ?? 0)];
    });
    if (shared.length === 0) return undefined;
    return Math.fround(shared.reduce((sum, value) => sum + value, 0));
  };
}

/** Reciprocal rank fusion: ranks count from 0. */
function fuse(lists: readonly (readonly Scored[])[], k: number): Scored[] {
  const fused = new Map<string, Scored>();
  for (const list of lists) {
    list.forEach(({ point }, rank) => {
      const score = (fused.get(point.id)?.score ?? 0) + 1 / (k + rank);
      fused.set(point.id, { point, score });
    });
  }
  return [...fused.values()]
    .map(({ point, score }) => ({ point, score: Math.fround(score) }))
    .toSorted((one, other) => other.score - one.score);
}
