/** What a thread is asked. */
export interface EmbeddingRequest {
  readonly id: number;
  readonly text: string;
}

/** What it answers: a vector, or why there is none. */
export type EmbeddingAnswer =
  | { readonly id: number; readonly values: Float32Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string };

/** How it is started. */
export interface EmbeddingThreadSettings {
  /** It gives way to every other thread. */
  readonly isBackground: boolean;
}
