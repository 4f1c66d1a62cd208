import type { JsonObject } from '../domain/json.ts';

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
  /** Plain values to filter by. */
  readonly facets: {
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
  readonly limit: number;
  readonly group?: string;
  readonly provider?: string;
}

export interface IndexMatch {
  readonly id: string;
  /** Above 0, at most 1: 1 is the best match of this search, so it says nothing across searches. */
  readonly score: number;
  /** The words that matched, for explaining the score. */
  readonly matched: readonly string[];
  readonly payload: JsonObject;
}

/** Search over what is known; capabilities, patterns and policies each live in their own collection. */
export interface KnowledgeIndex {
  /** Replaces entries that have the same id. Throws `Failure('unavailable')`. */
  upsert(collection: string, entries: readonly IndexEntry[]): Promise<void>;
  /** Best matches first, at most `query.limit` of them. Throws `Failure('unavailable')`. */
  search(collection: string, query: IndexQuery): Promise<readonly IndexMatch[]>;
  get(collection: string, id: string): Promise<JsonObject | undefined>;
  /** In alphabetical order of the name text, then the id; `total` counts all that the filter admits. */
  list(
    collection: string,
    page: {
      readonly offset: number;
      readonly limit: number;
      readonly group?: string;
      readonly provider?: string;
    },
  ): Promise<{ readonly total: number; readonly payloads: readonly JsonObject[] }>;
  remove(collection: string, ids: readonly string[]): Promise<void>;
}
