import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/builders.ts';
import {
  callsOf,
  CHANNEL_INPUT,
  DATABASE,
  GATEWAY,
  openedChannel,
} from '../../../test/mining-channel.ts';
import { aMinedChannel, aMiningWork, NOW, perform, runJob } from '../../../test/mining-work.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { Failure } from '../../domain/failure.ts';
import type { LanguageModel } from '../../ports/language-model.ts';

describe('reading a channel', () => {
  it('finds what is laid down in it and in its threads, with addresses', async () => {
    const { work, ids } = await openedChannel();
    const { state, asked } = await runJob(work, CHANNEL_INPUT);
    const candidates = await work.candidates.all();
    const evidence = await Promise.all(candidates.map(({ id }) => work.candidates.evidence(id)));
    const sources = evidence.flat().map(({ source }) => source);

    expect(state).toMatchObject({ stage: 'done', counts: { messages: 63, found: 2 } });
    expect(sources).toContainEqual(expect.objectContaining({ message: ids.database }));
    expect(sources).toContainEqual(expect.objectContaining({ message: ids.gateway }));
    expect(evidence.flat().every(({ url }) => url !== undefined)).toBe(true);
    expect(candidates[0]?.origins).toMatchObject([{ type: 'channel', label: '#platform' }]);
    expect(asked.filter(({ type }) => type === 'open')).toHaveLength(2);
    expect(state.counts.understood).toBeLessThan(state.counts.conversations / 5);
  });

  it('finds the same whatever a page holds, and wherever the process dies', async () => {
    const whole = await openedChannel();
    await runJob(whole.work, CHANNEL_INPUT);
    const expected = (await whole.work.candidates.all()).map(({ id }) => id).toSorted();
    const torn = await openedChannel();
    torn.work.conversations.pageSize = 15;
    const { state } = await runJob(torn.work, CHANNEL_INPUT, { onEffect: () => 'die-after' });
    const found = await torn.work.candidates.all();

    expect(state).toMatchObject({ stage: 'done', counts: { messages: 63 } });
    expect(found.map(({ id }) => id).toSorted()).toEqual(expected);
    expect(found.every(({ version, foundIn }) => version === 1 && foundIn === 1)).toBe(true);
    expect(state.candidates.toSorted()).toEqual(expected);
  });

  it('goes on where it was asked to slow down, and asks for nothing twice', async () => {
    const { work } = await openedChannel();
    work.conversations.pageSize = 15;
    const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 60_000 });
    work.conversations.failNext('thread', slow);
    work.conversations.failNext('history', slow);
    const { state, waits } = await runJob(work, CHANNEL_INPUT);

    expect(state).toMatchObject({ stage: 'done', counts: { found: 2, messages: 63 } });
    expect(waits.length).toBeGreaterThanOrEqual(2);
    expect(callsOf(work, 'thread')).toHaveLength(2);
  });

  it('reads no further back than was asked for', async () => {
    const work = await aMiningWork({ channel: {} });
    work.conversations.say('C1', { id: '1700000000.000100', text: GATEWAY });
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(state.counts).toMatchObject({ messages: 0, found: 0 });
  });

  it('stops where a curator closes the channel meanwhile, and keeps what it found', async () => {
    const { work } = await openedChannel();
    work.conversations.pageSize = 15;
    let pages = 0;
    const { state } = await runJob(work, CHANNEL_INPUT, {
      onEffect: ({ type }) => {
        if (type === 'mine-page') pages += 1;
        if (pages === 2) {
          void work.channels.save(aMinedChannel({ version: 2, isOn: false }));
        }
        return undefined;
      },
    });

    expect(state).toMatchObject({ stage: 'cancelled', isClosed: true, counts: { found: 2 } });
    expect(await work.candidates.all()).toHaveLength(2);
    expect(await work.channels.get('slack:T1:C1')).toMatchObject({
      isOn: false,
      minedFrom: state.reached,
      minedUntil: state.newest,
    });
  });

  it('stores nothing of a page that was being understood when the channel was closed', async () => {
    const offline = createOfflineModel();
    const closing: { close: () => Promise<void> } = { close: async () => undefined };
    const model: LanguageModel = {
      name: 'slow',
      async ask(task, input, asking) {
        await closing.close();
        return offline.ask(task, input, asking);
      },
    };
    const { work } = await openedChannel({ over: { model } });
    closing.close = async () => work.channels.save(aMinedChannel({ version: 2, isOn: false }));
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(state).toMatchObject({ stage: 'cancelled', isClosed: true, counts: { found: 0 } });
    expect(await work.candidates.all()).toEqual([]);
  });

  it('reads a long thread on where it was interrupted, and it alone', async () => {
    const work = await aMiningWork({ channel: {} });
    const { conversations } = work;
    const head = conversations.say('C1', { text: 'How do teams get a database?' });
    for (let count = 0; count < 60; count += 1) {
      conversations.say('C1', { thread: head.id, text: `Lunch number ${count}, anybody?` });
    }
    conversations.say('C1', { thread: head.id, text: DATABASE });
    conversations.say('C1', { text: GATEWAY });
    conversations.pageSize = 15;
    const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 60_000 });
    const { state } = await runJob(work, CHANNEL_INPUT, {
      onEffect: ({ type }) => {
        if (type !== 'mine-page') return undefined;
        // One page of a thread, and then a pause.
        work.conversations.failAfter('thread', 1, slow);
        return undefined;
      },
    });
    const asked = callsOf(work, 'thread').map((what) => what.split(' ')[2]);

    expect(state).toMatchObject({ stage: 'done', counts: { found: 2, messages: 63 } });
    expect(new Set(asked.filter((after) => after !== undefined)).size).toBe(4);
    const [database] = (await work.candidates.all()).filter(({ title }) =>
      /database/iu.test(title),
    );
    const quoted = await work.candidates.evidence(database?.id ?? '');
    expect(quoted.every(({ quote }) => DATABASE.includes(quote))).toBe(true);
  });

  it('notes how far it was read', async () => {
    const { work } = await openedChannel();
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(await work.channels.get('slack:T1:C1')).toMatchObject({
      version: 2,
      minedFrom: state.oldest,
      minedUntil: state.newest,
      lastMinedAt: NOW,
    });
  });

  it('notes how far it came where it was cancelled', async () => {
    const { work } = await openedChannel();
    const { state } = await runJob(work, CHANNEL_INPUT);
    const reached = '1791300000.000100';
    const fresh = await openedChannel();
    const cancelled = {
      ...state,
      stage: 'finishing',
      cancelledBy: anActor('U1'),
      reached,
    } as const;
    await perform(fresh.work, { type: 'record-mining' }, cancelled);
    const known = await openedChannel({
      channel: { minedFrom: '1780000000.000000', minedUntil: '1791200000.000000' },
    });
    await perform(known.work, { type: 'record-mining' }, cancelled);

    expect(await fresh.work.channels.get('slack:T1:C1')).toMatchObject({
      minedFrom: reached,
      minedUntil: state.newest,
    });
    // What lies between was not read: both stretches are noted.
    expect(await known.work.channels.get('slack:T1:C1')).toMatchObject({
      minedFrom: '1780000000.000000',
      minedUntil: '1791200000.000000',
      ahead: { from: reached, until: state.newest },
    });
  });
});
