import { join } from 'node:path';
import { createSqliteArtifactStore } from '../adapters/sqlite/artifact-store.ts';
import { type Database, openDatabase } from '../adapters/sqlite/database.ts';
import { createSqliteDeliveryStore } from '../adapters/sqlite/delivery-store.ts';
import { createSqliteKnowledgeIndex } from '../adapters/sqlite/knowledge-index.ts';
import { acquireLease } from '../adapters/sqlite/lease.ts';
import { createSqliteModelLedger } from '../adapters/sqlite/model-ledger.ts';
import { createSqliteRecordStore } from '../adapters/sqlite/record-store.ts';
import { createSqliteScanStore } from '../adapters/sqlite/scan-store.ts';
import { createSharedWrites } from '../adapters/sqlite/shared-writes.ts';
import { createSqliteTaughtRecords } from '../adapters/sqlite/taught-records.ts';
import { createInProcessQueue } from '../adapters/system/in-process-queue.ts';
import { createProcessMemory } from '../adapters/system/process-memory.ts';
import { createTimerSchedule } from '../adapters/system/timer-schedule.ts';
import { createSqliteEvidenceStore } from '../adapters/sqlite/evidence-store.ts';
import { openQdrant } from './qdrant.ts';
import { type RecordOptions, type Records, SLOTS } from './records.ts';

/** The one SQLite file, owned by this process as long as it lives. */
export async function openEmbeddedRecords(options: RecordOptions): Promise<Records> {
  const { config, clock, logger, onLeaseLost } = options;
  const database = openDatabase(join(config.dataDirectory, 'dotai.db'));
  const lease = acquireLease({ database, clock, onLost: onLeaseLost });
  const shared = createSharedWrites(database);
  const parts = { database, lease, clock, logger, shared };
  return {
    store: createSqliteRecordStore(parts),
    deliveries: createSqliteDeliveryStore(parts),
    artifacts: createSqliteArtifactStore(parts),
    ledger: createSqliteModelLedger(parts),
    scans: createSqliteScanStore(parts),
    taught: createSqliteTaughtRecords(parts),
    evidence: createSqliteEvidenceStore(parts),
    knowledge: await knowledgeOf(options, database),
    memory: createProcessMemory(clock),
    queue: createInProcessQueue({ clock, logger, slots: SLOTS }),
    schedule: createTimerSchedule({ clock, logger }),
    sweepEveryMs: undefined,
    async close() {
      lease.release();
      database.close();
    },
  };
}

async function knowledgeOf({ config, logger }: RecordOptions, database: Database) {
  const { qdrant } = config;
  return qdrant ? openQdrant(qdrant, logger) : createSqliteKnowledgeIndex(database);
}
