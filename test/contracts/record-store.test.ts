import type { Redis } from 'ioredis';
import { describe } from 'vitest';
import { createRedisRecordStore } from '../../src/adapters/redis/record-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../../src/adapters/sqlite/record-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFakeRecordStore } from '../fakes/record-store.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { inboxContract } from './record-store-inbox.ts';
import { outboxContract } from './record-store-outbox.ts';
import type { OpenedRecords } from './record-store-stage.ts';
import { recordStoreContract } from './record-store.ts';

function contract(open: () => Promise<OpenedRecords>): void {
  recordStoreContract(open);
  inboxContract(open);
  outboxContract(open);
}

describe('record store in memory', () => {
  contract(async () => {
    const clock = createFakeClock();
    const logger = createFakeLogger();
    const store = createFakeRecordStore(() => clock.now().toISOString(), logger);
    return { store, clock, logger, pass: (ms) => clock.advance(ms) };
  });
});

describe('record store in SQLite', () => {
  contract(async () => {
    const clock = createFakeClock();
    const logger = createFakeLogger();
    const lease = { check: () => undefined };
    const parts = { database: openDatabase(':memory:'), lease, clock, logger };
    const store = createSqliteRecordStore(parts);
    return { store, clock, logger, pass: (ms) => clock.advance(ms) };
  });
});

describe.skipIf(missingRedis())('record store in Redis', () => {
  const redis = useRedis();
  contract(async () => {
    const clock = createFakeClock();
    const logger = createFakeLogger();
    const store = createRedisRecordStore({ connection: redis(), clock, logger });
    return { store, clock, logger, pass: (ms) => agedInbox(redis().client, ms) };
  });
});

/** Redis' time cannot be moved: what is there grows older instead. */
async function agedInbox(client: Redis, ms: number): Promise<void> {
  const unfinished = 'dotai:inbox:unfinished';
  for (const member of await client.zrange(unfinished, '0', '-1')) {
    await client.zincrby(unfinished, -ms, member);
  }
}
