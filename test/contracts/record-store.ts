import { expect, it } from 'vitest';
import { verifyAudit, type AuditEntry } from '../../src/domain/audit.ts';
import type { Commit, RecordStore, SessionChange } from '../../src/ports/record-store.ts';
import { aCommand, anActor, anEffect, aPlace, aSession } from '../builders.ts';
import { nothing, type OpenedRecords } from './record-store-stage.ts';

const thread = aPlace({ thread: 'm1' });

/** What every record store does with sessions, steps and the audit. */
export function recordStoreContract(openRecords: () => Promise<OpenedRecords>): void {
  const open = async (): Promise<RecordStore> => (await openRecords()).store;

  it('gives a session back as it was committed', async () => {
    const store = await open();
    const record = aSession({ key: 'scan:c1', expiresAt: '2026-11-03T09:00:00.000Z' });
    await store.commit({ ...nothing, session: { record, expectedVersion: 0 } });

    expect(await store.session(record.id)).toEqual(record);
    expect(await store.session('another')).toBeUndefined();
  });

  it('refuses a commit on an older version and writes nothing of it', async () => {
    const store = await open();
    await store.receive(aCommand('help'));
    await store.commit({ ...nothing, session: { record: aSession(), expectedVersion: 0 } });
    const late: Commit = {
      session: { record: aSession({ version: 1, state: 'late' }), expectedVersion: 0 },
      effects: [anEffect('e1')],
      cancels: [],
      audit: [{ ...aNote('late'), sessionId: 'session-1' }],
      finishes: { inboundId: aCommand('help').id },
    };

    await expect(store.commit(late)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(
      store.commit({
        ...late,
        session: { record: aSession({ version: 6 }), expectedVersion: 5 },
      }),
    ).rejects.toMatchObject({ kind: 'conflict' });

    expect(await store.session('session-1')).toEqual(aSession());
    expect(await store.unfinishedEffects(99)).toEqual([]);
    expect(await store.unfinishedInbound()).toHaveLength(1);
    expect(await entriesOf(store)).toEqual([]);
  });

  it('lets only one open session have a key', async () => {
    const store = await open();
    const first = aSession({ id: 's1', key: 'scan:c1' });
    const second = aSession({ id: 's2', key: 'scan:c1' });
    await store.commit({ ...nothing, session: { record: first, expectedVersion: 0 } });
    const opening = { ...nothing, session: { record: second, expectedVersion: 0 } };

    await expect(store.commit(opening)).rejects.toMatchObject({ kind: 'conflict' });
    const closed = { ...first, version: 2, isOpen: false };
    await store.commit({ ...nothing, session: { record: closed, expectedVersion: 1 } });
    await store.commit(opening);

    const found = await store.sessions({ key: 'scan:c1', isOpen: true, limit: 5 });
    expect(found.map(({ id }) => id)).toEqual(['s2']);
  });

  it('finishes a cause once', async () => {
    const store = await open();
    await store.receive(aCommand('help'));
    await store.commit({ ...nothing, effects: [anEffect('e1')] });
    const finishes = { inboundId: aCommand('help').id, effectId: 'e1' };
    await store.commit({ ...nothing, finishes });

    for (const again of [finishes, { inboundId: finishes.inboundId }, { effectId: 'e1' }]) {
      await expect(store.commit({ ...nothing, finishes: again })).rejects.toMatchObject({
        kind: 'conflict',
      });
    }
  });

  it('finds the session that listens in a thread', async () => {
    const store = await open();
    const sessions = [
      aSession({ id: 'closed', place: thread, isOpen: false }),
      aSession({ id: 'quiet', place: thread, isListening: false }),
      aSession({ id: 'elsewhere', place: aPlace({ thread: 'm2' }) }),
      aSession({ id: 'older', place: thread, openedAt: '2026-11-01T09:00:00.000Z' }),
      aSession({ id: 'here', place: thread }),
      aSession({ id: 'rootless', place: aPlace() }),
    ];
    for (const record of sessions) {
      await store.commit({ ...nothing, session: { record, expectedVersion: 0 } });
    }

    expect(await store.listeningSession(thread)).toMatchObject({ id: 'here' });
    expect(await store.listeningSession(aPlace({ ...thread, channel: 'C2' }))).toBeUndefined();
    expect(await store.listeningSession(aPlace())).toBeUndefined();
  });

  it('lists sessions newest first, by filter', async () => {
    const store = await open();
    const sessions = [
      aSession({ id: 's1', openedAt: '2026-11-01T09:00:00.000Z' }),
      aSession({ id: 's2', openedAt: '2026-11-03T09:00:00.000Z', workflow: 'scan' }),
      aSession({ id: 's3', openedAt: '2026-11-02T09:00:00.000Z', owner: anActor('U2') }),
      aSession({ id: 's4', openedAt: '2026-11-04T09:00:00.000Z', isOpen: false }),
    ];
    for (const record of sessions) {
      await store.commit({ ...nothing, session: { record, expectedVersion: 0 } });
    }
    const ids = async (filter: Parameters<RecordStore['sessions']>[0]) =>
      (await store.sessions(filter)).map(({ id }) => id);

    expect(await ids({ limit: 3 })).toEqual(['s4', 's2', 's3']);
    expect(await ids({ isOpen: true, limit: 9 })).toEqual(['s2', 's3', 's1']);
    expect(await ids({ owner: anActor('U2'), limit: 9 })).toEqual(['s3']);
    expect(await ids({ workflow: 'scan', limit: 9 })).toEqual(['s2']);
  });

  it('lists what waits for an approval, oldest first where that is asked', async () => {
    const store = await open();
    const awaits = 'approval' as const;
    const sessions = [
      aSession({ id: 's1', awaits, openedAt: '2026-11-02T09:00:00.000Z' }),
      aSession({ id: 's2', awaits, openedAt: '2026-11-01T09:00:00.000Z' }),
      aSession({ id: 's3', openedAt: '2026-11-01T08:00:00.000Z' }),
    ];
    for (const record of sessions) {
      await store.commit({ ...nothing, session: { record, expectedVersion: 0 } });
    }
    const ids = async (filter: Omit<Parameters<RecordStore['sessions']>[0], 'limit'>) =>
      (await store.sessions({ ...filter, limit: 9 })).map(({ id }) => id);

    expect(await ids({ awaits, isOpen: true, isOldestFirst: true })).toEqual(['s2', 's1']);
    const decided = aSession({ id: 's2', version: 2, openedAt: '2026-11-01T09:00:00.000Z' });
    await store.commit({ ...nothing, session: { record: decided, expectedVersion: 1 } });
    expect(await ids({ awaits })).toEqual(['s1']);
    expect(await ids({ isOldestFirst: true })).toEqual(['s3', 's2', 's1']);
  });

  it('tells which session a commit wrote, and whether that is mere progress', async () => {
    const store = await open();
    const changes: SessionChange[] = [];
    store.onSessionChange((change) => changes.push(change));
    const record = aSession();
    await store.commit({ ...nothing, session: { record, expectedVersion: 0 } });
    await store.commit({ ...nothing, effects: [anEffect('e1')] });
    await store.commit({
      ...nothing,
      session: { record: { ...record, version: 2 }, expectedVersion: 1 },
      isProgress: true,
    });

    await expect
      .poll(() => changes)
      .toEqual([
        { sessionId: record.id, isProgress: false },
        { sessionId: record.id, isProgress: true },
      ]);
  });

  it('chains the audit', async () => {
    const store = await open();
    for (const action of ['change-requested', 'approval-granted', 'change-applied']) {
      await store.commit({ ...nothing, audit: [{ ...aNote(action), sessionId: 'session-1' }] });
    }

    const entries = await entriesOf(store);
    expect(entries.map(({ action }) => action)).toEqual([
      'change-requested',
      'approval-granted',
      'change-applied',
    ]);
    expect(verifyAudit(entries)).toEqual({ intact: true, entries: 3 });
  });
}

function aNote(action: string) {
  return { at: '2026-11-02T09:00:00.000Z', actor: 'slack:T1:U1', action, details: { why: 'test' } };
}

async function entriesOf(store: RecordStore): Promise<AuditEntry[]> {
  return Array.fromAsync(store.audit());
}
