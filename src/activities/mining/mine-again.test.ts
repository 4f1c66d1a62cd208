import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  callsOf,
  CHANNEL_INPUT,
  DATABASE,
  GATEWAY,
  openedChannel,
} from '../../../test/mining-channel.ts';
import { aMiningWork, runJob } from '../../../test/mining-work.ts';
import { aCandidate, anEvidence } from '../../../test/pattern-builders.ts';
import { reviewKey } from '../../workflows/candidate/state.ts';

describe('the next time', () => {
  const mined = { minedFrom: '1786000000.000000', minedUntil: '1793300000.000000' };

  it('reads two weeks again and asks only about what is new', async () => {
    const { work } = await openedChannel({ channel: mined });
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(Number(state.oldest)).toBe(1_793_300_000 - 14 * 86_400);
    expect(state.counts).toMatchObject({ understood: 0, found: 0 });
    expect(callsOf(work, 'thread')).toEqual([]);
  });

  it('finds what was answered in an old thread, and what was edited', async () => {
    const work = await aMiningWork({ channel: mined });
    const head = work.conversations.say('C1', { id: '1793000000.000100', text: 'A database?' });
    const editedAt = '2026-11-01T09:00:00.000Z';
    work.conversations.say('C1', { id: '1793100000.000100', text: GATEWAY, editedAt });
    work.conversations.say('C1', { id: '1793400000.000100', thread: head.id, text: DATABASE });
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(callsOf(work, 'thread')).toEqual([`C1 ${head.id}`]);
    expect(state.counts).toMatchObject({ found: 2 });
  });

  it('counts what is new, and not what was read before beside it', async () => {
    const work = await aMiningWork({ channel: mined });
    const head = work.conversations.say('C1', { id: '1793000000.000100', text: 'A database?' });
    for (const minute of [1, 2, 3]) {
      work.conversations.say('C1', { id: `179310${minute}000.000100`, text: `Lunch, ${minute}?` });
    }
    work.conversations.say('C1', { id: '1793000060.000100', thread: head.id, text: 'Which one?' });
    work.conversations.say('C1', { id: '1793400000.000100', thread: head.id, text: DATABASE });
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(state.counts).toMatchObject({ messages: 1, found: 1 });
  });

  it('finds what was answered in any thread of the time that somebody says', async () => {
    const work = await aMiningWork({ channel: mined });
    const head = work.conversations.say('C1', { id: '1791000000.000100', text: 'A database?' });
    work.conversations.say('C1', { id: '1790900000.000100', text: GATEWAY });
    work.conversations.say('C1', { id: '1793400000.000100', thread: head.id, text: DATABASE });
    expect((await runJob(work, CHANNEL_INPUT)).state.counts).toMatchObject({ found: 0 });
    const said = await aMiningWork({ channel: mined, over: { conversations: work.conversations } });
    const { state } = await runJob(said, { ...CHANNEL_INPUT, isSaid: true });

    expect(state.counts).toMatchObject({ understood: 1, found: 1 });
    expect(await said.channels.get('slack:T1:C1')).toMatchObject({ minedFrom: mined.minedFrom });
  });

  it('reads all of it where more is asked for than was read', async () => {
    const { work } = await openedChannel({ channel: { ...mined, minedFrom: '1793000000.000000' } });
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(state.counts).toMatchObject({ found: 2 });
    expect(await work.channels.get('slack:T1:C1')).toMatchObject({ minedFrom: state.oldest });
  });

  it('drops quotes whose message was deleted or edited while nobody looked', async () => {
    const gone = '1793000000.000100';
    const changed = '1793000100.000100';
    const candidates = [
      aCandidate(),
      aCandidate({ id: 'cand-aaaaaaaaaaaa', title: 'Another', resources: [] }),
    ];
    const quote = 'whatever is public in AWS needs an internet gateway';
    const evidence = [
      anEvidence({ message: gone }),
      anEvidence({
        id: 'evi-aaaaaaaaaaaaaaaa',
        candidateId: 'cand-aaaaaaaaaaaa',
        message: changed,
        quote,
      }),
      anEvidence({ id: 'evi-bbbbbbbbbbbbbbbb', candidateId: 'cand-aaaaaaaaaaaa', quote }),
    ];
    const work = await aMiningWork({ channel: mined, candidates, evidence });
    work.conversations.say('C1', { id: changed, text: 'Never mind.' });
    const review = aSession({
      id: 'review-1',
      workflow: 'candidate',
      key: reviewKey('cand-0123456789ab'),
    });
    await work.store.commit({
      session: { record: review, expectedVersion: 0 },
      effects: [],
      cancels: [],
      audit: [],
      finishes: {},
    });
    const { asked } = await runJob(work, CHANNEL_INPUT);

    expect((await work.candidates.all()).map(({ id }) => id)).toEqual(['cand-aaaaaaaaaaaa']);
    expect((await work.candidates.evidence('cand-aaaaaaaaaaaa')).map(({ id }) => id)).toEqual([
      'evi-bbbbbbbbbbbbbbbb',
    ]);
    expect(asked).toMatchObject([
      { type: 'raise', sessionId: 'review-1', event: { type: 'candidate-changed' } },
    ]);
  });
});
