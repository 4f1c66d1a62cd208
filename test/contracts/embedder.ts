import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/ports/embedder.ts';

/** What every embedder must do. `create` makes one; all are closed at the end. */
export function embedderContract(name: string, create: () => Embedder | Promise<Embedder>): void {
  describe(`embedder: ${name}`, () => {
    const created: Embedder[] = [];
    async function another(): Promise<Embedder> {
      const made = await create();
      created.push(made);
      return made;
    }
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await another();
    });
    afterAll(async () => {
      for (const made of created) await made.close();
    });

    it('answers each text with a vector of length 1, in order', async () => {
      const texts = ['object storage', 'a schedule', 'object storage'];

      const vectors = await embedder.embed(texts);

      expect(vectors).toHaveLength(3);
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.identity.dimensions);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
      expect(productOf(vectors[0], vectors[2])).toBeCloseTo(1, 4);
      expect(productOf(vectors[0], vectors[1])).toBeLessThan(0.9);
    });

    it('puts together what means alike', async () => {
      const [question, near, far] = await embedder.embed([
        'object storage for files',
        'a bucket: object storage for files of any size',
        'runs something on a schedule',
      ]);

      expect(productOf(question, near)).toBeGreaterThan(productOf(question, far));
    });

    it('makes the same of a text whether somebody waits or not', async () => {
      const [waited] = await embedder.embed(['message queue']);
      const [background] = await embedder.embed(['message queue'], { isBackground: true });

      expect(productOf(waited, background)).toBeCloseTo(1, 4);
    });

    it('takes no texts, and whatever people type', async () => {
      expect(await embedder.embed([])).toEqual([]);
      const texts = ['', '   ', '😀 \uD800 ünï', 'word '.repeat(20_000)];

      const vectors = await embedder.embed(texts);

      expect(vectors).toHaveLength(texts.length);
      expect(vectors.filter((vector) => !vector.every(Number.isFinite))).toEqual([]);
    });

    it('stops when it is told to, with the reason given', async () => {
      const stopped = new AbortController();
      const texts = Array.from({ length: 300 }, (_, number) => `text number ${number}`);
      const call = embedder.embed(texts, { isBackground: true, signal: stopped.signal });
      stopped.abort(new Error('not needed any more'));

      await expect(call).rejects.toBe(stopped.signal.reason);
      const late = embedder.embed(['anything'], { signal: stopped.signal });
      await expect(late).rejects.toBe(stopped.signal.reason);
      expect(await embedder.embed(['something else'], { isBackground: true })).toHaveLength(1);
    });

    it('is closed once, whatever it is doing, and does nothing afterwards', async () => {
      const closing = await another();
      const texts = Array.from({ length: 300 }, (_, number) => `text number ${number}`);
      const call = closing.embed(texts, { isBackground: true });
      const ended = call.catch((error: unknown) => error);
      await closing.close();
      await closing.close();

      expect(await ended).toMatchObject({ name: 'Failure', kind: 'unavailable' });
      await expect(closing.embed(['more'])).rejects.toMatchObject({ kind: 'unavailable' });
    });
  });
}

/** The cosine of two vectors of length 1. */
function productOf(one: Float32Array | undefined, other: Float32Array | undefined): number {
  return (one ?? new Float32Array()).reduce(
    (sum, value, at) => sum + value * (other?.[at] ?? 0),
    0,
  );
}
