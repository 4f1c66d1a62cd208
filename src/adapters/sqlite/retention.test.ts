import { describe, expect, it } from 'vitest';
import { aCommand, anActor, anEffect, aSession } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import type { SessionFilter } from '../../ports/record-store.ts';
import { createSqliteArtifactStore } from './artifact-store.ts';
import { openDatabase } from './database.ts';
import { createSqliteDeliveryStore } from './delivery-store.ts';
import { createSqliteRecordStore } from './record-store.ts';
import { createRetention } from './retention.ts';
import { listingOf } from './session-table.ts';
import { createSharedWrites } from './shared-writes.ts';

const DAY_MS = 86_400_000;

function aFile() {
  const database = openDatabase(':memory:');
  const clock = createFakeClock();
  const parts = {
    database,
    clock,
    lease: { check: () => undefined },
    logger: createFakeLogger(),
  };
  const store = createSqliteRecordStore(parts);
  const retention = createRetention(database, createSharedWrites(database));
  return {
    clock,
    store,
    deliveries: createSqliteDeliveryStore(parts),
    artifacts: createSqliteArtifactStore(parts),
    sweep: () => retention.sweep(clock.now().getTime()),
    /** A session that was opened, and last changed, so many days ago. */
    async commit(id: string, { daysAgo, isOpen }: { daysAgo: number; isOpen: boolean }) {
      const openedAt = new Date(clock.now().getTime() - daysAgo * DAY_MS).toISOString();
      await store.commit({
        session: {
          record: aSession({ id, openedAt, updatedAt: openedAt, isOpen }),
          expectedVersion: 0,
        },
        effects: [],
        cancels: [],
        audit: [{ at: openedAt, actor: 'U1', action: 'done', details: {}, sessionId: id }],
        finishes: {},
      });
    },
    count: (table: string) =>
      database.connection.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.['rows'],
    planOf: (filter: SessionFilter) =>
      JSON.stringify(
        database.connection
          .prepare(`EXPLAIN QUERY PLAN ${listingOf(filter)}`)
          .all()
          .map((row) => row['detail']),
      ),
  };
}

describe('a file', () => {
  it('forgets conversations that ended a quarter ago, and never their audit', async () => {
    const file = aFile();
    await file.commit('long over', { daysAgo: 91, isOpen: false });
    await file.commit('over', { daysAgo: 89, isOpen: false });
    await file.commit('long open', { daysAgo: 91, isOpen: true });
    const shown = { slot: 'root', message: undefined, version: 1, contentHash: 'a', files: [] };
    for (const sessionId of ['long over', 'over']) {
      await file.deliveries.saveDelivery({ ...shown, sessionId });
    }
    await file.sweep();

    expect(await file.store.session('long over')).toBeUndefined();
    expect(await file.deliveries.deliveries('long over')).toEqual([]);
    expect(await file.store.session('over')).toBeDefined();
    expect(await file.deliveries.deliveries('over')).toHaveLength(1);
    expect(await file.store.session('long open')).toBeDefined();
    expect(await Array.fromAsync(file.store.audit())).toHaveLength(3);
  });

  it('forgets more than one transaction deletes', async () => {
    const file = aFile();
    for (let index = 0; index < 450; index += 1) {
      await file.commit(`s${index}`, { daysAgo: 100, isOpen: false });
    }
    await file.sweep();

    expect(file.count('sessions')).toBe(0);
  });

  it('keeps documents as long as a conversation that may name them', async () => {
    const file = aFile();
    const old = await file.artifacts.put('old');
    const again = await file.artifacts.put('put again');
    await file.clock.advance(2 * DAY_MS);
    await file.artifacts.put('put again');
    await file.commit('of then', { daysAgo: 0, isOpen: true });
    await file.clock.advance(89 * DAY_MS);
    await file.sweep();
    expect(await file.artifacts.get(old)).toBe('old');

    const session = await file.store.session('of then');
    if (!session) throw new Error('no session');
    const updatedAt = file.clock.now().toISOString();
    const record = { ...session, version: 2, isOpen: false, updatedAt };
    const rest = { effects: [], cancels: [], audit: [], finishes: {} };
    await file.store.commit({ session: { record, expectedVersion: 1 }, ...rest });
    await file.clock.advance(90 * DAY_MS);
    await file.sweep();
    expect(await file.artifacts.get(old)).toBe('old'); // the conversation is kept to this day

    await file.clock.advance(1);
    await file.sweep();
    await expect(file.artifacts.get(old)).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(file.artifacts.get(again)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('keeps a document that was put again as if it were new', async () => {
    const file = aFile();
    const hash = await file.artifacts.put('text');
    await file.clock.advance(60 * DAY_MS);
    await file.artifacts.put('text');
    await file.clock.advance(60 * DAY_MS);
    await file.sweep();

    expect(await file.artifacts.get(hash)).toBe('text');
  });

  it('forgets what was received and done two days ago by itself, beside the next event', async () => {
    const file = aFile();
    const rest = { cancels: [], audit: [] };
    const inboundId = aCommand('one').id;
    await file.store.receive(aCommand('one'));
    await file.store.commit({ ...rest, effects: [anEffect('e1')], finishes: { inboundId } });
    await file.store.finishEffect('e1');
    await file.clock.advance(3 * DAY_MS);
    await file.store.receive(aCommand('two'));
    await file.store.receive(aCommand('three'));
    await file.store.receive(aCommand('four'));
    await file.store.receive(aCommand('five'));

    expect(file.count('inbox')).toBe(4);
    expect(file.count('outbox')).toBe(0);
  });

  it('finds open conversations without a walk through all of them', () => {
    const file = aFile();

    expect(file.planOf({ workflow: 'scan', isOpen: true, limit: 1 })).toContain(
      'USING INDEX sessions_open_workflow',
    );
    expect(file.planOf({ owner: anActor(), isOpen: true, limit: 9 })).toContain(
      'USING INDEX sessions_open_owner',
    );
    const awaited = { workflow: 'change', isOpen: true, awaits: 'approval' } as const;
    expect(file.planOf({ ...awaited, isOldestFirst: true, limit: 9 })).toContain(
      'USING INDEX sessions_awaiting',
    );
    expect(file.planOf({ key: 'scan', isOpen: true, limit: 1 })).toContain(
      'USING INDEX sessions_unique_key',
    );
  });

  it('finds the newest of a workflow, and of a person, without sorting them all', () => {
    const file = aFile();
    const ofWorkflow = file.planOf({ workflow: 'change', limit: 8 });
    const ofPerson = file.planOf({ workflow: 'change', owner: anActor(), limit: 8 });

    expect(ofWorkflow).toContain('USING INDEX sessions_workflow');
    expect(ofPerson).toContain('USING INDEX sessions_owner');
    expect(ofWorkflow + ofPerson).not.toContain('TEMP B-TREE');
  });
});
