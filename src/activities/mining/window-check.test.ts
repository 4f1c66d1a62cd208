import { expect, it } from 'vitest';
import { CHANNEL_INPUT } from '../../../test/mining-channel.ts';
import { aMiningWork, runJob } from '../../../test/mining-work.ts';
import { aCandidate, anEvidence } from '../../../test/pattern-builders.ts';
import { Failure } from '../../domain/failure.ts';
import { checkWindow } from './window-check.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const window = { place, seen: [], from: '1793000000.000000', before: undefined };
const QUOTE = 'whatever is public in AWS needs an internet gateway';

function idOf(index: number): string {
  return `17930${String(index).padStart(5, '0')}.000100`;
}

/** So many messages that are quoted and still there, each behind the same candidate. */
async function quoted(count: number) {
  const evidence = Array.from({ length: count }, (_, index) =>
    anEvidence({ id: `evi-${index}`, message: idOf(index), quote: QUOTE }),
  );
  const work = await aMiningWork({ candidates: [aCandidate()], evidence, channel: {} });
  for (const one of evidence) {
    if (one.source.type === 'message')
      work.conversations.say('C1', { id: one.source.message, text: QUOTE });
  }
  const looks = (): readonly string[] =>
    work.conversations.calls
      .filter(({ method }) => method === 'message')
      .map(({ what }) => what.split(' ').at(-1) ?? '');
  return { work, looks };
}

const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 30_000 });

it('drops what was read edited, however slow single messages are', async () => {
  const { work } = await quoted(3);
  work.conversations.failNext('message', slow, 10);
  const newest = work.conversations.say('C1', { id: '1793000009.000100', text: 'Never mind.' });
  const seen = [{ ...newest, id: idOf(0) }];
  const checked = await checkWindow(work, { ...window, seen });

  expect(checked).toMatchObject({ removed: 1, withdrawn: [] });
  expect(await work.candidates.evidence('cand-0123456789ab')).toHaveLength(2);
});

it('looks up all in turn, however many there are', async () => {
  const { work, looks } = await quoted(120);
  for (const _ of [1, 2, 3]) await checkWindow(work, window);

  expect(looks().slice(0, 120).toSorted()).toEqual(
    Array.from({ length: 120 }, (_, index) => idOf(index)).toSorted(),
  );
});

it('goes on after a pause that the platform asks for, and forgets where once all had their turn', async () => {
  const { work, looks } = await quoted(3);
  for (const _ of [1, 2, 3]) {
    work.conversations.failAfter('message', 1, slow);
    await checkWindow(work, window);
  }
  // Each time one, and the next in vain.
  expect(looks()).toEqual([2, 1, 1, 0, 0, 2].map(idOf));
  expect(await work.channels.get('slack:T1:C1')).toMatchObject({ lookedUp: [idOf(0)] });
  await checkWindow(work, window);

  expect(await work.channels.get('slack:T1:C1')).not.toHaveProperty('lookedUp');
});

it('keeps the places of other stretches', async () => {
  const { work } = await quoted(120);
  await checkWindow(work, { ...window, from: idOf(60) });
  await checkWindow(work, { ...window, before: idOf(60) });

  expect(await work.channels.get('slack:T1:C1')).toMatchObject({ lookedUp: [idOf(10), idOf(70)] });
});

it('tells the job what went, for its audit', async () => {
  const work = await aMiningWork({
    channel: {},
    candidates: [aCandidate()],
    evidence: [anEvidence({ message: '1793000000.000100', quote: QUOTE })],
  });
  work.conversations.say('C1', { id: '1793000000.000200', text: 'Good morning.' });
  const { audit } = await runJob(work, CHANNEL_INPUT);

  expect(audit).toContainEqual(
    expect.objectContaining({
      action: 'quotes-removed',
      details: { removed: '1', withdrawn: 'cand-0123456789ab' },
    }),
  );
});
