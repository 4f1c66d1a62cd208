import { createBullQueue } from '../adapters/bullmq/effect-queue.ts';
import { createBullSchedule } from '../adapters/bullmq/schedule.ts';
import { createRedisArtifactStore } from '../adapters/redis/artifact-store.ts';
import { openRedis } from '../adapters/redis/connection.ts';
import { createRedisDeliveryStore } from '../adapters/redis/delivery-store.ts';
import { createRedisModelLedger } from '../adapters/redis/model-ledger.ts';
import { createRedisRecordStore } from '../adapters/redis/record-store.ts';
import { createRedisScanStore } from '../adapters/redis/scan-store.ts';
import { createRedisShortMemory } from '../adapters/redis/short-memory.ts';
import { createRedisTaughtRecords } from '../adapters/redis/taught-records.ts';
import { redisRisks } from '../adapters/redis/start-up-check.ts';
import type { Config } from '../config.ts';
import { Failure } from '../domain/failure.ts';
import { createRedisEvidenceStore } from '../adapters/redis/evidence-store.ts';
import { openQdrant } from './qdrant.ts';
import { type RecordOptions, type Records, SLOTS } from './records.ts';

/**
 * How long an event or an effect may lie before another process takes it up. An effect that runs is
 * watched by its queue; this is for what never came so far.
 */
const SWEEP_EVERY_MS = 30_000;

/** Redis and Qdrant, where every process finds the same. */
export async function openSharedRecords(
  { config, clock, logger }: RecordOptions,
  { url }: NonNullable<Config['redis']>,
): Promise<Records> {
  const { qdrant } = config;
  if (!qdrant) throw new Failure('invalid-input', 'QDRANT_URL is missing, and REDIS_URL is set.');
  const connection = await openRedis({ url, logger });
  for (const risk of await redisRisks(connection)) logger.warn('Redis may lose records', { risk });
  const parts = { connection, clock, logger };
  return {
    store: createRedisRecordStore(parts),
    deliveries: createRedisDeliveryStore(parts),
    artifacts: createRedisArtifactStore(parts),
    ledger: createRedisModelLedger(parts),
    scans: createRedisScanStore(parts),
    taught: createRedisTaughtRecords(parts),
    evidence: createRedisEvidenceStore(parts),
    knowledge: await openQdrant(qdrant, logger),
    memory: createRedisShortMemory(parts),
    queue: createBullQueue({ url, logger, slots: SLOTS }),
    schedule: createBullSchedule({ url, logger }),
    sweepEveryMs: SWEEP_EVERY_MS,
    close: () => connection.close(),
  };
}
