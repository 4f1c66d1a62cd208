import { describe, expect, it } from 'vitest';
import { createRedisScanStore } from '../../src/adapters/redis/scan-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteScanStore } from '../../src/adapters/sqlite/scan-store.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeScanStore } from '../fakes/scan-store.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { scanStoreContract } from './scan-store.ts';

describe('scan store in memory', () => {
  scanStoreContract(async (clock) => createFakeScanStore(clock));
});

describe('scan store in SQLite', () => {
  const lease = { check: () => undefined };
  scanStoreContract(async (clock) =>
    createSqliteScanStore({ database: openDatabase(':memory:'), lease, clock }),
  );
});

describe.skipIf(missingRedis())('scan store in Redis', () => {
  const redis = useRedis();
  scanStoreContract(async (clock) => createRedisScanStore({ connection: redis(), clock }));

  it('counts for all processes, and forgets how batches ended a week later', async () => {
    const { client } = redis();
    const clock = createFakeClock();
    const [one, other] = [1, 2].map(() => createRedisScanStore({ connection: redis(), clock }));
    const batch = { scanId: 's', total: 4, described: 1, failures: [] };
    const tallies = await Promise.all(
      [0, 1, 2, 3].map(async (number) =>
        (number % 2 === 0 ? one : other)?.finishBatch({ ...batch, batch: number }),
      ),
    );

    expect(Math.max(...tallies.map((tally) => tally?.finished ?? 0))).toBe(4);
    expect(tallies.filter((tally) => tally?.isProgressDue)).toHaveLength(1);
    const keys = await client.keys('*');
    expect(keys).toEqual(['dotai:scan-batches:s']);
    const left = await client.ttl('dotai:scan-batches:s');
    expect(left).toBeGreaterThan(6 * 86_400);
    expect(left).toBeLessThanOrEqual(7 * 86_400);
  });
});
