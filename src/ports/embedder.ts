/** Whose vectors can be compared with each other: those of equal name and size. */
export interface EmbedderIdentity {
  /** `minilm-l6-v2`, or the service's and the model's name. */
  readonly name: string;
  /** Numbers in a vector. */
  readonly dimensions: number;
}

/** Whether vectors of the two can be compared. */
export function isSameEmbedder(one: EmbedderIdentity, other: EmbedderIdentity): boolean {
  return one.name === other.name && one.dimensions === other.dimensions;
}

/** Turns texts into vectors: what means alike lies close together. */
export interface Embedder {
  readonly identity: EmbedderIdentity;
  /**
   * One vector of length 1 for each text, in order. `isBackground`: nobody waits for it, so it holds up
   * none that somebody waits for. Throws `Failure('unavailable')` while the embedder is down, slow or
   * throttled, `Failure('invalid-input')` where it answers with vectors of another size, which an
   * operator must mend, and the signal's reason once that is aborted.
   */
  embed(
    texts: readonly string[],
    asking?: { readonly isBackground?: boolean; readonly signal?: AbortSignal },
  ): Promise<readonly Float32Array[]>;
  /** Ends what runs for it and frees its memory. */
  close(): Promise<void>;
}
