import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRedisEvidenceStore } from '../../src/adapters/redis/evidence-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteEvidenceStore } from '../../src/adapters/sqlite/evidence-store.ts';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { anEvidence } from '../pattern-builders.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { evidenceStoreContract } from './evidence-store.ts';

const lease = { check: () => undefined };
const quote = anEvidence();
const CANDIDATE = quote.candidateId;

describe('evidence in memory', () => {
  evidenceStoreContract(createFakeEvidenceStore);
});

describe('evidence in SQLite', () => {
  evidenceStoreContract(() =>
    createSqliteEvidenceStore({ database: openDatabase(':memory:'), lease }),
  );

  it('keeps quotes when the file is opened again, and leaves nothing of removed ones in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dotai-evidence-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'dotai.db');
    const many = Array.from({ length: 500 }, (_, at) => anEvidence({ id: `evi-many-${at}` }));
    const before = openDatabase(path);
    await createSqliteEvidenceStore({ database: before, lease }).add(many);
    before.close();
    expect(readFileSync(path, 'latin1')).toContain(quote.quote);
    const after = openDatabase(path);
    const store = createSqliteEvidenceStore({ database: after, lease });
    expect(await store.of(CANDIDATE)).toEqual(many);
    await store.remove(many.map(({ id }) => id));
    after.close();

    expect(readFileSync(path, 'latin1')).not.toContain(quote.quote);
  });

  it('writes nothing once another process owns the file', async () => {
    const database = openDatabase(':memory:');
    const lost = new Failure('unavailable', 'Another process took the records over.');
    const check = (): void => {
      throw lost;
    };
    await createSqliteEvidenceStore({ database, lease }).add([quote]);
    const store = createSqliteEvidenceStore({ database, lease: { check } });

    await expect(store.add([{ ...quote, id: 'evi-2' }])).rejects.toBe(lost);
    await expect(store.remove([quote.id])).rejects.toBe(lost);
    expect(await store.of(CANDIDATE)).toEqual([quote]);
  });

  it('adds all or none', async () => {
    const database = openDatabase(':memory:');
    database.connection.exec(
      `CREATE TRIGGER full BEFORE INSERT ON evidence WHEN NEW.id = 'evi-2'
       BEGIN SELECT RAISE(ABORT, 'no'); END`,
    );
    const store = createSqliteEvidenceStore({ database, lease });

    await expect(store.add([quote, { ...quote, id: 'evi-2' }])).rejects.toThrow('no');
    expect(await store.of(CANDIDATE)).toEqual([]);
  });
});

describe.skipIf(missingRedis())('evidence in Redis', () => {
  const redis = useRedis();
  evidenceStoreContract(() => createRedisEvidenceStore({ connection: redis() }));

  it('never forgets quotes by itself, and leaves nothing of removed ones', async () => {
    const { client } = redis();
    const store = createRedisEvidenceStore({ connection: redis() });
    await store.add([quote]);
    const keys = await client.keys('*');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(await client.ttl(key)).toBe(-1);
    await store.remove([quote.id]);

    expect(await client.keys('*')).toEqual(['dotai:evidence:sequence']);
  });

  it('says that Redis is away', async () => {
    const store = createRedisEvidenceStore({ connection: redis() });
    await redis().client.config('SET', 'maxmemory', '1');
    onTestFinished(async () => {
      await redis().client.config('SET', 'maxmemory', '0');
    });

    await expect(store.add([quote])).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await store.of(CANDIDATE)).toEqual([]);
  });
});
