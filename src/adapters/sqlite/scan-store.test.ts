import { expect, it } from 'vitest';
import { z } from 'zod';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import type { BatchResult } from '../../ports/scan-store.ts';
import { openDatabase } from './database.ts';
import { createSqliteScanStore } from './scan-store.ts';

const DAY_MS = 86_400_000;
const batch: BatchResult = { scanId: 'old', batch: 0, total: 9, described: 1, failures: [] };

it('forgets how batches ended a week later, and keeps what was learnt', async () => {
  const database = openDatabase(':memory:');
  const clock = createFakeClock();
  const lease = { check: () => undefined };
  const store = createSqliteScanStore({ database, lease, clock });
  const document = { clusterId: 'c1', name: 'v1', fingerprint: 'a' };
  await store.saveDocuments([document]);
  await store.finishBatch(batch);
  await clock.advance(6 * DAY_MS);
  await store.finishBatch({ ...batch, scanId: 'young' });
  expect((await store.finishBatch({ ...batch, batch: 1 })).finished).toBe(2);

  await clock.advance(DAY_MS + 1);
  await store.finishBatch({ ...batch, scanId: 'new' });

  const left = database.connection
    .prepare('SELECT scan_id, batch FROM scan_batches ORDER BY scan_id')
    .all();
  expect(z.array(z.object({ scan_id: z.string(), batch: z.number() })).parse(left)).toEqual([
    { scan_id: 'new', batch: 0 },
    { scan_id: 'old', batch: 1 },
    { scan_id: 'young', batch: 0 },
  ]);
  expect(await store.documents('c1')).toEqual([document]);
});

it('writes nothing once another process has taken the file over', async () => {
  const database = openDatabase(':memory:');
  const lease = {
    check: () => {
      throw new Error('taken over');
    },
  };
  const store = createSqliteScanStore({ database, lease, clock: createFakeClock() });

  await expect(store.finishBatch(batch)).rejects.toThrow('taken over');
  await expect(
    store.saveDocuments([{ clusterId: 'c1', name: 'v1', fingerprint: 'a' }]),
  ).rejects.toThrow('taken over');
  expect(await store.documents('c1')).toEqual([]);
});
