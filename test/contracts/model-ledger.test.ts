import { describe, expect, it } from 'vitest';
import { createRedisModelLedger } from '../../src/adapters/redis/model-ledger.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteModelLedger } from '../../src/adapters/sqlite/model-ledger.ts';
import { aModelCall } from '../builders.ts';
import { createFakeModelLedger } from '../fakes/model-ledger.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { modelLedgerContract } from './model-ledger.ts';

describe('model ledger in memory', () => {
  modelLedgerContract(createFakeModelLedger);
});

describe('model ledger in SQLite', () => {
  modelLedgerContract(() =>
    createSqliteModelLedger({
      database: openDatabase(':memory:'),
      lease: { check: () => undefined },
    }),
  );
});

describe.skipIf(missingRedis())('model ledger in Redis', () => {
  const redis = useRedis();
  modelLedgerContract(() => createRedisModelLedger({ connection: redis() }));

  it('counts what other processes spent', async () => {
    const [one, other] = [1, 2].map(() => createRedisModelLedger({ connection: redis() }));
    await Promise.all([one?.record(aModelCall()), other?.record(aModelCall())]);

    expect(await one?.spent({ since: '' })).toBe(2_400);
    expect(await other?.spent({ since: '', sessionId: 's1' })).toBe(2_400);
  });

  it('reads thousands of calls of one hour in parts, and loses none', async () => {
    const ledger = createRedisModelLedger({ connection: redis() });
    const calls = Array.from({ length: 4_500 }, (_, index) =>
      aModelCall({
        at: `2026-11-02T09:${10 + (index % 2)}:00.000Z`,
        inputTokens: 1,
        outputTokens: 0,
      }),
    );
    await Promise.all(calls.map((call) => ledger.record(call)));

    expect(await ledger.spent({ since: '2026-11-02T09:11:00.000Z' })).toBe(2_250);
    expect(await ledger.spent({ since: '2026-11-02T09:00:00.000Z' })).toBe(4_500);
    expect(await ledger.summary('2026-11-02T09:10:30.000Z')).toMatchObject([{ calls: 2_250 }]);
  });

  it('keeps calls for a quarter of a year', async () => {
    const { client } = redis();
    const ledger = createRedisModelLedger({ connection: redis() });
    await ledger.record(aModelCall({ at: '2026-08-04T07:59:59.999Z' }));
    await ledger.record(aModelCall({ at: '2026-08-04T09:00:00.000Z' }));
    await ledger.record(aModelCall({ at: '2026-11-02T09:00:00.000Z' }));

    expect(await ledger.spent({ since: '' })).toBe(2_400);
    expect(await ledger.spent({ since: '', actor: 'slack:T1:U1' })).toBe(2_400);
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThan(4);
    for (const key of keys) {
      expect(await client.ttl(key)).toBeGreaterThan(89 * 86_400);
      expect(await client.ttl(key)).toBeLessThanOrEqual(90 * 86_400);
    }
  });
});
