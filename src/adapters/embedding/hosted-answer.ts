import { z } from 'zod';
import { operatorFailure } from './hosted-failure.ts';

const Answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()) })),
});

/**
 * The vectors of an answer in the order of the texts, each of length 1. Throws
 * `Failure('invalid-input')` where it is no answer to `count` texts, or of vectors of another size.
 */
export function readVectors(
  answer: unknown,
  { count, dimensions }: { readonly count: number; readonly dimensions: number },
): Float32Array[] {
  const { data: parsed } = Answer.safeParse(answer);
  if (!parsed) throw operatorFailure('What answers is no embedding service.', 'DOTAI_EMBEDDER_URL');
  const byIndex = new Map(parsed.data.map(({ index, embedding }) => [index, embedding]));
  return Array.from({ length: count }, (_, index) => {
    const embedding = byIndex.get(index);
    if (!embedding || parsed.data.length !== count) {
      const what = `The embedding service answered ${count} texts with ${parsed.data.length} vectors.`;
      throw operatorFailure(what, 'DOTAI_EMBEDDER_URL');
    }
    return unitOf(embedding, dimensions);
  });
}

function unitOf(embedding: readonly number[], dimensions: number): Float32Array {
  if (embedding.length !== dimensions) {
    const what = `The model's vectors have ${embedding.length} numbers, and ${dimensions} are set.`;
    throw operatorFailure(what, 'DOTAI_EMBEDDER_DIMENSIONS');
  }
  const length = Math.sqrt(embedding.reduce((sum, value) => sum + value * value, 0));
  if (length === 0 || !Number.isFinite(length)) {
    throw operatorFailure('The model gives vectors without a direction.', 'DOTAI_EMBEDDER_MODEL');
  }
  return Float32Array.from(embedding, (value) => value / length);
}
