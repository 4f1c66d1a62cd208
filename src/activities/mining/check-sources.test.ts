import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  aMiningWork,
  type MiningSetting,
  type MiningWork,
  perform,
  runJob,
} from '../../../test/mining-work.ts';
import { SOURCES, stateAfter } from '../../../test/mining-events.ts';
import { aCandidate, anEvidence } from '../../../test/pattern-builders.ts';
import { Failure } from '../../domain/failure.ts';
import { reviewKey } from '../../workflows/candidate/state.ts';

const [MESSAGE] = SOURCES.messages;
const QUOTE = 'whatever is public in AWS needs an internet gateway';

async function quoting(setting: MiningSetting = {}) {
  return aMiningWork({
    candidates: [aCandidate()],
    evidence: [anEvidence({ message: MESSAGE ?? '', quote: QUOTE })],
    ...setting,
  });
}

async function isReviewed({ store }: MiningWork, candidateId: string): Promise<void> {
  const record = aSession({ id: 'review-1', workflow: 'candidate', key: reviewKey(candidateId) });
  const nothing = { effects: [], cancels: [], audit: [], finishes: {} };
  await store.commit({ session: { record, expectedVersion: 0 }, ...nothing });
}

describe('a message that was deleted', () => {
  it('takes its quotes along, and the candidate that has no other', async () => {
    const work = await quoting();
    await isReviewed(work, 'cand-0123456789ab');
    const { state, asked } = await runJob(work, SOURCES);

    expect(await work.candidates.all()).toEqual([]);
    expect(await work.candidates.evidence('cand-0123456789ab')).toEqual([]);
    expect(asked).toMatchObject([{ type: 'raise', sessionId: 'review-1' }]);
    expect(JSON.stringify(state)).not.toContain(QUOTE);
  });

  it('leaves a candidate that has other quotes', async () => {
    const work = await quoting({
      evidence: [
        anEvidence({ message: MESSAGE ?? '', quote: QUOTE }),
        anEvidence({ id: 'evi-aaaaaaaaaaaaaaaa' }),
      ],
    });
    await runJob(work, SOURCES);

    expect(await work.candidates.all()).toHaveLength(1);
    expect(await work.candidates.evidence('cand-0123456789ab')).toHaveLength(1);
  });

  it.each(['accepted', 'rejected', 'merged'] as const)(
    'leaves what was %s as it was decided, without its quote',
    async (status) => {
      const work = await quoting({ candidates: [aCandidate({ status })] });
      await runJob(work, SOURCES);

      expect(await work.candidates.all()).toMatchObject([{ status }]);
      expect(await work.candidates.evidence('cand-0123456789ab')).toEqual([]);
    },
  );

  it('withdraws its candidate also where the process died in between', async () => {
    const work = await quoting();
    await work.candidates.removeSource(JSON.stringify(['slack', 'T1', 'C1', MESSAGE ?? '']));
    const event = await perform(work, { type: 'check-sources' }, stateAfter(SOURCES), 1);

    expect(event).toMatchObject({ type: 'sources-checked', withdrawn: ['cand-0123456789ab'] });
    expect(await work.candidates.all()).toEqual([]);
  });

  it('is looked up again where the platform asks to slow down', async () => {
    const work = await quoting();
    const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 30_000 });
    work.conversations.failNext('message', slow);
    const { waits } = await runJob(work, SOURCES);

    expect(waits).toHaveLength(1);
    expect(await work.candidates.all()).toEqual([]);
  });

  it('that cannot be looked up takes nothing along', async () => {
    const work = await quoting();
    work.conversations.channels.clear();

    await expect(runJob(work, SOURCES)).rejects.toThrow('I am not in that channel');
    expect(await work.candidates.all()).toHaveLength(1);
  });
});

describe('a message that was edited', () => {
  it('keeps the quotes that it still holds, and loses the others', async () => {
    const work = await quoting({
      evidence: [
        anEvidence({ message: MESSAGE ?? '', quote: QUOTE }),
        anEvidence({ id: 'evi-aaaaaaaaaaaaaaaa', message: MESSAGE ?? '', quote: 'and a route' }),
      ],
    });
    work.conversations.say('C1', {
      id: MESSAGE ?? '',
      text: `We agreed that ${QUOTE}, nothing else.`,
    });
    await runJob(work, SOURCES);

    const left = await work.candidates.evidence('cand-0123456789ab');
    expect(left.map(({ quote }) => quote)).toEqual([QUOTE]);
  });

  it('keeps no quote of which a part is hidden now', async () => {
    const quote = 'the token is [hidden]';
    const work = await quoting({
      evidence: [anEvidence({ message: MESSAGE ?? '', quote: QUOTE })],
    });
    work.conversations.say('C1', { id: MESSAGE ?? '', text: `now ${quote}` });
    await runJob(work, SOURCES);

    expect(await work.candidates.all()).toEqual([]);
  });
});
