import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { anActor, aSession } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { SCAN_KEY } from '../../chat/scan-key.ts';
import { scanCard } from '../../workflows/scan/cards.ts';
import { ScanState } from '../../workflows/scan/state.ts';
import { openDatabase } from './database.ts';
import { createSqliteRecordStore } from './record-store.ts';
import { MIGRATIONS } from './schema.ts';

/** The last layout in which knowledge had neither vectors nor clusters. */
const WITHOUT_VECTORS = 6;

const at = '2026-11-02T09:00:00.000Z';
const scanning = aSession({
  id: 'scan-1',
  workflow: 'scan',
  version: 7,
  key: SCAN_KEY,
  expiresAt: '2026-11-02T11:00:00.000Z',
  state: {
    stage: 'profiling',
    reason: 'asked',
    owner: anActor('U1'),
    startedAt: at,
    updatedAt: at,
    expiresAt: '2026-11-02T11:00:00.000Z',
    kinds: 900,
    counts: { documents: 40, documentsTotal: 90, described: 400, unchanged: 0, failures: 0 },
    failures: [],
    gone: 0,
    known: 0,
  },
});
const talking = aSession({ id: 'recommend-1', workflow: 'recommend' });

/** A file of an older version, in which a scan was under way and somebody talked. */
function anOlderFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'dotai-upgrade-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'dotai.db');
  const older = new DatabaseSync(path);
  for (const statements of MIGRATIONS.slice(0, WITHOUT_VECTORS)) older.exec(statements);
  older.exec(`PRAGMA user_version = ${WITHOUT_VECTORS}`);
  const session = older.prepare(`INSERT INTO sessions (id, workflow, version, owner, place, is_open,
    is_listening, unique_key, opened_at, record) VALUES (?, ?, ?, '', '', 1, 0, ?, ?, ?)`);
  const effect = older.prepare(`INSERT INTO outbox (id, stream_id, type, body, key, added_at, lane)
    VALUES (?, ?, ?, '{}', ?, ?, ?)`);
  for (const record of [scanning, talking]) {
    const { id, workflow, version, key = null, openedAt } = record;
    session.run(id, workflow, version, key, openedAt, JSON.stringify(record));
    effect.run(`${id}-1-1`, id, 'profile-kinds', 'scan', at, id);
    effect.run(`${id}-1-2`, id, 'expire', 'expire', at, null);
  }
  older.close();
  return path;
}

it('ends a scan that was under way when the layout changed, so that the next one reads everything', async () => {
  const database = openDatabase(anOlderFile());
  onTestFinished(() => database.close());
  const lease = { check: () => undefined };
  const parts = { database, lease, clock: createFakeClock(), logger: createFakeLogger() };
  const store = createSqliteRecordStore(parts);

  const ended = await store.session('scan-1');
  expect(ended).toMatchObject({ isOpen: false, version: 8, key: SCAN_KEY });
  expect(ended).not.toHaveProperty('expiresAt');
  const card = scanCard(ScanState.parse(ended?.state));
  expect(card.title).toBe('The scan of the cluster stopped');
  expect(JSON.stringify(card)).toContain('I was updated in the middle of it');
  expect(JSON.stringify(card)).not.toContain('read before that can be used');
  const runnable = await store.runnableEffects();
  expect(runnable.map(({ id, type, body }) => ({ id, type, body }))).toEqual([
    { id: 'recommend-1-1-1', type: 'profile-kinds', body: {} },
    { id: 'recommend-1-1-2', type: 'expire', body: {} },
    {
      id: 'scan-1-8-0',
      type: 'present',
      body: { type: 'present', version: 8, isProgress: false },
    },
  ]);
  expect(await store.session('recommend-1')).toEqual(talking);

  const next = aSession({ id: 'scan-2', workflow: 'scan', key: SCAN_KEY });
  await store.commit({
    session: { record: next, expectedVersion: 0 },
    effects: [],
    cancels: [],
    audit: [],
    finishes: {},
  });
  expect(await store.sessions({ key: SCAN_KEY, isOpen: true, limit: 9 })).toEqual([next]);
});
