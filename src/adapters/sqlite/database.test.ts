import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aCommand, aSession } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { openDatabase, openDatabaseReadOnly } from './database.ts';
import { createSqliteRecordStore } from './record-store.ts';
import { MIGRATIONS } from './schema.ts';

const lease = { check: () => undefined };

function aPath(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dotai-database-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return join(directory, 'data', 'dotai.db');
}

describe('a database', () => {
  it('is made where it is absent, with a directory that is its owner’s alone', () => {
    const path = aPath();
    openDatabase(path).close();

    expect(statSync(join(path, '..')).mode & 0o077).toBe(0);
  });

  it('keeps what was committed when it is opened again', async () => {
    const path = aPath();
    const first = openDatabase(path);
    const clock = createFakeClock();
    const logger = createFakeLogger();
    const before = createSqliteRecordStore({ database: first, lease, clock, logger });
    await before.receive(aCommand('help'));
    first.close();
    const database = openDatabase(path);
    onTestFinished(() => database.close());

    const store = createSqliteRecordStore({ database, lease, clock, logger });
    expect(await store.unfinishedInbound()).toEqual([aCommand('help')]);
  });

  it('survives the loss of power: every commit is synced', () => {
    const database = openDatabase(aPath());
    onTestFinished(() => database.close());

    const { connection } = database;
    expect(connection.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(connection.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  });

  it('undoes a write that throws, and lets the error through', () => {
    const database = openDatabase(':memory:');
    database.connection.exec('CREATE TABLE notes (text TEXT)');

    expect(() =>
      database.write(() => {
        database.connection.exec("INSERT INTO notes VALUES ('half')");
        throw new TypeError('a bug');
      }),
    ).toThrow(TypeError);
    expect(database.connection.prepare('SELECT * FROM notes').all()).toEqual([]);
  });

  it('of a newer version is left alone', () => {
    const path = aPath();
    const newer = openDatabase(path);
    newer.connection.exec('PRAGMA user_version = 999');
    newer.close();

    const refusal = expect.objectContaining({ kind: 'conflict' });
    expect(() => openDatabase(path)).toThrow(refusal);
    expect(() => openDatabaseReadOnly(path)).toThrow(refusal);
  });

  it('is read beside its owner, and not written', () => {
    const path = aPath();
    const owner = openDatabase(path);
    onTestFinished(() => owner.close());
    const reader = openDatabaseReadOnly(path);
    onTestFinished(() => reader.close());
    owner.connection.exec("INSERT INTO artifacts (hash, content) VALUES ('h', 'c')");

    expect(reader.connection.prepare('SELECT content FROM artifacts').get()).toEqual({
      content: 'c',
    });
    expect(() => reader.write(() => reader.connection.exec('DELETE FROM artifacts'))).toThrow(
      expect.objectContaining({ kind: 'unavailable' }),
    );
  });

  it('that is no database is a clear failure', () => {
    const path = join(aPath(), '..', '..', 'text.db');
    writeFileSync(path, 'not a database, but long enough to be looked at '.repeat(50));

    expect(() => openDatabase(path)).toThrow(/cannot be opened/u);
    expect(() => openDatabaseReadOnly(`${path}.absent`)).toThrow(/cannot be opened/u);
  });
});

it('marks changes that waited for an approval when an older version wrote them', async () => {
  const path = aPath();
  mkdirSync(dirname(path), { recursive: true });
  const older = new DatabaseSync(path);
  for (const statements of MIGRATIONS.slice(0, 2)) older.exec(statements);
  older.exec('PRAGMA user_version = 2');
  const insert = older.prepare(
    `INSERT INTO sessions (id, workflow, version, owner, place, is_open, is_listening, opened_at, record)
     VALUES (?, 'change', 1, '', '', 1, 0, '2026-11-02', ?)`,
  );
  for (const stage of ['awaiting-approval', 'applying']) {
    insert.run(
      stage,
      JSON.stringify(aSession({ id: stage, workflow: 'change', state: { stage } })),
    );
  }
  older.close();
  const database = openDatabase(path);
  onTestFinished(() => database.close());

  const parts = { clock: createFakeClock(), logger: createFakeLogger() };
  const store = createSqliteRecordStore({ database, lease, ...parts });
  const waiting = await store.sessions({ awaits: 'approval', isOpen: true, limit: 9 });
  expect(waiting.map(({ id }) => id)).toEqual(['awaiting-approval']);
});

describe('a store', () => {
  it('forgets finished events after two days and not before', async () => {
    const clock = createFakeClock();
    const parts = { database: openDatabase(':memory:'), lease, clock };
    const store = createSqliteRecordStore({ ...parts, logger: createFakeLogger() });
    const finish = { effects: [], cancels: [], audit: [] };
    await store.receive(aCommand('old'));
    await store.receive(aCommand('open'));
    await store.commit({ ...finish, finishes: { inboundId: aCommand('old').id } });

    await clock.advance(47 * 3_600_000);
    expect(await store.receive(aCommand('old'))).toMatchObject({ status: 'known' });
    await clock.advance(2 * 3_600_000);
    await store.receive(aCommand('another'));
    expect(await store.receive(aCommand('old'))).toEqual({ status: 'new' });
    expect(await store.receive(aCommand('open'))).toEqual({ status: 'known' });
  });
});
