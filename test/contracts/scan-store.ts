import { expect, it } from 'vitest';
import type { BatchResult, KindDescription, ScanStore } from '../../src/ports/scan-store.ts';
import { createFakeClock, type FakeClock } from '../fakes/clock.ts';

const description: KindDescription = {
  key: 'rds.aws.example/Instance 1a2b describe-capabilities@1',
  prompt: 'describe-capabilities@1',
  by: 'claude-haiku-5-5',
  tags: ['postgres', 'database'],
  providers: ['aws'],
  abstraction: 'managed',
  complexity: 'medium',
  description: 'A relational database – “managed”.',
  useCase: 'Use it for a PostgreSQL database in AWS.',
  confidence: 0.75,
};

const batch: BatchResult = { scanId: 'scan-1', batch: 0, total: 3, described: 10, failures: [] };

function failuresOf(count: number, prefix = 'Kind') {
  return Array.from({ length: count }, (_, index) => ({
    kind: `${prefix}${index}`,
    reason: 'The schema could not be read.',
  }));
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What every scan store does. `open` gives an empty one that takes its time from the clock. */
export function scanStoreContract(open: (clock: FakeClock) => Promise<ScanStore>): void {
  const opened = (): Promise<ScanStore> => open(createFakeClock());

  it('keeps the documents of each cluster, the last fingerprint of each', async () => {
    const store = await opened();
    const one = { clusterId: 'c1', name: 'apps/v1', fingerprint: 'a' };
    await store.saveDocuments([one, { ...one, name: 'v1' }, { ...one, clusterId: 'c2' }]);
    await store.saveDocuments([{ ...one, fingerprint: 'b' }]);

    const found = await store.documents('c1');
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({ ...one, fingerprint: 'b' });
    expect(found).toContainEqual({ ...one, name: 'v1' });
    expect(await store.documents('c3')).toEqual([]);
  });

  it('keeps which artifact holds a document’s paths, until it is saved anew', async () => {
    const store = await opened();
    const one = { clusterId: 'c1', name: 'v1', fingerprint: 'a', outline: 'hash of paths' };
    const bare = { clusterId: 'c1', name: 'v2', fingerprint: 'b' };
    await store.saveDocuments([one, { ...bare, outline: 'hash before' }]);
    await store.saveDocuments([bare]);

    const found = await store.documents('c1');

    expect(found.toSorted((first, second) => first.name.localeCompare(second.name))).toEqual([
      one,
      bare,
    ]);
  });

  it('removes documents of one cluster by name, and does not mind unknown ones', async () => {
    const store = await opened();
    const one = { clusterId: 'c1', name: 'v1', fingerprint: 'a' };
    await store.saveDocuments([one, { ...one, name: 'v2' }, { ...one, clusterId: 'c2' }]);

    await store.removeDocuments('c1', ['v1', 'v9']);

    expect(await store.documents('c1')).toEqual([{ ...one, name: 'v2' }]);
    expect(await store.documents('c2')).toEqual([{ ...one, clusterId: 'c2' }]);
  });

  it('finds a description again under its key, in its last wording', async () => {
    const store = await opened();
    const other = { ...description, key: 'other', tags: [], providers: [] };
    await store.saveDescriptions([{ ...description, confidence: 0.1 }, other]);
    await store.saveDescriptions([description, { ...description, key: 'new', scanId: 'scan-1' }]);

    const found = await store.descriptions([description.key, 'nobody described this', 'other']);

    expect([...found.keys()].toSorted()).toEqual([description.key, 'other'].toSorted());
    expect(found.get(description.key)).toEqual(description);
    expect(found.get('other')).toEqual(other);
    expect((await store.descriptions(['new'])).get('new')?.scanId).toBe('scan-1');
  });

  it('forgets what no scan had use for in 180 days, and nothing else', async () => {
    const clock = createFakeClock();
    const store = await open(clock);
    const keyed = (...keys: string[]) => keys.map((key) => ({ ...description, key }));
    await store.saveDescriptions(keyed('used', 'unused', 'said again'));
    await clock.advance(100 * DAY_MS);
    await store.saveDescriptions(keyed('said again'));
    await store.keepDescriptions(['used', 'of nobody']);
    await clock.advance(79 * DAY_MS);
    await store.keepDescriptions([]);
    const all = ['used', 'unused', 'said again', 'of nobody'];
    expect([...(await store.descriptions(all)).keys()].toSorted()).toEqual(
      ['used', 'unused', 'said again'].toSorted(),
    );

    await clock.advance(2 * DAY_MS);
    await store.keepDescriptions([]);

    expect([...(await store.descriptions(all)).keys()].toSorted()).toEqual(['said again', 'used']);
  });

  it('forgets thousands at once', async () => {
    const clock = createFakeClock();
    const store = await open(clock);
    const keys = Array.from({ length: 1_200 }, (_, index) => `kind ${index}`);
    await store.saveDescriptions(keys.map((key) => ({ ...description, key })));
    await clock.advance(200 * DAY_MS);

    await store.keepDescriptions(keys.slice(0, 600));

    expect((await store.descriptions(keys)).size).toBe(600);
  });

  it('does not mind being asked for nothing', async () => {
    const store = await opened();
    await store.saveDocuments([]);
    await store.removeDocuments('c1', []);
    await store.saveDescriptions([]);
    await store.keepDescriptions([]);

    expect((await store.descriptions([])).size).toBe(0);
  });

  it('holds thousands', async () => {
    const store = await opened();
    const keys = Array.from({ length: 3_000 }, (_, index) => `kind ${index}`);
    await store.saveDescriptions(keys.map((key) => ({ ...description, key })));
    await store.saveDocuments(
      keys.map((name) => ({ clusterId: 'c1', name, fingerprint: `of ${name}` })),
    );

    expect((await store.descriptions(keys)).get('kind 2999')?.key).toBe('kind 2999');
    expect(await store.documents('c1')).toHaveLength(3_000);
    await store.removeDocuments('c1', keys.slice(1));
    expect(await store.documents('c1')).toHaveLength(1);
  });

  it('counts what came of the batches, each scan for itself', async () => {
    const store = await opened();
    await store.finishBatch({ ...batch, scanId: 'scan-0', failures: failuresOf(9) });

    expect(await store.finishBatch(batch)).toMatchObject({
      finished: 1,
      described: 10,
      failureCount: 0,
      failures: [],
    });
    const [failure] = failuresOf(1);
    expect(
      await store.finishBatch({ ...batch, batch: 2, described: 9, failures: failuresOf(1) }),
    ).toMatchObject({ finished: 2, described: 19, failureCount: 1, failures: [failure] });
  });

  it('counts a batch once that is finished twice, as it ended first', async () => {
    const store = await opened();
    await store.finishBatch({ ...batch, failures: failuresOf(2) });

    const tally = await store.finishBatch({ ...batch, described: 4, failures: failuresOf(5) });

    expect(tally).toMatchObject({ finished: 1, described: 10, failureCount: 2 });
    expect(tally.failures).toEqual(failuresOf(2));
  });

  it('shows the whole to whoever finishes at the end, a repeat too', async () => {
    const store = await opened();
    const numbers = [0, 1, 2];
    const tallies = await Promise.all(
      numbers.map((number) => store.finishBatch({ ...batch, batch: number })),
    );

    expect(tallies.map(({ finished }) => finished).toSorted((one, other) => one - other)).toEqual([
      1, 2, 3,
    ]);
    const repeats = await Promise.all(
      numbers.map((number) => store.finishBatch({ ...batch, batch: number })),
    );
    expect(repeats.map(({ finished, described }) => [finished, described])).toEqual([
      [3, 30],
      [3, 30],
      [3, 30],
    ]);
  });

  it('tells the first twenty failures, and how many there are', async () => {
    const store = await opened();
    await store.finishBatch({ ...batch, failures: failuresOf(15, 'First') });

    const tally = await store.finishBatch({ ...batch, batch: 1, failures: failuresOf(15, 'Then') });

    expect(tally.failureCount).toBe(30);
    expect(tally.failures).toEqual([...failuresOf(15, 'First'), ...failuresOf(5, 'Then')]);
  });

  it('asks one caller a second for progress', async () => {
    const clock = createFakeClock();
    const store = await open(clock);
    const dueOf = async (number: number, scanId = 'scan-1'): Promise<boolean> =>
      (await store.finishBatch({ ...batch, scanId, batch: number, total: 9 })).isProgressDue;

    expect(await Promise.all([0, 1, 2].map((number) => dueOf(number)))).toEqual(
      expect.toSatisfy((due: readonly boolean[]) => due.filter(Boolean).length === 1),
    );
    await clock.advance(999);
    expect(await dueOf(3)).toBe(false);
    await clock.advance(1);
    expect(await dueOf(4)).toBe(true);
    expect(await dueOf(4)).toBe(false);
    expect(await dueOf(0, 'scan-2')).toBe(true);
  });

  it('asks for progress also where an earlier caller had a later time', async () => {
    const clock = createFakeClock();
    const store = await open(clock);
    await clock.advance(HOUR_MS);
    await store.finishBatch(batch);
    await clock.advance(-HOUR_MS);

    const tally = await store.finishBatch({ ...batch, batch: 1 });

    expect(tally.isProgressDue).toBe(true);
  });
}
