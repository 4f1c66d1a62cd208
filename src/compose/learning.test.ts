import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSqliteRecordStore } from '../adapters/sqlite/record-store.ts';
import { openDatabase } from '../adapters/sqlite/database.ts';
import { createFakeClock } from '../../test/fakes/clock.ts';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { handOver } from './learning.ts';

const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;

it('keeps nothing secret of a document, neither of its text nor of its name', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'dotai-learning-'));
  onTestFinished(() => rmSync(dataDirectory, { recursive: true }));
  const open = () => openDatabase(join(dataDirectory, 'dotai.db'));
  open().close();
  await handOver({ dataDirectory, redis: undefined }, [
    { name: `keys/${TOKEN}.md`, text: `# Databases\nUse the token ${TOKEN}.` },
  ]);

  const files = readdirSync(dataDirectory);
  expect(files).toContain('dotai.db');
  for (const file of files) {
    expect(readFileSync(join(dataDirectory, file)).includes(TOKEN)).toBe(false);
  }
  const database = open();
  const parts = { database, lease: { check: () => undefined } };
  const clock = createFakeClock();
  const store = createSqliteRecordStore({ ...parts, clock, logger: createFakeLogger() });
  const [left] = await store.unfinishedInbound();
  expect(left).toMatchObject({ files: [{ name: expect.stringMatching(/^keys\/.*hidden/u) }] });
  database.close();
});
