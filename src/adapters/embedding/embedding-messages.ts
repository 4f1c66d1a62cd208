import { z } from 'zod';

/** What an embedding process is asked. */
export interface EmbeddingRequest {
  readonly id: number;
  readonly text: string;
}

/** What it answers: a vector, or why there is none. */
export const EmbeddingAnswer = z.union([
  z.object({ id: z.number(), values: z.instanceof(Float32Array) }),
  z.object({ id: z.number(), error: z.string() }),
]);
export type EmbeddingAnswer = z.infer<typeof EmbeddingAnswer>;

/** How it is started. */
export interface EmbeddingProcessSettings {
  /** It gives way to every other process. */
  readonly isBackground: boolean;
}
