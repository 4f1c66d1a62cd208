import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aModelCall } from '../../../test/builders.ts';
import { Failure } from '../../domain/failure.ts';
import { openDatabase } from './database.ts';
import { createSqliteModelLedger } from './model-ledger.ts';
import { createRetention } from './retention.ts';
import { createSharedWrites } from './shared-writes.ts';

const SINCE = '2026-11-02T00:00:00.000Z';
const lease = { check: () => undefined };

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'dotai.db');
}

describe('the ledger on disk', () => {
  it('knows after a restart what was spent before', async () => {
    const file = aFile();
    const first = openDatabase(file);
    await createSqliteModelLedger({ database: first, lease }).record(aModelCall());
    first.close();
    const database = openDatabase(file);
    const ledger = createSqliteModelLedger({ database, lease });

    expect(await ledger.spent({ since: SINCE, sessionId: 's1' })).toBe(1_200);
    database.close();
  });

  it('is not written by a process that has lost the file', async () => {
    const gone = new Failure('unavailable', 'Another copy of dotai has taken over.');
    const database = openDatabase(':memory:');
    const ledger = createSqliteModelLedger({
      database,
      lease: {
        check() {
          throw gone;
        },
      },
    });

    await expect(ledger.record(aModelCall())).rejects.toBe(gone);
    expect(await ledger.spent({ since: SINCE })).toBe(0);
  });

  it('keeps calls for a quarter of a year', async () => {
    const database = openDatabase(':memory:');
    const ledger = createSqliteModelLedger({ database, lease });
    await ledger.record(aModelCall({ at: '2026-08-04T08:59:59.999Z' }));
    await ledger.record(aModelCall({ at: '2026-08-04T09:00:00.000Z' }));
    const retention = createRetention(database, createSharedWrites(database));
    await retention.sweep(Date.parse('2026-11-02T09:00:00.000Z'));

    expect(await ledger.spent({ since: '' })).toBe(1_200);
  });

  it.each([
    ['the day', '', 'model_calls_at'],
    ['a session', 'session_id = ? AND ', 'model_calls_session'],
    ['a person', 'actor = ? AND ', 'model_calls_actor'],
  ])('sums %s from an index alone', (_, condition, index) => {
    const { connection } = openDatabase(':memory:');
    const plan = connection
      .prepare(
        `EXPLAIN QUERY PLAN SELECT sum(weighed_tokens) FROM model_calls WHERE ${condition}at >= ?`,
      )
      .all()
      .map((row) => row['detail']);

    expect(plan).toEqual([expect.stringContaining(`USING COVERING INDEX ${index} `)]);
  });
});
