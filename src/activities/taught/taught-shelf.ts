import type { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { toJson } from '../../domain/json.ts';
import type { IndexEntry, IndexQuery } from '../../ports/knowledge-index.ts';
import type { TaughtCollection, TaughtRecord } from '../../ports/taught-records.ts';

/** A collection of records of one sort. */
export interface Shelf<Item> {
  readonly collection: TaughtCollection;
  readonly schema: z.ZodType<Item>;
  /** "policy": what one of them is called. */
  readonly noun: string;
  /** When this version was made: ISO time, the same for the same version. */
  readonly madeAt: (item: Item) => string;
}

/** A collection that is found by words and meaning, too. */
export interface IndexedShelf<Item> extends Shelf<Item> {
  readonly index: {
    /** The collection in the knowledge index. */
    readonly collection: string;
    readonly entryOf: (item: Item) => IndexEntry;
    readonly queryOf: (text: string, limit: number) => IndexQuery;
    /** What the log says where the index, or the embedder, is away. */
    readonly lags: string;
    readonly waits: string;
  };
}

export function recordOf<Item extends { readonly id: string; readonly version: number }>(
  { collection, madeAt }: Shelf<Item>,
  item: Item,
): TaughtRecord {
  const { id, version } = item;
  return { collection, id, version, at: madeAt(item), body: toJson(item) };
}

/** Throws `Failure('unavailable')` where another version of the bot stored what cannot be read here. */
export function itemOf<Item>({ schema, noun }: Shelf<Item>, record: TaughtRecord): Item {
  const { id, version, body } = record;
  const { data, error } = schema.safeParse(body);
  if (data !== undefined) return data;
  const message = `Version ${version} of the ${noun} ${id} was stored by another version of dotai and cannot be read here. An operator must start that version again.`;
  throw new Failure('unavailable', message, { cause: error });
}
