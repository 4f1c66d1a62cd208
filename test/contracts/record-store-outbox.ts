import { expect, it } from 'vitest';
import type { OutboxChange, RecordStore } from '../../src/ports/record-store.ts';
import { anEffect, aSession } from '../builders.ts';
import { nothing, type OpenedRecords } from './record-store-stage.ts';

/** What every record store does with effects. */
export function outboxContract(openRecords: () => Promise<OpenedRecords>): void {
  const open = async (): Promise<RecordStore> => (await openRecords()).store;

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

  it('leaves out effects of another version, and logs each once without its body', async () => {
    const { store, logger } = await openRecords();
    const changes = outboxChanges(store);
    const body = { type: 'search', text: 'secret words' };
    const later = (id: string, lane?: string) =>
      Object.assign(anEffect(id, { body, lane }), { pool: 'slow' });
    const free = ['one', 'two'].map((id) => anEffect(id));
    await store.commit({ ...nothing, effects: [anEffect('a1', { lane: 'a' }), later('a2', 'a')] });
    await store.commit({ ...nothing, effects: [later('later'), ...free] });
    await store.commit({ ...nothing, finishes: { effectId: 'a1' } });

    for (const _look of [1, 2]) {
      for (const look of [store.runnableEffects(), store.unfinishedEffects(99)]) {
        expect((await look).map(({ id }) => id)).toEqual(['one', 'two']);
      }
    }
    expect(changes().flatMap(({ runnable }) => runnable)).not.toContain('a2');
    const told = logger.entries.map(({ level, fields }) => ({ level, ...fields }));
    expect(told.toSorted(byId)).toEqual([
      { level: 'warn', id: 'a2', type: 'search' },
      { level: 'warn', id: 'later', type: 'search' },
    ]);
    expect(JSON.stringify(logger.entries)).not.toContain('secret words');
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
}

function byId(one: Readonly<Record<string, unknown>>, other: typeof one): number {
  return String(one['id']).localeCompare(String(other['id']));
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
