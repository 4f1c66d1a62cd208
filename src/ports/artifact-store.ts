/** Content by its SHA-256: YAML, field tables, evidence. Written once, never changed. */
export interface ArtifactStore {
  /** Stores a text and returns its SHA-256 in hexadecimal. The same text twice is one artifact. */
  put(content: string): Promise<string>;
  /** Throws `Failure('unavailable')` when nothing with that hash is stored. */
  get(hash: string): Promise<string>;
}
