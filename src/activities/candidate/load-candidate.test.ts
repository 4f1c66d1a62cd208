import { describe, expect, it } from 'vitest';
import { anActor, aSession } from '../../../test/builders.ts';
import { CURATOR, granted, loaded, policy, reviewOf } from '../../../test/candidate-talk.ts';
import { aCandidateWork, aReviewContext } from '../../../test/candidate-work.ts';
import {
  aCandidate,
  aDatabasePattern,
  anEvidence,
  aPattern,
} from '../../../test/pattern-builders.ts';
import type { ActivityContext } from '../activity.ts';
import type { Session } from '../../chat/session.ts';
import { Failure } from '../../domain/failure.ts';
import type { Claim } from '../../domain/mining/evidence.ts';
import { CandidateEvent, QUOTES_SHOWN } from '../../workflows/candidate/state.ts';
import { tellingQuotes } from './telling-quotes.ts';

async function load(setting: Parameters<typeof aCandidateWork>[0]) {
  return CandidateEvent.parse(await loadOnce(aCandidateWork(setting)));
}

function loadOnce(
  { activities }: ReturnType<typeof aCandidateWork>,
  over: Partial<ActivityContext> = {},
) {
  const context = aReviewContext(reviewOf(), over);
  return activities['load-candidate']({ type: 'load-candidate' }, context);
}

function quote(claim: Claim, words: string, about?: string) {
  const id = `evi-${words}`;
  return anEvidence({ id, message: words, claim, quote: words, about });
}

