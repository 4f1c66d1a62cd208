import type { JsonObject } from '../domain/json.ts';
import type { EmbedderIdentity } from './embedder.ts';

/** Texts of one entry, by how much they tell. */
export interface IndexText {
  /** Names, split into words. */
  readonly name: string;
  readonly tags: string;
  readonly description: string;
  readonly fields: string;
}

export interface IndexEntry {
  readonly id: string;
  readonly text: IndexText;
  /**
   * What its vector is made of, the telling words first: an embedder may read no further than 256
   * tokens. Undefined: it is found by its words alone.
   */
  readonly passage?: string;
  /** Plain values to filter by. */
  readonly facets: {
    /** The cluster that it is of. Undefined: of none. */
    readonly clusterId?: string;
    readonly providers: readonly string[];
    readonly group: string;
    /** Kept, and answered by `get`, but neither searched nor listed: it exists no more. */
    readonly isHidden?: boolean;
  };
  /** The record itself; the reader checks it by its own schema. */
  readonly payload: JsonObject;
}

export interface IndexQuery {
  /** Words of the question, in the person's own spelling. */
  readonly text: string;
  /** Related words and what they count beside the person's own (0 to 1). */
  readonly expansions: readonly { readonly term: string; readonly weight: number }[];
  /**
   * The question's own vector, by the embedder that the collection uses. Left out, or of another
   * embedder: only the words are searched.
   */
  readonly vector?: { readonly embedder: EmbedderIdentity; readonly values: Float32Array };
  readonly limit: number;
  readonly clusterId?: string;
  readonly group?: string;
  readonly provider?: string;
}

/** A text whose vector is missing. */
export interface Unembedded {
  readonly id: string;
  readonly passage: string;
}

export interface IndexMatch {
  readonly id: string;
  /** Above 0, at most 1: 1 is the best match of this search, so it says nothing across searches. */
  readonly score: number;
  /** The words that matched, for explaining the score. Empty where the meaning alone did. */
  readonly matched: readonly string[];
  /**
   * What the score was made of, each 0 to 1 beside the best of this search: by words, and by meaning
   * where vectors were compared.
   */
  readonly parts: { readonly words: number; readonly meaning?: number };
  readonly payload: JsonObject;
}

/**
 * Hybrid search over what is known: capabilities, patterns and policies each live in their own
 * collection. Every method throws `Failure('unavailable')` while the index does not answer.
 *
 * Vectors come after the entries: `withoutVector`, `putVectors` until nothing is missing, then
 * `useEmbedder`. Until that is called for a new embedder, searches compare no vectors of it, so that
 * nobody sees half an index.
 */
export interface KnowledgeIndex {
  /** Replaces entries that have the same id. An entry whose passage is as it was keeps its vector. */
  upsert(collection: string, entries: readonly IndexEntry[]): Promise<void>;
  /** Best matches first, at most `query.limit` of them. */
  search(collection: string, query: IndexQuery): Promise<readonly IndexMatch[]>;
  get(collection: string, id: string): Promise<JsonObject | undefined>;
  /** In alphabetical order of the name text, then the id; `total` counts all that the filter admits. */
  list(
    collection: string,
    page: {
      readonly offset: number;
      readonly limit: number;
      readonly clusterId?: string;
      readonly group?: string;
      readonly provider?: string;
    },
  ): Promise<{ readonly total: number; readonly payloads: readonly JsonObject[] }>;
  remove(collection: string, ids: readonly string[]): Promise<void>;
  /** Entries that are searched, have a passage, and no vector of it by that embedder: at most `limit`. */
  withoutVector(
    collection: string,
    embedder: EmbedderIdentity,
    limit: number,
  ): Promise<readonly Unembedded[]>;
  /**
   * Stores vectors. One whose entry is gone, or has another passage by now, is passed over. Throws
   * `Failure('invalid-input')` where a vector has another length than the embedder says.
   */
  putVectors(
    collection: string,
    embedder: EmbedderIdentity,
    vectors: readonly (Unembedded & { readonly values: Float32Array })[],
  ): Promise<void>;
  /**
   * From now on searches compare vectors of this embedder, and those of every other one are let go: of the
   * earlier one, and of any that was begun and given up. Returns the name of the earlier one, where there
   * was another.
   */
  useEmbedder(collection: string, embedder: EmbedderIdentity): Promise<string | undefined>;
  /** The embedder whose vectors searches compare. Undefined: they go by words alone. */
  embedderInUse(collection: string): Promise<EmbedderIdentity | undefined>;
}
