import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Embedder } from '../../src/ports/embedder.ts';
import { createFiledEmbedder } from './filed-embedder.ts';

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-vectors-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'vectors.bin');
}

/** Counts letters, and keeps what it was asked. */
function createCounting(): Embedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    identity: { name: 'counting', dimensions: 2 },
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) => Float32Array.of(text.length, 0.5));
    },
    close: async () => undefined,
  };
}

it('asks for each text once, also in a later run', async () => {
  const [file, first, second] = [aFile(), createCounting(), createCounting()];
  await createFiledEmbedder(first, file).embed(['bucket', 'queue', 'bucket']);

  const vectors = await createFiledEmbedder(second, file).embed(['queue', 'topic', 'bucket']);

  expect(first.asked).toEqual(['bucket', 'queue']);
  expect(second.asked).toEqual(['topic']);
  expect(vectors.map((values) => [...values])).toEqual([
    [5, 0.5],
    [5, 0.5],
    [6, 0.5],
  ]);
});

it('begins anew where the file was cut off', async () => {
  const [file, first, second] = [aFile(), createCounting(), createCounting()];
  await createFiledEmbedder(first, file).embed(['bucket']);
  truncateSync(file, readFileSync(file).length - 1);

  await createFiledEmbedder(second, file).embed(['bucket']);

  expect(second.asked).toEqual(['bucket']);
});