describe('loading a candidate', () => {
  it('gives it with its quotes, and when it would apply', async () => {
    expect(await load({})).toMatchObject({
      candidate: aCandidate(),
      evidence: [anEvidence()],
      evidenceCount: 1,
      when: 'solutions that run natively in AWS, for something that is reached from outside',
      targets: [],
    });
  });

  it.each([
    [
      'Deployments in production: Deployment',
      'every request that it is found for; people judge whether it is for “Deployments in production”',
    ],
    ['Deployments: Deployment', 'every request that it is found for'],
    ['Deployment and its budget', 'every request that it is found for'],
  ])('says what of its title no condition holds: %s', async (title, when) => {
    const resources = [
      { group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespaced: true },
    ];
    const candidate = aCandidate({
      title,
      resources,
      triggers: ['deployment'],
      rationale: 'It must stay up.',
    });

    expect(await load({ candidates: [candidate] })).toMatchObject({ when });
  });

  it('gives no more quotes than are shown, and counts them all', async () => {
    const evidence = Array.from({ length: 30 }, (_, index) => quote('reason', `words ${index}`));
    const event = await load({ evidence });

    expect(event).toMatchObject({ evidenceCount: 30 });
    expect(event).toHaveProperty('evidence.length', QUOTES_SHOWN);
  });

  it('counts one quote once, and gives all that it shows', async () => {
    const names = ['Deployment', 'Service', 'NetworkPolicy'];
    const evidence = [
      ...names.map((about) => anEvidence({ id: `evi-${about}`, about })),
      quote('reason', 'because'),
    ];

    expect(await load({ evidence })).toMatchObject({
      evidence: [
        { quote: 'because', claim: 'reason' },
        {
          about: 'Deployment',
          also: names.slice(1).map((about) => ({ claim: 'resource', about })),
        },
      ],
      evidenceCount: 2,
    });
  });

  it('offers what says nearly the same first, then other patterns and candidates like it', async () => {
    const same = aCandidate({ id: 'cand-bbbbbbbbbbbb' });
    const event = await load({
      patterns: [
        aDatabasePattern(),
        aPattern({ name: 'Ways in and out' }),
        aPattern({ id: 'pat-eeeeeeeeeeee', clusterId: 'another' }),
      ],
      candidates: [
        aCandidate(),
        same,
        aCandidate({ ...same, id: 'cand-cccccccccccc', status: 'rejected' }),
        aCandidate({ ...same, id: 'cand-dddddddddddd', type: 'policy' }),
      ],
    });

    expect(event).toMatchObject({
      targets: [
        { type: 'candidate', id: same.id, isNear: true },
        { type: 'pattern', id: aPattern().id, isNear: true },
        { type: 'pattern', id: aDatabasePattern().id, reason: '' },
      ],
    });
  });

  it('offers no pattern for a policy', async () => {
    const event = await load({ candidates: [policy], patterns: [aPattern()] });

    expect(event).toMatchObject({ targets: [] });
    expect(event).not.toHaveProperty('when');
  });

  it.each([
    ['is gone', { candidates: [] }],
    ['was decided', { candidates: [aCandidate({ status: 'accepted' })] }],
    ['has no quote any more', { evidence: [] }],
  ])('gives no quotes of one that %s', async (_how, setting) => {
    expect(await load(setting)).toMatchObject({ evidence: [], evidenceCount: 0, targets: [] });
  });

  it('withdraws an open one that was left without quotes, with nothing kept', async () => {
    const work = aCandidateWork({ evidence: [] });
    const event = CandidateEvent.parse(await loadOnce(work));

    expect(event).not.toHaveProperty('candidate');
    expect(reviewOf(event).stage).toBe('withdrawn');
    expect(await work.candidates.all()).toEqual([]);
    expect(await loadOnce(work)).toMatchObject({ evidenceCount: 0 });
  });

  it('withdraws nothing that was decided, has quotes, or is not its own turn', async () => {
    const decided = aCandidate({ status: 'rejected' });
    const settled = aCandidateWork({ candidates: [decided], evidence: [] });
    const quoted = aCandidateWork();
    const overtaken = aCandidateWork({ evidence: [] });
    const checkTurn = async (): Promise<void> => {
      throw new Failure('unavailable', 'Another process took over.');
    };

    await loadOnce(settled);
    await loadOnce(quoted);
    await expect(loadOnce(overtaken, { checkTurn })).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await settled.candidates.all()).toEqual([decided]);
    expect(await quoted.candidates.all()).toEqual([aCandidate()]);
    expect(await overtaken.candidates.all()).toEqual([aCandidate()]);
  });

  it('notes as merged what was stopped after its quotes went to another', async () => {
    const into = aCandidate({ id: 'cand-bbbbbbbbbbbb', joined: [aCandidate().id] });
    const quotes = [anEvidence({ candidateId: into.id })];
    const work = aCandidateWork({ candidates: [aCandidate(), into], evidence: quotes });
    const event = CandidateEvent.parse(await loadOnce(work));

    expect(reviewOf(event)).toMatchObject({ stage: 'done', became: into.id });
    expect(await work.candidates.get(aCandidate().id)).toMatchObject({
      status: 'merged',
      became: into.id,
    });
    expect(await work.candidates.evidence(into.id)).toEqual(quotes);
  });

  it('fails while the records do not answer', async () => {
    const { activities, candidates } = aCandidateWork();
    candidates.setDown(true);
    const context = aReviewContext(reviewOf());

    await expect(
      activities['load-candidate']({ type: 'load-candidate' }, context),
    ).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('the quotes that are shown', () => {
  it('are one of each claim at least, the same words and the same resource last', () => {
    const many = [
      quote('resource', 'a', 'Gateway'),
      quote('resource', 'b', 'Gateway'),
      quote('resource', 'c', 'Route'),
      quote('resource', 'd', 'Table'),
      quote('resource', 'e', 'Network'),
      quote('warning', 'f'),
      quote('reason', 'g'),
      quote('purpose', 'h'),
      quote('rule', 'i'),
      { ...quote('reason', 'g'), id: 'evi-twin' },
    ];
    const shown = tellingQuotes(many, { type: 'pattern', limit: 6 }).map((one) => one.quote);

    expect(shown).toEqual(['h', 'g', 'a', 'c', 'f', 'i']);
    expect(tellingQuotes(many, { type: 'policy', limit: 2 }).map((one) => one.quote)).toEqual([
      'i',
      'g',
    ]);
    expect(tellingQuotes(many, { type: 'pattern', limit: 99 })).toHaveLength(many.length - 1);
  });
});

describe('whoever decides', () => {
  const { type: _type, at: _at, ...wish } = granted('accept');
  const thread = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '1.1' } as const;

  function check(over: object, sessions: readonly Session[] = []) {
    const { activities } = aCandidateWork({ sessions });
    const effect = { type: 'check-curator', ...wish, ...over } as const;
    const context = aReviewContext(reviewOf(loaded()));
    const session = { ...context.session, place: thread };
    return activities['check-curator'](effect, { ...context, session });
  }

  it('is a curator now, or is told who is', async () => {
    expect(await check({ actor: CURATOR })).toEqual(granted('accept'));
    expect(await check({ actor: anActor('U2') })).toMatchObject({
      type: 'decision-denied',
      reason: expect.stringContaining('Only curators'),
    });
  });

  it('in words means the only review of the thread, or is asked to press a button', async () => {
    const other = aSession({ id: 'review-2', workflow: 'candidate', place: thread });
    const elsewhere = { ...other, place: { ...thread, thread: '2.2' } };
    const handedOver = { ...other, isListening: false };
    const typed = { isTyped: true };

    expect(await check(typed, [elsewhere, handedOver])).toMatchObject({
      type: 'decision-granted',
    });
    expect(await check(typed, [other])).toMatchObject({
      type: 'decision-denied',
      reason: expect.stringContaining('Press the button'),
    });
    expect(await check({}, [other])).toMatchObject({ type: 'decision-granted' });
  });
});
