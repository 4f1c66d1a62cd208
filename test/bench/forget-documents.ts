import { join } from 'node:path';
import { z } from 'zod';
import { openRedis } from '../../src/adapters/redis/connection.ts';
import { createRedisRecordStore } from '../../src/adapters/redis/record-store.ts';
import { createRedisScanStore } from '../../src/adapters/redis/scan-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteRecordStore } from '../../src/adapters/sqlite/record-store.ts';
import { createSqliteScanStore } from '../../src/adapters/sqlite/scan-store.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import type { ScanStore } from '../../src/ports/scan-store.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import type { Stage } from './stage.ts';

const ScanOfCluster = z.object({ clusterId: z.string() });

/** So that the next scan reads the whole cluster once more. No process of the bot may run meanwhile. */
export async function forgetDocuments({ redisUrl, dataFolder }: Stage): Promise<void> {
  const clock = createSystemClock();
  const logger = createFakeLogger();
  if (redisUrl === undefined) {
    const database = openDatabase(join(dataFolder, 'dotai.db'));
    const parts = { database, clock, logger, lease: { check: () => undefined } };
    await forget(createSqliteRecordStore(parts), createSqliteScanStore(parts));
    database.close();
    return;
  }
  const connection = await openRedis({ url: redisUrl, logger });
  const parts = { connection, clock, logger };
  await forget(createRedisRecordStore(parts), createRedisScanStore(parts));
  await connection.close();
}

async function forget(store: RecordStore, scans: ScanStore): Promise<void> {
  const [scan] = await store.sessions({ workflow: 'scan', limit: 1 });
  const { clusterId } = ScanOfCluster.parse(scan?.state);
  const documents = await scans.documents(clusterId);
  if (documents.length === 0) throw new Error('there is nothing to forget');
  await scans.removeDocuments(
    clusterId,
    documents.map(({ name }) => name),
  );
}
