import { afterAll, afterEach, describe, expect } from 'vitest';
import { createQdrantIndex } from '../../src/adapters/qdrant/knowledge-index.ts';
import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createFakeKnowledgeIndex } from '../fakes/knowledge-index.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { findApiCheck } from '../qdrant/api-description.ts';
import { type QdrantServer, startQdrant } from '../qdrant/qdrant-server.ts';
import { createRealQdrant } from '../qdrant/real-qdrant.ts';
import { knowledgeIndexContract } from './knowledge-index.ts';

knowledgeIndexContract('SQLite', () => createSqliteKnowledgeIndex(openDatabase(':memory:')));
knowledgeIndexContract('fake', () => createFakeKnowledgeIndex());

describe('Qdrant', () => {
  const check = findApiCheck();
  const servers: QdrantServer[] = [];
  afterEach(closeServers);

  async function closeServers(): Promise<void> {
    for (const server of servers.splice(0)) {
      await server.close();
      expect(server.violations).toEqual([]);
    }
  }

  knowledgeIndexContract('Qdrant', async () => {
    const server = await startQdrant({ check });
    servers.push(server);
    const logger = createFakeLogger();
    return createQdrantIndex({ url: server.url, apiKey: undefined, timeoutMs: 30_000, logger });
  });
});

const real = createRealQdrant();
describe.skipIf(real === undefined)('a real Qdrant', () => {
  afterAll(() => real?.removeAll());
  knowledgeIndexContract('real Qdrant', () => {
    if (!real) throw new Error('QDRANT_URL is not set');
    return real.createIndex();
  });
});
