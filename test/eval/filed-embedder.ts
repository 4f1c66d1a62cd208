import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../../src/ports/embedder.ts';

const HASH_BYTES = 32;
const NUMBER_BYTES = 4;

/** Where vectors of that embedder are kept between two runs. */
export function vectorFile({ identity: { name, dimensions } }: Embedder): string {
  const safe = name.replaceAll(/[^\w.-]/gu, '-');
  return join(tmpdir(), `dotai-eval-vectors-${safe}-${dimensions}.bin`);
}

/**
 * Remembers every vector in a file, by the text's hash, so that a second run asks for new texts only.
 * The file is records of a SHA-256 and the numbers; one that was cut off is begun anew.
 */
export function createFiledEmbedder(embedder: Embedder, file = vectorFile(embedder)): Embedder {
  const known = readVectors(file, embedder.identity.dimensions);

  async function learn(texts: readonly string[], asking: Parameters<Embedder['embed']>[1]) {
    const missing = [...new Set(texts)].filter((text) => !known.has(hashOf(text)));
    if (missing.length === 0) return;
    const vectors = await embedder.embed(missing, asking);
    const records = missing.flatMap((text, index) => {
      const values = vectors[index];
      if (!values) return [];
      known.set(hashOf(text), values);
      return [Buffer.from(hashOf(text), 'hex'), bytesOf(values)];
    });
    appendFileSync(file, Buffer.concat(records));
  }

  return {
    identity: embedder.identity,
    async embed(texts, asking) {
      await learn(texts, asking);
      return texts.map((text) => {
        const values = known.get(hashOf(text));
        if (!values) throw new Error('the embedder answered fewer vectors than it was given texts');
        return values;
      });
    },
    close: () => embedder.close(),
  };
}

function readVectors(file: string, dimensions: number): Map<string, Float32Array> {
  const vectors = new Map<string, Float32Array>();
  if (!existsSync(file)) return vectors;
  const bytes = readFileSync(file);
  const recordBytes = HASH_BYTES + dimensions * NUMBER_BYTES;
  if (bytes.length % recordBytes !== 0) {
    rmSync(file);
    return vectors;
  }
  for (let at = 0; at < bytes.length; at += recordBytes) {
    const hash = bytes.subarray(at, at + HASH_BYTES).toString('hex');
    const numbers = new Float32Array(dimensions);
    Buffer.from(numbers.buffer).set(bytes.subarray(at + HASH_BYTES, at + recordBytes));
    vectors.set(hash, numbers);
  }
  return vectors;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
