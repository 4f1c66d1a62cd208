import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/builders.ts';
import { callsOf, CHANNEL_INPUT, GATEWAY, openedChannel } from '../../../test/mining-channel.ts';
import { aMinedChannel, aMiningWork, NOW, perform, runJob } from '../../../test/mining-work.ts';
import { Failure } from '../../domain/failure.ts';

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
    expect(candidates[0]?.origins).toEqual([{ type: 'channel', label: '#platform' }]);
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

    expect(state).toMatchObject({ stage: 'refused', counts: { found: 2 } });
    expect(await work.candidates.all()).toHaveLength(2);
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
    // What lies between was not read: the longer stretch stays noted.
    expect(await known.work.channels.get('slack:T1:C1')).toMatchObject({
      version: 1,
      minedUntil: '1791200000.000000',
    });
  });
});
