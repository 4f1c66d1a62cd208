import { describe, expect, it } from 'vitest';
import { aCommand, anActor, anEffect, aPlace, aSession } from '../../../test/builders.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { missingRedis } from '../../../test/redis/redis-server.ts';
import { useRedis } from '../../../test/redis/stage.ts';
import type { Session } from '../../chat/session.ts';
import { verifyAudit } from '../../domain/audit.ts';
import type { Commit, SessionChange } from '../../ports/record-store.ts';
import { createRedisRecordStore } from './record-store.ts';

const nothing: Commit = { effects: [], cancels: [], audit: [], finishes: {} };
const PATIENCE = { timeout: 20_000 };
const DAY_MS = 86_400_000;

function aNote(action: string): Commit['audit'][number] {
  const at = '2026-11-02T09:00:00.000Z';
  return { at, actor: 'slack:T1:U1', action, details: {}, sessionId: 'session-1' };
}

describe.skipIf(missingRedis())('records in Redis', () => {
  const redis = useRedis();

  /** Two stores over one Redis are two processes, as far as they know of each other. */
  function twoStores(prefix = 'dotai:') {
    const clock = createFakeClock();
    const logger = createFakeLogger();
    const one = createRedisRecordStore({ connection: redis(), clock, logger, prefix });
    const other = createRedisRecordStore({ connection: redis(), clock, logger, prefix });
    return { one, other, clock, logger };
  }

  /** Until that many processes have subscribed. Those of other tests have other channels. */
  async function subscribed(channel: string, count: number): Promise<void> {
    const heard = async () => (await redis().client.pubsub('NUMSUB', channel))[1];
    await expect.poll(heard, PATIENCE).toBe(count);
  }

  it('lets one of two processes win that decide at once', async () => {
    const { one, other } = twoStores();
    await one.receive(aCommand('help'));
    const step = (effect: string): Commit => ({
      ...nothing,
      session: { record: aSession(), expectedVersion: 0 },
      effects: [anEffect(effect)],
      finishes: { inboundId: aCommand('help').id },
    });
    const outcomes = await Promise.allSettled([one.commit(step('e1')), other.commit(step('e2'))]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: { kind: 'conflict' } });
    expect(await other.unfinishedEffects(9)).toMatchObject([{ id: 'e1' }]);
  });

  it('tells every process of a commit once, and how far it went', async () => {
    const { one, other } = twoStores('t0:');
    const heardByOne: SessionChange[] = [];
    const heardByOther: SessionChange[] = [];
    one.onSessionChange((change) => heardByOne.push(change));
    other.onSessionChange((change) => heardByOther.push(change));
    await subscribed('t0:0:session-changes', 2);
    const session = { record: aSession(), expectedVersion: 0 };
    await one.commit({ ...nothing, session, isProgress: true });
    const next = { record: aSession({ version: 2 }), expectedVersion: 1 };
    await other.commit({ ...nothing, session: next });

    const expected = [
      { sessionId: 'session-1', isProgress: true },
      { sessionId: 'session-1', isProgress: false },
    ];
    await expect.poll(() => heardByOther, PATIENCE).toEqual(expected);
    await expect.poll(() => heardByOne, PATIENCE).toEqual(expected);
  });

  it('hears of sessions again after its subscription was cut off', async () => {
    const { one, other } = twoStores('t1:');
    const heard: SessionChange[] = [];
    one.onSessionChange((change) => heard.push(change));
    await subscribed('t1:0:session-changes', 1);
    await redis().client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await subscribed('t1:0:session-changes', 1);
    await other.commit({ ...nothing, session: { record: aSession(), expectedVersion: 0 } });

    await expect.poll(() => heard.length, PATIENCE).toBe(1);
  });

  it('passes over a message on its channel that is not its own', async () => {
    const { one, other, logger } = twoStores('t2:');
    const heard: SessionChange[] = [];
    one.onSessionChange((change) => heard.push(change));
    await subscribed('t2:0:session-changes', 1);
    await redis().client.publish('t2:0:session-changes', '{"sessionId":');
    await redis().client.publish('t2:0:session-changes', '{"sessionId":7}');
    await other.commit({ ...nothing, session: { record: aSession(), expectedVersion: 0 } });

    await expect.poll(() => heard, PATIENCE).toHaveLength(1);
    expect(logger.entries.map(({ level }) => level)).toEqual(['warn', 'warn']);
  });

  it('chains the audit of processes that write at once', async () => {
    const { one, other } = twoStores();
    const notes = Array.from({ length: 100 }, (_, index) => aNote(`step-${index}`));
    await Promise.all(
      [one, other].flatMap((store) =>
        notes.map((note) => store.commit({ ...nothing, audit: [note, note] })),
      ),
    );

    const entries = await Array.fromAsync(one.audit());
    expect(verifyAudit(entries)).toEqual({ intact: true, entries: 400 });
    const actions = entries.map(({ action }) => action);
    expect(actions.toSorted()).toEqual(
      [...notes, ...notes, ...notes, ...notes].map(({ action }) => action).toSorted(),
    );
  });

  it('goes on with the chain where commits between are refused', async () => {
    const { one } = twoStores();
    await one.commit({ ...nothing, session: { record: aSession(), expectedVersion: 0 } });
    const refused = { record: aSession(), expectedVersion: 0 };
    const outcomes = await Promise.allSettled([
      one.commit({ ...nothing, audit: [aNote('first')] }),
      one.commit({ ...nothing, audit: [aNote('never')], session: refused }),
      one.commit({ ...nothing, audit: [aNote('second')] }),
      one.commit({ ...nothing, audit: [aNote('never')], session: refused }),
      one.commit({ ...nothing, audit: [aNote('third')] }),
    ]);

    expect(outcomes.map(({ status }) => status[0])).toEqual(['f', 'r', 'f', 'r', 'f']);
    const entries = await Array.fromAsync(one.audit());
    expect(verifyAudit(entries)).toEqual({ intact: true, entries: 3 });
    expect(new Set(entries.map(({ action }) => action))).toEqual(
      new Set(['first', 'second', 'third']),
    );
  });

  it('reads a trail that is longer than a page', async () => {
    const { one } = twoStores();
    for (let written = 0; written < 1_100; written += 100) {
      const audit = Array.from({ length: 100 }, (_, index) => aNote(`step-${written + index}`));
      await one.commit({ ...nothing, audit });
    }

    const entries = await Array.fromAsync(one.audit());
    expect(verifyAudit(entries)).toEqual({ intact: true, entries: 1_100 });
  });

  it('says that an effect is there twice: ids are made once, so that is a bug', async () => {
    const { one } = twoStores();
    await one.commit({ ...nothing, effects: [anEffect('e1')] });
    const again = { ...nothing, session: { record: aSession(), expectedVersion: 0 } };

    await expect(one.commit({ ...again, effects: [anEffect('e1')] })).rejects.toThrow(
      /stored already/u,
    );
    await expect(
      one.commit({ ...again, effects: [anEffect('e2'), anEffect('e2')] }),
    ).rejects.toThrow(/stored already/u);
    expect(await one.session('session-1')).toBeUndefined();
    expect(await one.unfinishedEffects(9)).toHaveLength(1);
  });

  it('lists more sessions than one script reads, each once and in order', async () => {
    const { one } = twoStores();
    const opened = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString();
    const records = Array.from({ length: 250 }, (_, index) =>
      aSession({ id: `s${index}`, openedAt: opened(index), isOpen: index % 2 === 0 }),
    );
    await Promise.all(
      records.map((record) => one.commit({ ...nothing, session: { record, expectedVersion: 0 } })),
    );
    const ids = (sessions: readonly Session[]) => sessions.map(({ id }) => id);

    const closed = ids(records.filter(({ isOpen }) => !isOpen));
    expect(ids(await one.sessions({ isOpen: false, isOldestFirst: true, limit: 120 }))).toEqual(
      closed.slice(0, 120),
    );
    expect(ids(await one.sessions({ limit: 1_000 }))).toEqual(ids(records).toReversed());
    expect(await one.sessions({ limit: 0 })).toEqual([]);
  });

  it('reads more effects and events than one script reads, in order', async () => {
    const { one } = twoStores();
    const names = Array.from({ length: 450 }, (_, index) => `n${index}`);
    await one.commit({ ...nothing, effects: names.map((name) => anEffect(name)) });
    for (const name of names) await one.receive(aCommand(name));

    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    expect(ids(await one.runnableEffects())).toEqual(names);
    expect(ids(await one.unfinishedEffects(430))).toEqual(names.slice(0, 430));
    expect(ids(await one.unfinishedInbound())).toEqual(names.map((name) => aCommand(name).id));
  });

  it('keeps words of any kind as they are', async () => {
    const { one } = twoStores();
    const odd = 'line\nbreak "quoted" \u0000 café 🚀 \ud800';
    const place = aPlace({ channel: odd, thread: odd });
    const record = aSession({ key: odd, place, owner: anActor(odd), state: { odd } });
    const effect = anEffect('e1', { lane: odd, key: odd, body: { type: 'search', odd } });
    await one.commit({
      ...nothing,
      session: { record, expectedVersion: 0 },
      effects: [effect],
    });

    expect(await one.sessions({ key: odd, owner: anActor(odd), limit: 1 })).toEqual([record]);
    expect(await one.listeningSession(place)).toEqual(record);
    expect(await one.runnableEffects()).toMatchObject([effect]);
    const next = { record: { ...record, version: 2 }, expectedVersion: 1 };
    await one.commit({ ...nothing, session: next, cancels: [odd] });
    expect(await one.runnableEffects()).toEqual([]);
  });

  it('does not read what others wrote under its keys', async () => {
    const { one } = twoStores();
    await one.commit({ ...nothing, session: { record: aSession(), expectedVersion: 0 } });
    await redis().client.hset('dotai:session:session-1', 'record', '{"id":"session-1"}');

    await expect(one.session('session-1')).rejects.toThrow(/workflow/u);
    await expect(one.sessions({ limit: 1 })).rejects.toThrow(/workflow/u);
  });

  it('knows nothing of records under another prefix', async () => {
    const { one, clock, logger } = twoStores();
    const prefix = 'another:';
    const apart = createRedisRecordStore({ connection: redis(), clock, logger, prefix });
    await one.commit({ ...nothing, session: { record: aSession(), expectedVersion: 0 } });
    await one.receive(aCommand('help'));

    expect(await apart.sessions({ limit: 9 })).toEqual([]);
    expect(await apart.receive(aCommand('help'))).toEqual({ status: 'new' });
  });

  describe('forgets', () => {
    it('finished events and settled effects after two days', async () => {
      const { one } = twoStores();
      const { client } = redis();
      await one.receive(aCommand('help'));
      const inboundId = aCommand('help').id;
      const effects = [anEffect('e1'), anEffect('e2', { key: 'timer' }), anEffect('e3')];
      await one.commit({ ...nothing, effects });
      const keys = [`dotai:inbound:${inboundId}`, 'dotai:effect:e1', 'dotai:effect:e2'];
      for (const key of keys) expect(await client.pttl(key)).toBe(-1);
      const session = { record: aSession(), expectedVersion: 0 };
      await one.commit({ ...nothing, session, finishes: { inboundId }, cancels: ['timer'] });
      await one.finishEffect('e1');

      for (const key of keys) {
        const leftMs = await client.pttl(key);
        expect(leftMs).toBeGreaterThan(2 * DAY_MS - 60_000);
        expect(leftMs).toBeLessThanOrEqual(2 * DAY_MS);
      }
      expect(await client.pttl('dotai:effect:e3')).toBe(-1);
    });

    it('conversations ninety days after their end, wholly, and never their audit', async () => {
      const { one, clock } = twoStores();
      const { client } = redis();
      const at = clock.now().toISOString();
      const over = aSession({ id: 'over', key: 'scan:c1', openedAt: at, updatedAt: at });
      const first = { record: over, expectedVersion: 0 };
      await one.commit({ ...nothing, session: first, audit: [aNote('opened')] });
      const ended = { record: { ...over, version: 2, isOpen: false }, expectedVersion: 1 };
      await one.commit({ ...nothing, session: ended });
      const open = aSession({ id: 'open', openedAt: at, updatedAt: at });
      await one.commit({ ...nothing, session: { record: open, expectedVersion: 0 } });

      await clock.advance(90 * DAY_MS);
      const next = (id: string): Commit => {
        const now = clock.now().toISOString();
        const record = aSession({ id, openedAt: now, updatedAt: now });
        return { ...nothing, session: { record, expectedVersion: 0 } };
      };
      await one.commit(next('kept to this day'));
      expect(await one.session('over')).toBeDefined();
      await clock.advance(1);
      await one.commit(next('the day after'));

      expect(await one.session('over')).toBeUndefined();
      expect(await one.session('open')).toBeDefined();
      expect(await Array.fromAsync(one.audit())).toHaveLength(1);
      const indexes = await client.keys('dotai:sessions:[[]*');
      expect(indexes.length).toBeGreaterThan(0);
      for (const index of indexes) {
        expect((await client.zrange(index, '0', '-1')).join()).not.toContain(':over');
      }
    });
  });
});
