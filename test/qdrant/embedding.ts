import { createQdrantIndex } from '../../src/adapters/qdrant/knowledge-index.ts';
import type { EmbedderIdentity } from '../../src/ports/embedder.ts';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { anEntry, THINGS } from '../contracts/knowledge-index-entries.ts';
import { createFakeLogger, type FakeLogger } from '../fakes/logger.ts';
import type { QdrantServer } from './qdrant-server.ts';

export const OLD: EmbedderIdentity = { name: 'old', dimensions: 2 };
export const NEW: EmbedderIdentity = { name: 'new', dimensions: 3 };

/** The bot in one process, as far as its knowledge goes. */
export interface Process {
  readonly index: KnowledgeIndex;
  readonly logger: FakeLogger;
}

export function aProcess(
  { url }: Pick<QdrantServer, 'url'>,
  { apiKey, timeoutMs = 30_000 }: { readonly apiKey?: string; readonly timeoutMs?: number } = {},
): Process {
  const logger = createFakeLogger();
  return { logger, index: createQdrantIndex({ url, apiKey, timeoutMs, logger }) };
}

/** Found by its name; its passage is the same. */
export function named(id: string, passage = id) {
  return anEntry(id, { name: id }, { passage });
}

/** Texts that begin alike mean alike. */
export function vectorOf(passage: string, { dimensions }: EmbedderIdentity): Float32Array {
  const turn = ((passage.codePointAt(0) ?? 0) % 8) / 8;
  const whole = [Math.cos(turn * Math.PI), Math.sin(turn * Math.PI), 0];
  return Float32Array.from(whole.slice(0, dimensions));
}

/** As a scan does it: some at a time until nothing is missing, then the embedder is used. */
export async function embedAll(index: KnowledgeIndex, embedder: EmbedderIdentity): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    const texts = await index.withoutVector(THINGS, embedder, 10);
    if (texts.length === 0) return void (await index.useEmbedder(THINGS, embedder));
    await index.putVectors(
      THINGS,
      embedder,
      texts.map((text) => ({ ...text, values: vectorOf(text.passage, embedder) })),
    );
  }
  throw new Error('there is always one more without a vector');
}

/** What a question by that passage's meaning alone finds, best first. */
export async function near(index: KnowledgeIndex, passage: string, embedder: EmbedderIdentity) {
  const vector = { embedder, values: vectorOf(passage, embedder) };
  const matches = await index.search(THINGS, { text: '', expansions: [], vector, limit: 10 });
  return matches.map(({ id }) => id);
}

export async function listed(index: KnowledgeIndex): Promise<unknown[]> {
  const { payloads } = await index.list(THINGS, { offset: 0, limit: 1_000 });
  return payloads.map(({ id }) => id);
}
