import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { openDatabase } from './database.ts';
import { createSqliteRecordStore } from './record-store.ts';
import { MIGRATIONS } from './schema.ts';

it('gives what an older version left to be sent to the pool of cards', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'dotai-outbox-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'dotai.db');
  const at = MIGRATIONS.findIndex((statements) => statements.includes("pool = 'cards'"));
  expect(at).toBeGreaterThan(0);
  const older = new DatabaseSync(path);
  for (const statements of MIGRATIONS.slice(0, at)) older.exec(statements);
  older.exec(`PRAGMA user_version = ${at}`);
  const insert = older.prepare(
    `INSERT INTO outbox (id, stream_id, type, body, pool, added_at)
     VALUES (?, 's', ?, '{}', ?, '2026-11-02')`,
  );
  const pools = { present: 'quick', tell: 'quick', expire: 'quick', search: 'work' };
  for (const [type, pool] of Object.entries(pools)) insert.run(type, type, pool);
  older.close();

  const database = openDatabase(path);
  onTestFinished(() => database.close());
  const lease = { check: () => undefined };
  const parts = { clock: createFakeClock(), logger: createFakeLogger() };
  const store = createSqliteRecordStore({ database, lease, ...parts });
  const effects = await store.unfinishedEffects(9);
  expect(Object.fromEntries(effects.map(({ type, pool }) => [type, pool]))).toEqual({
    present: 'cards',
    tell: 'cards',
    expire: 'quick',
    search: 'work',
  });
});
