import { z } from 'zod';
import { createAuditTable } from '../../src/adapters/sqlite/audit-table.ts';
import { openDatabaseReadOnly } from '../../src/adapters/sqlite/database.ts';
import { openRedis } from '../../src/adapters/redis/connection.ts';
import { createRedisRecordStore } from '../../src/adapters/redis/record-store.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import type { InboundEvent } from '../../src/chat/inbound.ts';
import type { AuditEntry } from '../../src/domain/audit.ts';
import type { StoredEffect } from '../../src/ports/record-store.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { startQdrant, type QdrantServer } from '../qdrant/qdrant-server.ts';
import { type RunningRedis, startRedis } from '../redis/redis-server.ts';

/** Where the processes under test keep what outlives them, as the test sees it. */
export interface FaultRecords {
  /** What the processes are told of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where they are shared. */
  readonly redis: RunningRedis | undefined;
  readonly qdrant: QdrantServer | undefined;
  audit(): Promise<readonly AuditEntry[]>;
  /** Inbound events and effects of now that are still to be done, in words. */
  unfinished(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The file of one process. */
export function fileRecords(path: string): FaultRecords {
  return {
    environment: {},
    redis: undefined,
    qdrant: undefined,
    async audit() {
      const database = openDatabaseReadOnly(path);
      const entries = await Array.fromAsync(createAuditTable(database).read());
      database.close();
      return entries;
    },
    async unfinished() {
      const database = openDatabaseReadOnly(path);
      const rows = database.connection.prepare(LEFT).all();
      database.close();
      return Left.parse(rows).map(({ words }) => words);
    },
    close: async () => undefined,
  };
}

/** As rows say it, whatever the bot makes of them. */
const LEFT = `
  SELECT 'inbound ' || id || ' ' || event AS words FROM inbox WHERE is_done = 0
  UNION ALL
  SELECT id || ' ' || body FROM outbox WHERE state = 'waiting' AND not_before IS NULL`;
const Left = z.array(z.object({ words: z.string() }));

/** A Redis and a Qdrant for processes that share them. */
export async function startSharedRecords(): Promise<FaultRecords> {
  // A kill takes the last second where Redis syncs by the second and its disk is busy: not the bot's to keep.
  const redis = await startRedis({ settings: { appendfsync: 'always' } });
  const qdrant = await startQdrant();
  const logger = createFakeLogger();
  const connection = await openRedis({ url: redis.url, logger });
  const store = createRedisRecordStore({ connection, clock: createSystemClock(), logger });
  return {
    environment: { REDIS_URL: redis.url, QDRANT_URL: qdrant.url },
    redis,
    qdrant,
    audit: () => Array.fromAsync(store.audit()),
    unfinished: async () =>
      inWords(await store.unfinishedInbound(), await store.unfinishedEffects(9_999)),
    async close() {
      await connection.close();
      await qdrant.close();
      await redis.close();
    },
  };
}

/** So that a failing test says what was left. */
function inWords(
  inbound: readonly InboundEvent[],
  effects: readonly StoredEffect[],
): readonly string[] {
  return [
    ...inbound.map(({ type, id }) => `${type} ${id}`),
    ...effects
      .filter(({ notBefore }) => notBefore === undefined)
      .map(({ id, type, body }) => `${type} ${id} ${JSON.stringify(body)}`),
  ];
}
