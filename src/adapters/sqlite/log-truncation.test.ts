import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { anEvidence } from '../../../test/pattern-builders.ts';
import { openDatabase, openDatabaseReadOnly } from './database.ts';
import { createSqliteEvidenceStore } from './evidence-store.ts';

const quote = anEvidence();

function aFile() {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'dotai.db');
  const database = openDatabase(path);
  onTestFinished(() => database.close());
  const store = createSqliteEvidenceStore({ database, lease: { check: () => undefined } });
  const onDisk = (): string =>
    [path, `${path}-wal`]
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'latin1'))
      .join('\n');
  const logBytes = (): number => statSync(`${path}-wal`).size;
  return { path, database, store, onDisk, logBytes };
}

const PATIENCE = { timeout: 20_000, interval: 20 };

it('what is removed is in no file soon after, while the bot runs on', async () => {
  const { store, onDisk, logBytes } = aFile();
  await store.add([quote]);
  expect(onDisk()).toContain(quote.quote);
  await store.remove([quote.id]);
  expect(onDisk()).toContain(quote.quote);

  await vi.waitFor(() => expect(logBytes()).toBe(0), PATIENCE);
  expect(onDisk()).not.toContain(quote.quote);
});

it('what other records let go of a little later goes as well', async () => {
  const { store, database, onDisk, logBytes } = aFile();
  database.connection.exec('CREATE TABLE talk (said TEXT)');
  database.connection.exec("INSERT INTO talk VALUES ('every platypus knows')");
  await store.add([quote]);
  await store.remove([quote.id]);
  await vi.waitFor(() => expect(logBytes()).toBe(0), PATIENCE);
  database.connection.exec("UPDATE talk SET said = ''");
  expect(onDisk()).toContain('platypus');

  await vi.waitFor(() => expect(onDisk()).not.toContain('platypus'), PATIENCE);
});

it('keeps nobody waiting who reads the file, and goes on once they have read', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { path, store, onDisk, logBytes } = aFile();
  await store.add([quote]);
  const { connection: reader } = openDatabaseReadOnly(path);
  reader.exec('BEGIN; SELECT * FROM evidence');
  await store.remove([quote.id]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(logBytes()).toBeGreaterThan(0);
  reader.exec('COMMIT');
  reader.close();
  await vi.advanceTimersByTimeAsync(1_000);

  expect(logBytes()).toBe(0);
  expect(onDisk()).not.toContain(quote.quote);
});
