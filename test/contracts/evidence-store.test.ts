import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Redis, ReplyError } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRedisEvidenceStore } from '../../src/adapters/redis/evidence-store.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteEvidenceStore } from '../../src/adapters/sqlite/evidence-store.ts';
import { Failure } from '../../src/domain/failure.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { anEvidence } from '../pattern-builders.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { useRedis } from '../redis/stage.ts';
import { evidenceStoreContract } from './evidence-store.ts';

const PATIENCE = { timeout: 20_000, interval: 50 };
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

    const left = (await client.keys('*')).toSorted();
    expect(left).toEqual(['dotai:evidence:erased', 'dotai:evidence:sequence']);
  });

  it('has the append-only file rewritten, at most once a day', async () => {
    const { client } = redis();
    const [, directory = ''] = await client.config('GET', 'dir').then((all) => all.map(String));
    const onDisk = (): string =>
      readdirSync(directory, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.aof'))
        .map((name) => readFileSync(join(directory, name), 'latin1'))
        .join('\n');
    await client.config('SET', 'appendonly', 'yes');
    onTestFinished(async () => {
      await client.config('SET', 'appendonly', 'no');
    });
    const idle = async (): Promise<void> =>
      vi.waitFor(async () => {
        expect(await client.info('persistence')).toMatch(
          /aof_enabled:1[\s\S]*aof_rewrite_in_progress:0[\s\S]*aof_rewrite_scheduled:0/u,
        );
      }, PATIENCE);
    await idle();
    const store = createRedisEvidenceStore({ connection: redis(), settledMs: 20 });
    await store.add([quote]);
    await vi.waitFor(() => expect(onDisk()).toContain(quote.quote), PATIENCE);
    await store.remove([quote.id]);
    await vi.waitFor(() => expect(onDisk()).not.toContain(quote.quote), PATIENCE);
    await vi.waitFor(async () => {
      expect(await client.exists('dotai:evidence:erased')).toBe(0);
    }, PATIENCE);
    await idle();
    await store.add([quote]);
    await store.remove([quote.id]);

    expect(await client.exists('dotai:evidence:erased')).toBe(1);
    expect(await client.pttl('dotai:evidence:rewritten')).toBeGreaterThan(23 * 3_600_000);
    await vi.waitFor(() => expect(onDisk()).toContain(quote.quote), PATIENCE);
  });

  it('knows what was erased while Redis began to rewrite: that stands in the new file, too', async () => {
    const { client } = redis();
    await client.config('SET', 'appendonly', 'yes');
    onTestFinished(async () => {
      await client.config('SET', 'appendonly', 'no');
    });
    const looks: string[] = [];
    const meddled: Redis = Object.assign(Object.create(client), {
      async get(key: string) {
        const erased = await client.get(key);
        looks.push(erased === null ? 'nothing erased' : 'erased');
        return erased;
      },
      async bgrewriteaof() {
        await store.remove(['evi-2']);
        return 'Background append only file rewriting started';
      },
    });
    const connection = { ...redis(), client: meddled };
    const store = createRedisEvidenceStore({ connection, settledMs: 20 });
    await store.add([quote, { ...quote, id: 'evi-2' }]);
    await vi.waitFor(() => expect(looks).toHaveLength(1), PATIENCE);
    await store.remove([quote.id]);
    await vi.waitFor(() => expect(looks.length).toBeGreaterThan(2), PATIENCE);

    expect(looks).toEqual(['nothing erased', 'erased', 'erased']);
    expect(await client.exists('dotai:evidence:erased')).toBe(1);
  });

  it('asks again soon, and not in a day, where Redis rewrites the file at that moment', async () => {
    const { client } = redis();
    await client.config('SET', 'appendonly', 'yes');
    onTestFinished(async () => {
      await client.config('SET', 'appendonly', 'no');
    });
    let asked = 0;
    const busy: Redis = Object.assign(Object.create(client), {
      async bgrewriteaof() {
        asked += 1;
        throw new ReplyError('ERR Background append only file rewriting already in progress');
      },
    });
    const connection = { ...redis(), client: busy };
    const store = createRedisEvidenceStore({ connection, settledMs: 20 });
    await store.add([quote]);
    await store.remove([quote.id]);
    await vi.waitFor(() => expect(asked).toBe(1), PATIENCE);

    await vi.waitFor(async () => {
      expect(await client.exists('dotai:evidence:rewritten')).toBe(0);
    }, PATIENCE);
    expect(await client.exists('dotai:evidence:erased')).toBe(1);
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
