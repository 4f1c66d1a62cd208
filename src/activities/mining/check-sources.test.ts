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
import type { Evidence } from '../../domain/mining/evidence.ts';
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

  it('goes without a look at the platform, before those that are looked up', async () => {
    const work = await quoting();
    const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 30_000 });
    work.conversations.failNext('message', slow);
    const input = { ...SOURCES, messages: ['1700000000.000900'], deleted: [...SOURCES.messages] };
    const event = await perform(work, { type: 'check-sources' }, stateAfter(input));

    expect(event).toMatchObject({ looked: [0], retryAfterMs: 30_000, removed: 1 });
    expect(await work.candidates.all()).toEqual([]);
  });

  it('is not held up by the pause of others', async () => {
    const work = await quoting();
    const input = { ...SOURCES, messages: ['1700000000.000900'], deleted: [...SOURCES.messages] };
    const effect = { type: 'check-sources', lookUpAfter: '2026-11-05T09:00:30.000Z' } as const;
    const event = await perform(work, effect, stateAfter(input));

    expect(event).toMatchObject({ looked: [0], retryAfterMs: 30_000, removed: 1 });
    expect(work.conversations.calls.filter(({ method }) => method === 'message')).toEqual([]);
  });

  it('goes on where the pause began, so that the slowest platform is read to the end', async () => {
    const work = await quoting();
    const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 30_000 });
    const messages = ['1700000000.000900', ...SOURCES.messages];
    const looks = await perform(
      work,
      { type: 'check-sources' },
      stateAfter({ ...SOURCES, messages }),
    );
    expect(looks).toMatchObject({ looked: [0, 1] });
    work.conversations.failNext('message', slow);
    const event = await perform(
      work,
      { type: 'check-sources' },
      stateAfter({ ...SOURCES, messages }),
    );

    expect(event).toMatchObject({ looked: [], retryAfterMs: 30_000 });
  });

  it('takes along what was read from a file that it carried, as a deleted file does', async () => {
    const file = {
      type: 'document',
      name: 'a.md',
      digest: 'd',
      anchor: '#a',
      fileId: 'F1',
    } as const;
    const carrier = {
      platform: 'slack',
      workspace: 'T1',
      channel: 'C1',
      message: MESSAGE ?? '',
    } as const;
    const quoted = (source: Evidence['source']) =>
      quoting({ evidence: [anEvidence({ source, quote: QUOTE })] });
    const carried = await quoted({ ...file, carrier });
    await runJob(carried, { ...SOURCES, messages: [], deleted: [...SOURCES.messages] });
    expect(await carried.candidates.all()).toEqual([]);
    const shared = await quoted(file);
    await runJob(shared, { ...SOURCES, messages: [], files: ['F1'] });
    expect(await shared.candidates.all()).toEqual([]);
  });

  it.each([
    { now: 'still carries it', files: ['F1'], left: 1 },
    { now: 'carries another one', files: ['F2'], left: 0 },
  ])('leaves what was read from a file while the message $now', async ({ files, left }) => {
    const source = {
      type: 'document',
      name: 'a.md',
      digest: 'd',
      anchor: '#a',
      fileId: 'F1',
      carrier: { platform: 'slack', workspace: 'T1', channel: 'C1', message: MESSAGE ?? '' },
    } as const;
    const work = await quoting({ evidence: [anEvidence({ source, quote: QUOTE })] });
    work.conversations.say('C1', {
      id: MESSAGE ?? '',
      text: 'Learn from this, please.',
      files: files.map((id) => ({ id, name: 'a.md' })),
    });
    await runJob(work, SOURCES);

    expect(await work.candidates.all()).toHaveLength(left);
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

  it('keeps no quote that it denies now', async () => {
    const quote = 'use RDS directly';
    const work = await quoting({ evidence: [anEvidence({ message: MESSAGE ?? '', quote })] });
    work.conversations.say('C1', { id: MESSAGE ?? '', text: `Never ${quote}.` });
    await runJob(work, SOURCES);

    expect(await work.candidates.all()).toEqual([]);
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
