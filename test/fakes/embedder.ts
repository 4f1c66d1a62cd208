import { Failure } from '../../src/domain/failure.ts';
import { stemsOf } from '../../src/domain/knowledge/words.ts';
import type { Embedder, EmbedderIdentity } from '../../src/ports/embedder.ts';

const IDENTITY: EmbedderIdentity = { name: 'fake', dimensions: 64 };

/** An embedder without a model: texts lie close together where they share stems. */
export interface FakeEmbedder extends Embedder {
  /** While down, `embed` throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
  /** Every text that was embedded, in order. */
  readonly texts: readonly string[];
}

export function createFakeEmbedder(identity: EmbedderIdentity = IDENTITY): FakeEmbedder {
  const texts: string[] = [];
  let isDown = false;
  let isClosed = false;
  return {
    identity,
    texts,
    async embed(asked, { signal } = {}) {
      const vectors: Float32Array[] = [];
      for (const text of asked) {
        // A turn for each text: whoever stops it stops it between two.
        await new Promise(setImmediate);
        signal?.throwIfAborted();
        if (isDown || isClosed) throw new Failure('unavailable', 'The embedder is not answering.');
        texts.push(text);
        vectors.push(hashedStems(text, identity.dimensions));
      }
      signal?.throwIfAborted();
      return vectors;
    },
    async close() {
      isClosed = true;
    },
    setDown(value) {
      isDown = value;
    },
  };
}

/** Each stem counts in one place; of length 1. */
export function hashedStems(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const stem of stemsOf(text)) {
    let hash = 7;
    for (const letter of stem) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  return length === 0 ? vector : vector.map((value) => value / length);
}
