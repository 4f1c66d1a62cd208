import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteModelLedger } from '../../src/adapters/sqlite/model-ledger.ts';
import type { ModelLedger } from '../../src/ports/model-ledger.ts';
import { aModelCall } from '../builders.ts';
import type { Measurement } from './measurement.ts';
import { spread } from './samples.ts';
import type { BenchOptions } from './options.ts';

const CALLS = 100_000;
const LAST_DAY = '2026-11-02';
/** So that a day has 10,000 calls: several times what the usual budget of a day is enough for. */
const DAYS = 10;
const DAY_MS = 86_400_000;
const PEOPLE = 200;
const CALLS_A_SESSION = 10;

/**
 * What is looked up before every call to a paid model: the spend of the session, the person and the
 * day, in a ledger on disk.
 */
export async function measureSpend({ isQuick }: BenchOptions): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-spend-'));
  const database = openDatabase(join(folder, 'dotai.db'));
  try {
    const ledger = createSqliteModelLedger({ database, lease: { check: () => undefined } });
    await fill(ledger);
    const since = `${LAST_DAY}T00:00:00.000Z`;
    const tookMs: number[] = [];
    for (let round = 0; round < (isQuick ? 20 : 200); round += 1) {
      const startMs = performance.now();
      await ledger.spent({ since: '', sessionId: `s${round}` });
      await ledger.spent({ since, actor: `slack:T1:U${round % PEOPLE}` });
      await ledger.spent({ since });
      tookMs.push(performance.now() - startMs);
    }
    return [
      {
        what: `spend of session, person and day, ${CALLS} calls in ${DAYS} days`,
        unit: 'ms',
        values: spread(tookMs, 'p95'),
        budget: { of: 'p95', atMost: 5 },
      },
    ];
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

async function fill(ledger: ModelLedger): Promise<void> {
  const startMs = Date.parse(LAST_DAY) - (DAYS - 1) * DAY_MS;
  await Promise.all(
    Array.from({ length: CALLS }, (_, index) =>
      ledger.record(
        aModelCall({
          at: new Date(startMs + (index * DAYS * DAY_MS) / CALLS).toISOString(),
          sessionId: `s${Math.floor(index / CALLS_A_SESSION)}`,
          actor: `slack:T1:U${index % PEOPLE}`,
        }),
      ),
    ),
  );
}
