import { join } from 'node:path';
import { openDatabase, openDatabaseReadOnly } from '../adapters/sqlite/database.ts';
import { acquireLease } from '../adapters/sqlite/lease.ts';
import { createSqliteRecordStore } from '../adapters/sqlite/record-store.ts';
import { createPinoLogger } from '../adapters/system/logger.ts';
import { createSystemClock } from '../adapters/system/clock.ts';
import type { Config } from '../config.ts';
import type { AuditEntry } from '../domain/audit.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';

/** Reads the audit trail beside the running bot, oldest entry first. Throws `Failure`. */
export async function readAudit({
  dataDirectory,
  redis,
}: Pick<Config, 'dataDirectory' | 'redis'>): Promise<readonly AuditEntry[]> {
  if (redis) return readSharedAudit(redis);
  const database = openDatabaseReadOnly(join(dataDirectory, 'dotai.db'));
  try {
    const lease = { check: () => undefined };
    const clock = createSystemClock();
    const logger = createPinoLogger({ level: 'warn' });
    const store = createSqliteRecordStore({ database, lease, clock, logger });
    return await Array.fromAsync(store.audit());
  } finally {
    database.close();
  }
}

async function readSharedAudit({
  url,
}: NonNullable<Config['redis']>): Promise<readonly AuditEntry[]> {
  const { openRedis } = await import('../adapters/redis/connection.ts');
  const { createRedisRecordStore } = await import('../adapters/redis/record-store.ts');
  const logger = createPinoLogger({ level: 'warn' });
  const connection = await openRedis({ url, logger });
  try {
    const store = createRedisRecordStore({ connection, clock: createSystemClock(), logger });
    return await Array.fromAsync(store.audit());
  } finally {
    await connection.close();
  }
}

/** Whether no living process owns the records of that folder. Makes the file where there is none. */
export function areRecordsFree({ dataDirectory, clock }: { dataDirectory: string; clock: Clock }) {
  const database = openDatabase(join(dataDirectory, 'dotai.db'));
  try {
    acquireLease({ database, clock, onLost: () => undefined }).release();
    return true;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'conflict') return false;
    throw error;
  } finally {
    database.close();
  }
}
