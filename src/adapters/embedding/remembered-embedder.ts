import type { Embedder } from '../../ports/embedder.ts';

/** Questions whose vectors are kept; of 1,536 numbers they take some 2 MB. */
const QUESTIONS_MAX = 300;

/**
 * An embedder that is asked for a text once. What somebody waits for is kept for the next who asks the
 * same; passages of the background are not, since the index keeps those. Equal texts of one call are
 * asked for once in either case.
 */
export function createRememberedEmbedder(embedder: Embedder): Embedder {
  /** The one used last stands last. */
  const kept = new Map<string, Float32Array>();

  function keep(text: string, vector: Float32Array): void {
    kept.delete(text);
    kept.set(text, vector);
    const [oldest] = kept.keys();
    if (kept.size > QUESTIONS_MAX && oldest !== undefined) kept.delete(oldest);
  }

  return {
    identity: embedder.identity,
    async embed(texts, asking = {}) {
      asking.signal?.throwIfAborted();
      const wanted = [...new Set(texts)];
      const unknown = wanted.filter((text) => !kept.has(text));
      const known = new Map(wanted.map((text) => [text, kept.get(text)]));
      const given = unknown.length === 0 ? [] : await embedder.embed(unknown, asking);
      for (const [at, text] of unknown.entries()) known.set(text, given[at]);
      for (const [text, vector] of known) {
        if (vector && asking.isBackground !== true) keep(text, vector);
      }
      return texts.flatMap((text) => known.get(text) ?? []);
    },
    async close() {
      kept.clear();
      await embedder.close();
    },
  };
}
