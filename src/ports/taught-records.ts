import type { JsonObject } from '../domain/json.ts';

export type TaughtCollection = 'policies' | 'patterns' | 'candidates' | 'channels';

/** One version of something that people taught. */
export interface TaughtRecord {
  readonly collection: TaughtCollection;
  readonly id: string;
  /** From 1; each save makes the next one. */
  readonly version: number;
  /** ISO time. */
  readonly at: string;
  /** The record itself; the reader checks it by its own schema. */
  readonly body: JsonObject;
}

/** What else a save depends on, and what it does beside. */
export interface TaughtSaving {
  /** Saved only where the collection is at this revision still: else throws `Failure('conflict')`. */
  readonly atRevision?: number;
  /** It stands in the place of the version before it, which is kept no longer. */
  readonly replacesNewest?: boolean;
}

/**
 * What people taught, with every version that nothing replaced. The knowledge index is made of it and can be made again; this
 * cannot. Throws `Failure('unavailable')` while the store does not answer.
 */
export interface TaughtRecords {
  /** The newest version of each, in the order in which they were first saved. */
  list(collection: TaughtCollection): Promise<readonly TaughtRecord[]>;
  get(collection: TaughtCollection, id: string): Promise<TaughtRecord | undefined>;
  /** Those that are kept, oldest first; none where it was removed. */
  versions(collection: TaughtCollection, id: string): Promise<readonly TaughtRecord[]>;
  /**
   * Saves the version after the newest, 1 for a new one. The very same record once more changes nothing.
   * Throws `Failure('conflict')` for any other version.
   */
  save(record: TaughtRecord, saving?: TaughtSaving): Promise<void>;
  /**
   * Saves as `save` does, and puts the record in the place of every earlier version that is kept: what they said is
   * kept nowhere any more.
   */
  amend(record: TaughtRecord): Promise<void>;
  /** All versions. Throws `Failure('conflict')` where `version` is not the newest; true where there was one. */
  remove(collection: TaughtCollection, id: string, version: number): Promise<boolean>;
  /** Rises by one with every save and removal in the collection: the same number, the same content. */
  revision(collection: TaughtCollection): Promise<number>;
}
