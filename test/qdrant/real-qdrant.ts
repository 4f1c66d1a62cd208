import { randomBytes } from 'node:crypto';
import { QdrantClient } from '@qdrant/js-client-rest';
import { createQdrantIndex } from '../../src/adapters/qdrant/knowledge-index.ts';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import { createFakeLogger } from '../fakes/logger.ts';

/** A Qdrant that somebody runs, where nothing but what begins with a random prefix is touched. */
export interface RealQdrant {
  /** An index in which nothing stands yet. */
  createIndex(): KnowledgeIndex;
  removeAll(): Promise<void>;
}

/** The one that `QDRANT_URL` and `QDRANT_API_KEY` name. Undefined, and said so, where they name none. */
export function createRealQdrant(): RealQdrant | undefined {
  const { QDRANT_URL: url, QDRANT_API_KEY: apiKey } = process.env;
  if (url === undefined || url === '') {
    process.stderr.write('skipped: no QDRANT_URL, so no real Qdrant\n');
    return undefined;
  }
  const prefix = `dotai-test-${randomBytes(6).toString('hex')}-`;
  let indexes = 0;
  return {
    createIndex() {
      indexes += 1;
      const own = `${prefix}${indexes}-`;
      const logger = createFakeLogger();
      return createQdrantIndex({ url, apiKey, timeoutMs: 30_000, logger, prefix: own });
    },
    async removeAll() {
      const headers = apiKey === undefined ? {} : { 'api-key': apiKey };
      const client = new QdrantClient({ url, headers, checkCompatibility: false });
      const { collections } = await client.getCollections();
      for (const { name } of collections.filter((one) => one.name.startsWith(prefix)))
        await client.deleteCollection(name);
    },
  };
}
