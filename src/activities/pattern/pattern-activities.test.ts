import { describe, expect, it } from 'vitest';
import {
  aCandidate,
  aDatabasePattern,
  anEvidence,
  aPattern,
  INTERNET_GATEWAY,
  SQL_CLAIM,
} from '../../../test/pattern-builders.ts';
import {
  aPatternTalk,
  EDIT,
  FOUND,
  givenPattern,
  TO_COMPARING,
  TO_RATIONALE,
  TO_REVIEW,
} from '../../../test/pattern-talk.ts';
import { aContext, aPatternWork } from '../../../test/pattern-work.ts';
import { transition } from '../../workflows/pattern/transition.ts';

const COMPARE = { type: 'compare-patterns' } as const;
const LOAD = { type: 'load-pattern' } as const;

describe('looking things up', () => {
  it('suggests further words, none that is kept already', async () => {
    const { activities } = await aPatternWork();
    const state = { ...aPatternTalk(), name: 'databases', triggers: ['RDS', 'Aurora'] };
    const event = await activities['find-words']({ type: 'find-words' }, aContext(state));

    expect(event?.suggested.length).toBeGreaterThan(0);
    expect(event?.suggested.map((word) => word.toLowerCase())).not.toContain('rds');
  });

  it('offers resources by its name and words, each in a line', async () => {
    const { activities } = await aPatternWork();
    const context = aContext({ ...aPatternTalk(), name: 'public things', triggers: ['internet'] });
    const event = await activities['find-resources']({ type: 'find-resources' }, context);

    expect(event?.offered).toEqual([
      {
        kind: expect.objectContaining({ kind: 'InternetGateway' }),
        description: 'InternetGateway connects a network with the internet.',
      },
    ]);
  });

  it('writes a reason about its resources that says when it applies', async () => {
    const { activities } = await aPatternWork();
    const context = aContext(aPatternTalk(TO_RATIONALE));
    const event = await activities['write-rationale']({ type: 'write-rationale' }, context);

    expect(event).toMatchObject({ type: 'rationale-written', by: 'offline' });
    expect(event?.text).toContain('InternetGateway is there to connect a network');
    expect(event?.text).toContain(
      'run natively in AWS, for something that is reached from outside',
    );
  });
});

describe('comparing', () => {
  const state = aPatternTalk(TO_COMPARING);

  it('reads when it applies, and finds what says nearly the same of this cluster', async () => {
    const twin = aPattern({ id: 'pat-twin', status: 'draft' });
    const elsewhere = aPattern({ id: 'pat-else', clusterId: 'other' });
    const self = aPattern({ id: state.patternId });
    const patterns = [twin, elsewhere, self, aDatabasePattern()];
    const { activities } = await aPatternWork({ patterns });
    const event = await activities['compare-patterns'](COMPARE, aContext(state));

    expect(event?.similar).toMatchObject([{ id: 'pat-twin', name: twin.name, isSame: true }]);
    expect(event?.similar[0]?.reason).toContain('InternetGateway');
    expect(event?.conditions).toMatchObject({ providers: ['aws'], exposure: 'public' });
  });

  it('never demands a cloud of what is portable', async () => {
    const { activities } = await aPatternWork();
    const portable = { ...state, name: 'Golden path DB', resources: [SQL_CLAIM] };
    const event = await activities['compare-patterns'](COMPARE, aContext(portable));

    expect(event?.conditions.providers).toEqual([]);
  });

  it('says whether its author is a curator now', async () => {
    const [curator, other] = [await aPatternWork(), await aPatternWork({ curators: ['UCLEO'] })];
    const comparing = { curator, other };
    const compare = (who: keyof typeof comparing) =>
      comparing[who].activities['compare-patterns'](COMPARE, aContext(state));

    expect((await compare('curator'))?.isDraft).toBe(false);
    expect((await compare('other'))?.isDraft).toBe(true);
  });

  it('waits for the records and for the cluster', async () => {
    const work = await aPatternWork();
    work.book.setDown(true);
    const compare = () => work.activities['compare-patterns'](COMPARE, aContext(state));
    await expect(compare()).rejects.toMatchObject({ kind: 'unavailable' });
    work.book.setDown(false);
    work.cluster.setDown(true);

    await expect(compare()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('loading what it begins with', () => {
  it('gives the newest version, and whether somebody set its conditions', async () => {
    const set = aPattern({ conditions: { providers: [], groups: [], purposes: ['caches'] } });
    const read = await aPatternWork({ patterns: [aPattern({ version: 2 })] });
    const own = await aPatternWork({ patterns: [set] });
    const context = aContext(aPatternTalk([], EDIT));

    const event = await read.activities['load-pattern'](LOAD, context);
    expect(event).toMatchObject({ pattern: { version: 2 }, evidenceCount: 0 });
    expect(event).not.toHaveProperty('areConditionsOwn');
    expect(await own.activities['load-pattern'](LOAD, context)).toMatchObject({
      areConditionsOwn: true,
    });
    const none = await aPatternWork();
    expect(await none.activities['load-pattern'](LOAD, context)).not.toHaveProperty('pattern');
  });

  it('gives a candidate with the number of its quotes, while it is open', async () => {
    const setting = { candidates: [aCandidate()], quotes: [anEvidence()] };
    const { activities } = await aPatternWork(setting);
    const context = aContext(aPatternTalk([], FOUND));

    expect(await activities['load-pattern'](LOAD, context)).toMatchObject({
      candidate: { id: FOUND.candidateId },
      evidenceCount: 1,
    });
    for (const other of [aCandidate({ status: 'rejected' }), aCandidate({ type: 'policy' })]) {
      const work = await aPatternWork({ ...setting, candidates: [other] });
      const event = await work.activities['load-pattern'](LOAD, context);
      expect(event).not.toHaveProperty('candidate');
    }
  });

  it('gives the pattern that it is merged into', async () => {
    const { activities } = await aPatternWork({
      patterns: [aDatabasePattern()],
      candidates: [aCandidate()],
    });
    const into = { ...FOUND, intoPatternId: aDatabasePattern().id };
    const merging = { ...aPatternTalk(TO_REVIEW), mergeInto: aDatabasePattern().id };

    for (const state of [aPatternTalk([], into), merging]) {
      expect(await activities['load-pattern'](LOAD, aContext(state))).toMatchObject({
        pattern: { name: 'DevOps Toolkit DB' },
      });
    }
  });
});

it('an edit that changes nothing says what there was, in every field', async () => {
  const stored = aPattern({ version: 2 });
  const work = await aPatternWork({ patterns: [stored] });
  let state = aPatternTalk([], EDIT);
  const loaded = await work.activities['load-pattern'](LOAD, aContext(state));
  if (loaded) ({ state } = transition(state, loaded));
  const compared = await work.activities['compare-patterns'](COMPARE, aContext(state));
  if (compared) ({ state } = transition(state, compared));
  ({ state } = transition(state, givenPattern({ owner: stored.owner })));
  ({ state } = transition(state, { type: 'storing-asked', at: stored.changedAt }));
  await work.activities['store-pattern']({ type: 'store-pattern' }, aContext(state));

  const { changedBy, changedAt, version, ...rest } = stored;
  expect(await work.book.get(stored.id)).toMatchObject({ ...rest, version: version + 1 });
  expect([changedBy, changedAt]).not.toContain('slack:T1:UANA');
  expect(rest.resources).toEqual([INTERNET_GATEWAY]);
});
