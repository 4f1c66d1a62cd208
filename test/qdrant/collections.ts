import type { CreateCollection, NamedVectors, Payload, UpsertPoints } from './requests.ts';

/** An answer that is no success, in Qdrant's own words. */
export class QdrantError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface StoredPoint {
  readonly id: string;
  readonly payload: Payload;
  readonly vectors: NamedVectors;
  readonly version: number;
}

export interface StoredCollection {
  readonly settings: CreateCollection;
  /** Payload fields that are indexed, and as what. */
  readonly indexes: Map<string, 'keyword' | 'bool'>;
  readonly points: Map<string, StoredPoint>;
  /** Number of the next operation. */
  nextOperation(): number;
}

/** The collections and aliases of one Qdrant. */
export interface Collections {
  names(): string[];
  aliases(): { alias_name: string; collection_name: string }[];
  /** By its name or by an alias. Throws 404. */
  of(name: string): StoredCollection;
  has(name: string): boolean;
  create(name: string, settings: CreateCollection): void;
  /** Whether there was one; its aliases go with it. */
  drop(name: string): boolean;
  pointAlias(alias: string, name: string): void;
  removeAlias(alias: string): void;
  /** The same once more, to go its own way. */
  copy(): Collections;
}

interface Content {
  readonly collections: Map<string, StoredCollection>;
  readonly aliases: Map<string, string>;
}

export function createCollections(
  { collections, aliases }: Content = { collections: new Map(), aliases: new Map() },
): Collections {
  return {
    names: () => [...collections.keys()],
    aliases: () =>
      [...aliases].map(([alias_name, collection_name]) => ({ alias_name, collection_name })),
    of(name) {
      const found = collections.get(aliases.get(name) ?? name);
      if (!found) throw missing(name);
      return found;
    },
    has: (name) => collections.has(aliases.get(name) ?? name),
    create(name, settings) {
      if (collections.has(name) || aliases.has(name))
        throw new QdrantError(409, `Wrong input: Collection \`${name}\` already exists!`);
      if (/[<>:"/\\|?*]/u.test(name) || name.length > 255)
        throw new QdrantError(422, `Validation error in path parameters: ${name}`);
      collections.set(name, aCollection({ settings, indexes: [], points: [] }));
    },
    drop(name) {
      for (const [alias, target] of aliases) if (target === name) aliases.delete(alias);
      return collections.delete(name);
    },
    pointAlias(alias, name) {
      if (!collections.has(name)) throw missing(name);
      if (collections.has(alias))
        throw new QdrantError(409, `Wrong input: Collection \`${alias}\` already exists!`);
      aliases.set(alias, name);
    },
    removeAlias(alias) {
      aliases.delete(alias);
    },
    copy() {
      const copied = [...collections].map(([name, one]) => [name, aCollection(one)] as const);
      return createCollections({ collections: new Map(copied), aliases: new Map(aliases) });
    },
  };
}

/** A point as it is kept: dense vectors of length 1, numbers of 32 bits. Throws 400. */
export function keptPoint(
  collection: StoredCollection,
  point: UpsertPoints['points'][number],
): StoredPoint {
  const { id, payload, vector } = point;
  return { id, payload, vectors: keptVectors(collection, vector), version: 0 };
}

export function keptVectors({ settings }: StoredCollection, vectors: NamedVectors): NamedVectors {
  return Object.fromEntries(
    Object.entries(vectors).map(([name, vector]) => {
      if (!Array.isArray(vector)) {
        if (!Object.hasOwn(settings.sparse_vectors, name)) throw unknownVector(name);
        return [name, { ...vector, values: vector.values.map((value) => Math.fround(value)) }];
      }
      checkDense(settings, name, vector);
      const length = Math.hypot(...vector);
      return [name, vector.map((value) => Math.fround(value / length))];
    }),
  );
}

/** Throws 400 for a vector that the collection does not have, or has in another size. */
export function checkDense(
  settings: CreateCollection,
  name: string,
  vector: readonly number[],
): void {
  const size = settings.vectors[name]?.size;
  if (size === undefined) throw unknownVector(name);
  if (size === vector.length) return;
  const problem = `expected dim: ${size}, got ${vector.length}`;
  throw new QdrantError(400, `Wrong input: Vector dimension error: ${problem}`);
}

export function unknownVector(name: string): QdrantError {
  return new QdrantError(400, `Wrong input: Not existing vector name error: ${name}`);
}

function missing(name: string): QdrantError {
  return new QdrantError(404, `Not found: Collection \`${name}\` doesn't exist!`);
}

function aCollection({
  settings,
  indexes,
  points,
}: {
  readonly settings: CreateCollection;
  readonly indexes: Iterable<[string, 'keyword' | 'bool']>;
  readonly points: Iterable<[string, StoredPoint]>;
}): StoredCollection {
  let operations = 0;
  return {
    settings,
    indexes: new Map(indexes),
    points: new Map(points),
    nextOperation: () => (operations += 1),
  };
}
