import type { Config } from '../config.ts';
import type { KnowledgeIndex } from '../ports/knowledge-index.ts';
import type { Logger } from '../ports/logger.ts';

const TIMEOUT_MS = 10_000;

/** Loaded where it is asked for: most need none of it. */
export async function openQdrant(
  { url, apiKey }: NonNullable<Config['qdrant']>,
  logger: Logger,
): Promise<KnowledgeIndex> {
  const { createQdrantIndex } = await import('../adapters/qdrant/knowledge-index.ts');
  return createQdrantIndex({ url, apiKey, timeoutMs: TIMEOUT_MS, logger });
}
