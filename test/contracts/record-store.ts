import { expect, it } from 'vitest';
import { verifyAudit, type AuditEntry } from '../../src/domain/audit.ts';
import type {
  Commit,
  OutboxChange,
  RecordStore,
  SessionChange,
} from '../../src/ports/record-store.ts';
import { aCommand, anActor, anEffect, aPlace, aSession } from '../builders.ts';
import type { FakeClock } from '../fakes/clock.ts';

const nothing: Commit = { effects: [], cancels: [], audit: [], finishes: {} };
const thread = aPlace({ thread: 'm1' });

export interface OpenedRecords {
  readonly store: RecordStore;
  /** The store's own time. */
  readonly clock: FakeClock;
}

/** What every record store does. `openRecords` gives an empty one. */
export function recordStoreContract(openRecords: () => Promise<OpenedRecords>): void {
  const open = async (): Promise<RecordStore> => (await openRecords()).store;

  it('stores an inbound event once and remembers how it was answered', async () => {
    const store = await open();
    expect(await store.receive(aCommand('help'))).toEqual({ status: 'new' });
    expect(await store.receive(aCommand('help'))).toEqual({ status: 'known' });

    const reply = { type: 'field-errors', errors: { name: 'too long' } } as const;
    await store.commit({ ...nothing, finishes: { inboundId: aCommand('help').id }, reply });

    expect(await store.receive(aCommand('help'))).toEqual({ status: 'known', reply });
  });

  it('lists unfinished inbound events, oldest first', async () => {
    const store = await open();
    for (const text of ['one', 'two', 'three']) await store.receive(aCommand(text));
    await store.commit({ ...nothing, finishes: { inboundId: aCommand('two').id } });

    expect(await store.unfinishedInbound()).toEqual([aCommand('one'), aCommand('three')]);
  });

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

  it('keeps effects in order and begins each until it is done', async () => {
    const store = await open();
    await store.commit({ ...nothing, effects: [anEffect('e1'), anEffect('e2')] });
    expect(await store.beginEffect('e1')).toEqual({ effectId: 'e1', attempts: 0 });
    expect(await store.beginEffect('e1')).toEqual({ effectId: 'e1', attempts: 1 });
    await store.finishEffect('e2');
    await store.finishEffect('e2');

    expect(await store.beginEffect('e2')).toBeUndefined();
    expect(await store.beginEffect('unknown')).toBeUndefined();
    expect(await store.unfinishedEffects(99)).toMatchObject([{ ...anEffect('e1'), attempts: 2 }]);
  });

  it('lists as many unfinished effects as are asked for, the oldest of them', async () => {
    const store = await open();
    await store.commit({ ...nothing, effects: ['e1', 'e2', 'e3'].map((id) => anEffect(id)) });
    await store.finishEffect('e1');

    expect(await store.unfinishedEffects(1)).toMatchObject([anEffect('e2')]);
    expect(await store.unfinishedEffects(99)).toHaveLength(2);
  });

  it('cancels waiting effects of the session by key, and none that the same step adds', async () => {
    const store = await open();
    const timer = { key: 'expire', notBefore: '2026-11-03T09:00:00.000Z' };
    const record = aSession();
    await store.commit({
      ...nothing,
      session: { record, expectedVersion: 0 },
      effects: [
        anEffect('old', timer),
        anEffect('kept'),
        anEffect('other', { ...timer, streamId: 'session-2' }),
      ],
    });
    const changes: OutboxChange[] = [];
    store.onOutboxChange((change) => changes.push(change));
    await store.commit({
      ...nothing,
      session: { record: { ...record, version: 2 }, expectedVersion: 1 },
      effects: [anEffect('new', timer)],
      cancels: ['expire'],
    });

    expect(changes).toMatchObject([{ cancelledIds: ['old'], runnable: [{ id: 'new' }] }]);
    expect(await store.beginEffect('old')).toBeUndefined();
    await expect(store.commit({ ...nothing, finishes: { effectId: 'old' } })).rejects.toMatchObject(
      { kind: 'conflict' },
    );
    const waiting = await store.unfinishedEffects(99);
    expect(waiting.map(({ id }) => id)).toEqual(['kept', 'other', 'new']);
    const sequences = waiting.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((one, other) => one - other));
  });

  it('lists inbound events that were received before a time', async () => {
    const { store, clock } = await openRecords();
    await store.receive(aCommand('early'));
    await clock.advance(1_000);
    const between = clock.now().toISOString();
    await clock.advance(1_000);
    await store.receive(aCommand('late'));

    expect(await store.unfinishedInbound(between)).toEqual([aCommand('early')]);
    expect(await store.unfinishedInbound()).toHaveLength(2);
  });

  it('lets of one lane only the first run, whatever else waits', async () => {
    const store = await open();
    const changes = outboxChanges(store);
    await store.commit({
      ...nothing,
      effects: [
        anEffect('a1', { lane: 'a' }),
        anEffect('a2', { lane: 'a' }),
        anEffect('b1', { lane: 'b' }),
        anEffect('free'),
        anEffect('free-too'),
      ],
    });
    await store.commit({ ...nothing, effects: [anEffect('a3', { lane: 'a' })] });

    const first = ['a1', 'b1', 'free', 'free-too'];
    expect(changes().map(({ runnable }) => runnable)).toEqual([first]);
    expect((await store.runnableEffects()).map(({ id }) => id)).toEqual(first);
  });

  it('names the next of a lane when the one before is finished, by a step or by itself', async () => {
    const store = await open();
    const effects = ['a1', 'a2', 'a3'].map((id) => anEffect(id, { lane: 'a' }));
    await store.commit({ ...nothing, effects });
    const changes = outboxChanges(store);
    await store.beginEffect('a1');
    await store.commit({
      ...nothing,
      effects: [anEffect('a4', { lane: 'a' })],
      finishes: { effectId: 'a1' },
    });
    await store.finishEffect('a2');
    await store.finishEffect('a2');

    expect(changes().map(({ runnable }) => runnable)).toEqual([['a2'], ['a3']]);
    const runnable = await store.runnableEffects();
    expect(runnable).toMatchObject([{ id: 'a3', lane: 'a', pool: 'work', attempts: 0 }]);
  });

  it('names the next of a lane when the first is cancelled, also where both come in one step', async () => {
    const store = await open();
    const record = aSession();
    const effects = [
      anEffect('a1', { lane: 'a', key: 'thinking' }),
      anEffect('a2', { lane: 'a', key: 'thinking' }),
    ];
    await store.commit({ ...nothing, session: { record, expectedVersion: 0 }, effects });
    const changes = outboxChanges(store);
    await store.commit({
      ...nothing,
      session: { record: { ...record, version: 2 }, expectedVersion: 1 },
      effects: [anEffect('a3', { lane: 'a' })],
      cancels: ['thinking'],
    });

    expect(changes()).toEqual([{ runnable: ['a3'], cancelled: ['a1', 'a2'] }]);
    expect((await store.runnableEffects()).map(({ id }) => id)).toEqual(['a3']);
  });

  it('lists runnable effects that are due before a time', async () => {
    const { store, clock } = await openRecords();
    const inMs = (ms: number): string => new Date(clock.now().getTime() + ms).toISOString();
    await store.commit({
      ...nothing,
      effects: [anEffect('now'), anEffect('timer', { notBefore: inMs(60_000) })],
    });

    expect((await store.runnableEffects(inMs(1_000))).map(({ id }) => id)).toEqual(['now']);
    expect((await store.runnableEffects(inMs(60_001))).map(({ id }) => id)).toEqual([
      'now',
      'timer',
    ]);
  });

  it('gives a turn to whoever began last, until the effect is settled', async () => {
    const store = await open();
    await store.commit({ ...nothing, effects: [anEffect('e1')] });
    const early = await turnOf(store, 'e1');
    await store.checkTurn(early);
    const late = await turnOf(store, 'e1');

    await expect(store.checkTurn(early)).rejects.toMatchObject({ kind: 'unavailable' });
    await store.checkTurn(late);
    await store.finishEffect('e1');
    await expect(store.checkTurn(late)).rejects.toMatchObject({ kind: 'unavailable' });
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

/** Ids alone, in the order of the calls. */
function outboxChanges(store: RecordStore) {
  const changes: OutboxChange[] = [];
  store.onOutboxChange((change) => changes.push(change));
  return () =>
    changes.map(({ runnable, cancelledIds }) => ({
      runnable: runnable.map(({ id }) => id),
      cancelled: cancelledIds.toSorted(),
    }));
}

async function turnOf(store: RecordStore, id: string) {
  const turn = await store.beginEffect(id);
  if (!turn) throw new Error(`${id} cannot be begun`);
  return turn;
}

function aNote(action: string) {
  return { at: '2026-11-02T09:00:00.000Z', actor: 'slack:T1:U1', action, details: { why: 'test' } };
}

async function entriesOf(store: RecordStore): Promise<AuditEntry[]> {
  return Array.fromAsync(store.audit());
}
