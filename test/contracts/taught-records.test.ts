import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRedisTaughtRecords } from '../../src/adapters/redis/taught-records.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteTaughtRecords } from '../../src/adapters/sqlite/taught-records.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { TaughtRecord } from '../../src/ports/taught-records.ts';
import { createFakeTaughtRecords } from '../fakes/taught-records.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { taughtRecordsContract } from './taught-records.ts';

const lease = { check: () => undefined };

const record: TaughtRecord = {
  collection: 'policies',
  id: 'pol-1',
  version: 1,
  at: '2026-11-02T09:00:00.000Z',
  body: { sentence: 'Say it once' },
};

describe('taught records in memory', () => {
  taughtRecordsContract(createFakeTaughtRecords);
});

describe('taught records in SQLite', () => {
  taughtRecordsContract(() =>
    createSqliteTaughtRecords({ database: openDatabase(':memory:'), lease }),
  );

  it('keeps them when the file is opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dotai-taught-'));
    const path = join(folder, 'dotai.db');
    const before = openDatabase(path);
    await createSqliteTaughtRecords({ database: before, lease }).save(record);
    before.close();
    const after = openDatabase(path);
    const taught = createSqliteTaughtRecords({ database: after, lease });

    expect(await taught.list('policies')).toEqual([record]);
    expect(await taught.revision('policies')).toBe(1);
    after.close();
    rmSync(folder, { recursive: true });
  });

  it('writes nothing once another process owns the file', async () => {
    const database = openDatabase(':memory:');
    const lost = new Failure('unavailable', 'Another process took the records over.');
    const check = (): void => {
      throw lost;
    };
    const taught = createSqliteTaughtRecords({ database, lease: { check } });

    await expect(taught.save(record)).rejects.toBe(lost);
    await expect(taught.remove('policies', 'pol-1', 1)).rejects.toBe(lost);
    expect(await taught.list('policies')).toEqual([]);
  });
});

describe.skipIf(missingRedis())('taught records in Redis', () => {
  const redis = useRedis();
  taughtRecordsContract(() => createRedisTaughtRecords({ connection: redis() }));

  it('never forgets them by itself', async () => {
    const { client } = redis();
    await createRedisTaughtRecords({ connection: redis() }).save(record);

    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(await client.ttl(key)).toBe(-1);
  });
});
