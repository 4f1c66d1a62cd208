import type { EmbedderIdentity } from '../../src/ports/embedder.ts';
import type { IndexQuery, KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { aQuery, THINGS } from './knowledge-index-entries.ts';

export const TOY: EmbedderIdentity = { name: 'toy', dimensions: 3 };
export const OTHER: EmbedderIdentity = { name: 'other-toy', dimensions: 2 };

/** Vectors of three meanings. What lies between two of them is as near to the one as to the other. */
const MEANINGS: Readonly<Record<string, readonly number[]>> = {
  files: [1, 0, 0],
  'nearly files': [0.96, 0.28, 0],
  tables: [0, 1, 0],
  'files and tables': [0.6, 0.8, 0],
  tickets: [0, 0, 1],
};

/** The passage's vector, as long as the embedder's are. */
export function vectorOf(passage: string, { dimensions }: EmbedderIdentity = TOY): Float32Array {
  return Float32Array.from((MEANINGS[passage] ?? []).slice(0, dimensions));
}

export function meaning(passage: string, embedder: EmbedderIdentity = TOY) {
  return { vector: { embedder, values: vectorOf(passage, embedder) } };
}

/** What the tests of vectors do with the index of the present test. */
export function vectorSteps(index: () => KnowledgeIndex) {
  async function missing(embedder = TOY, limit = 10): Promise<string[]> {
    const unembedded = await index().withoutVector(THINGS, embedder, limit);
    return unembedded.map(({ id }) => id).sort();
  }

  /** As a scan does it: a few at a time until nothing is missing. */
  async function embedAll(embedder = TOY): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      const texts = await index().withoutVector(THINGS, embedder, 2);
      if (texts.length === 0) return;
      const vectors = texts.map((text) => ({
        ...text,
        values: vectorOf(text.passage, embedder),
      }));
      await index().putVectors(THINGS, embedder, vectors);
    }
    throw new Error('there is always one more without a vector');
  }

  async function found(text: string, more: Partial<IndexQuery> = {}): Promise<string[]> {
    const matches = await index().search(THINGS, { ...aQuery(text), ...more });
    return matches.map(({ id }) => id);
  }

  return { missing, embedAll, found };
}
