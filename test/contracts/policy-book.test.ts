import { afterEach, describe, expect, it } from 'vitest';
import { createPolicyBook } from '../../src/activities/policy/policy-book.ts';
import { createQdrantIndex } from '../../src/adapters/qdrant/knowledge-index.ts';
import { createRedisTaughtRecords } from '../../src/adapters/redis/taught-records.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import { createSqliteTaughtRecords } from '../../src/adapters/sqlite/taught-records.ts';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import type { TaughtRecords } from '../../src/ports/taught-records.ts';
import { aPolicy } from '../a-policy.ts';
import { createFakeEmbedder } from '../fakes/embedder.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { findApiCheck } from '../qdrant/api-description.ts';
import { type QdrantServer, startQdrant } from '../qdrant/qdrant-server.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';

const REGION = aPolicy();
const LABELS = aPolicy({
  id: 'pol-aaaaaaaaaaaa',
  sentence: 'Every bucket carries a cost centre label',
  triggers: ['S3', 'storage'],
  rationale: 'Finance bills each team by it.',
});

/** What a policy book does over the stores of a process. Each call opens empty ones. */
function policyBookOver(open: {
  readonly taught: () => TaughtRecords;
  readonly knowledge: () => Promise<KnowledgeIndex>;
}): void {
  it('keeps, finds by words and meaning, changes and removes', async () => {
    const logger = createFakeLogger();
    const [taught, knowledge] = [open.taught(), await open.knowledge()];
    const book = createPolicyBook({ taught, knowledge, embedder: createFakeEmbedder(), logger });
    const found = async (text: string): Promise<string[]> =>
      (await book.search(text, 5)).map(({ policy }) => policy.sentence);
    await book.save(REGION);
    await book.save(LABELS);
    const [best] = await book.search('the region of AWS databases', 5);
    expect(best?.policy).toEqual(REGION);
    expect(best?.parts.meaning).toBeGreaterThan(0);
    await book.save({ ...REGION, version: 2, sentence: 'Databases run in Frankfurt' });
    expect(await found('Frankfurt')).toEqual(['Databases run in Frankfurt']);
    expect(await book.remove(REGION.id, 2)).toBe(true);

    expect(await found('Frankfurt databases')).not.toContain('Databases run in Frankfurt');
    expect(await book.active()).toEqual([LABELS]);
    expect(logger.entries).toEqual([]);
  });

  it('makes a lost index again', async () => {
    const [embedder, logger] = [createFakeEmbedder(), createFakeLogger()];
    const parts = { taught: open.taught(), embedder, logger };
    await createPolicyBook({ ...parts, knowledge: await open.knowledge() }).save(REGION);
    const book = createPolicyBook({ ...parts, knowledge: await open.knowledge() });
    await book.repairIndex();

    const [best] = await book.search('the region of AWS databases', 5);
    expect(best?.policy).toEqual(REGION);
    expect(best?.parts.meaning).toBeGreaterThan(0);
  });
}

describe('a policy book in SQLite', () => {
  const lease = { check: () => undefined };
  policyBookOver({
    taught: () => createSqliteTaughtRecords({ database: openDatabase(':memory:'), lease }),
    knowledge: async () => createSqliteKnowledgeIndex(openDatabase(':memory:')),
  });
});

describe.skipIf(missingRedis())('a policy book in Redis and Qdrant', () => {
  const redis = useRedis();
  const check = findApiCheck();
  const servers: QdrantServer[] = [];
  afterEach(closeServers);

  async function closeServers(): Promise<void> {
    for (const server of servers.splice(0)) {
      await server.close();
      expect(server.violations).toEqual([]);
    }
  }

  policyBookOver({
    taught: () => createRedisTaughtRecords({ connection: redis() }),
    async knowledge() {
      const server = await startQdrant({ check });
      servers.push(server);
      const logger = createFakeLogger();
      return createQdrantIndex({ url: server.url, apiKey: undefined, timeoutMs: 30_000, logger });
    },
  });
});
