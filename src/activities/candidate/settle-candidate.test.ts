import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { CURATOR, granted, loaded } from '../../../test/candidate-talk.ts';
import { aCandidateWork, settle } from '../../../test/candidate-work.ts';
import {
  aCandidate,
  anEvidence,
  aPattern,
  INTERNET_GATEWAY,
  SQL_CLAIM,
} from '../../../test/pattern-builders.ts';
import { Failure } from '../../domain/failure.ts';
import { reviewKey } from '../../workflows/candidate/state.ts';
import { markDecided } from './mark-decided.ts';

const candidate = aCandidate();
const accept = [loaded(), granted('accept')];

function stopsAt(turn: number) {
  let turns = 0;
  return async (): Promise<void> => {
    turns += 1;
    if (turns === turn) throw new Failure('unavailable', 'Another process took over.');
  };
}

describe('accepting a pattern', () => {
  it('stores it as active, owned by whoever asked, made by whoever accepted, with when it applies', async () => {
    const work = aCandidateWork();
    const event = await settle(work, accept);
    const [pattern] = await work.patterns.active();

    expect(pattern).toMatchObject({
      version: 1,
      name: candidate.title,
      resources: [INTERNET_GATEWAY],
      rationale: candidate.rationale,
      conditions: { providers: ['aws'], exposure: 'public' },
      owner: 'slack:T1:U1',
      createdBy: 'slack:T1:UCLEO',
      candidates: [candidate.id],
    });
    expect(event).toMatchObject({ type: 'candidate-settled', became: pattern?.id });
    expect(await work.candidates.get(candidate.id)).toMatchObject({
      version: 2,
      status: 'accepted',
      became: pattern?.id,
      decidedBy: 'slack:T1:UCLEO',
    });
  });

  it.each([1, 2])('is done once, also where it was stopped before write %s', async (turn) => {
    const work = aCandidateWork();
    await expect(settle(work, accept, { checkTurn: stopsAt(turn) })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    const later = { attempt: 1, now: () => '2026-11-02T10:00:00.000Z' };
    const again = await settle(work, accept, later);
    const first = await work.candidates.get(candidate.id);

    expect(again?.type).toBe('candidate-settled');
    expect(await settle(work, accept, { attempt: 2 })).toMatchObject({ type: again?.type });
    expect(await work.patterns.all()).toHaveLength(1);
    expect((await work.patterns.all())[0]?.version).toBe(1);
    expect(await work.candidates.get(candidate.id)).toEqual(first);
  });

  it('goes on where more was found of it while it was being noted', async () => {
    const { candidates } = aCandidateWork();
    let isMoved = false;
    const busy: typeof candidates = {
      ...candidates,
      async save(given) {
        if (!isMoved) {
          isMoved = true;
          await candidates.save({ ...candidate, version: 2, foundIn: 9 });
        }
        await candidates.save(given);
      },
    };
    const verdict = { status: 'accepted', by: 'slack:T1:UCLEO', at: candidate.foundAt } as const;
    await markDecided(busy, candidate.id, verdict);

    expect(await candidates.get(candidate.id)).toMatchObject({
      version: 3,
      status: 'accepted',
      foundIn: 9,
    });
  });

  it.each([
    ['it is gone', { candidates: [] }, 'gone'],
    ['no quote is left', { evidence: [] }, 'gone'],
    ['more was found of it', { candidates: [aCandidate({ version: 2 })] }, 'More was found'],
    ['it was rejected', { candidates: [aCandidate({ status: 'rejected' })] }, 'decided'],
    ['a kind is not served any more', { gone: [INTERNET_GATEWAY] }, 'InternetGateway'],
    ['nearly the same was taught', { patterns: [aPattern()] }, 'Merge into it'],
  ] as const)('stores nothing where meanwhile %s', async (_why, setting, words) => {
    const work = aCandidateWork(setting);
    const before = await work.patterns.all();
    const event = await settle(work, accept);

    expect(event).toMatchObject({
      type: 'settling-refused',
      problem: expect.stringContaining(words),
    });
    expect(await work.patterns.all()).toEqual(before);
    expect((await work.candidates.get(candidate.id))?.status).not.toBe('accepted');
  });

  it('stores it beside a near one that was shown with it', async () => {
    const { id, name: title } = aPattern();
    const work = aCandidateWork({ patterns: [aPattern()] });
    const near = { type: 'pattern', id, title, reason: 'Alike.', isNear: true } as const;
    await settle(work, [loaded({ targets: [near] }), granted('accept')]);

    expect(await work.patterns.active()).toHaveLength(2);
  });

  it('fails while the records are away, with nothing stored', async () => {
    const work = aCandidateWork();
    work.candidates.setDown(true);

    await expect(settle(work, accept)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await work.patterns.all()).toEqual([]);
  });
});

describe('rejecting', () => {
  it('is remembered with the reason, and a repeat changes nothing', async () => {
    const work = aCandidateWork();
    const reject = [loaded(), granted('reject', { reason: 'Old.' })];
    await settle(work, reject);
    const first = await work.candidates.get(candidate.id);

    expect(first).toMatchObject({ status: 'rejected', reason: 'Old.', version: 2 });
    expect(await settle(work, reject)).toMatchObject({ type: 'candidate-settled' });
    expect(await work.candidates.get(candidate.id)).toEqual(first);
  });

  it('counts whatever more was found meanwhile', async () => {
    const work = aCandidateWork({ candidates: [aCandidate({ version: 4 })] });

    expect(await settle(work, [loaded(), granted('reject')])).toMatchObject({
      type: 'candidate-settled',
    });
    expect(await work.candidates.get(candidate.id)).toMatchObject({ version: 5 });
  });
});

describe('merging into another candidate', () => {
  const target = aCandidate({
    id: 'cand-bbbbbbbbbbbb',
    title: 'Gateways',
    triggers: ['gateways'],
    resources: [SQL_CLAIM],
    rationale: '',
    foundIn: 2,
  });
  const quotes = [
    anEvidence(),
    anEvidence({ id: 'evi-2', message: '2', quote: 'another quote' }),
    anEvidence({ id: 'evi-3', message: '3', candidateId: target.id }),
  ];
  const into = { type: 'candidate', id: target.id, title: target.title, reason: '' } as const;
  const merge = [loaded({ targets: [into] }), granted('merge', { intoId: target.id })];
  const review = aSession({ id: 'review-2', workflow: 'candidate', key: reviewKey(target.id) });
  const aMerge = () =>
    aCandidateWork({ candidates: [candidate, target], evidence: quotes, sessions: [review] });

  it('joins what was found of both, and its quotes', async () => {
    const work = aMerge();
    const event = await settle(work, merge);

    expect(event).toMatchObject({
      type: 'candidate-settled',
      became: target.id,
      reviews: ['review-2'],
    });
    expect(await work.candidates.get(target.id)).toMatchObject({
      version: 2,
      status: 'open',
      title: 'Gateways',
      triggers: ['gateways', 'public services'],
      resources: [SQL_CLAIM, INTERNET_GATEWAY],
      rationale: candidate.rationale,
      origins: candidate.origins,
      foundIn: 3,
      joined: [candidate.id],
    });
    expect(await work.candidates.evidence(target.id)).toHaveLength(3);
    expect(await work.candidates.evidence(candidate.id)).toEqual([]);
    expect(await work.candidates.get(candidate.id)).toMatchObject({
      status: 'merged',
      became: target.id,
    });
  });

  it.each([1, 2])('counts once, also where it was stopped before write %s', async (turn) => {
    const work = aMerge();
    await expect(settle(work, merge, { checkTurn: stopsAt(turn) })).rejects.toMatchObject({
      kind: 'unavailable',
    });
    await settle(work, merge, { attempt: 1 });
    const done = await work.candidates.get(target.id);
    await settle(work, merge, { attempt: 2 });

    expect(done).toMatchObject({ version: 2, foundIn: 3 });
    expect(await work.candidates.get(target.id)).toEqual(done);
    expect(await work.candidates.evidence(target.id)).toHaveLength(3);
  });

  it.each([
    ['was decided', [candidate, { ...target, status: 'rejected' as const }]],
    ['is gone', [candidate]],
  ])('is refused where the other %s meanwhile', async (_how, candidates) => {
    const work = aCandidateWork({ candidates, evidence: quotes });

    expect(await settle(work, merge)).toMatchObject({ type: 'settling-refused' });
    expect(await work.candidates.get(candidate.id)).toEqual(candidate);
    expect(await work.candidates.evidence(candidate.id)).toHaveLength(2);
  });
});

it('says who decided by the account alone', async () => {
  const work = aCandidateWork();
  await settle(work, [loaded(), granted('reject', { actor: CURATOR })]);

  expect((await work.candidates.get(candidate.id))?.decidedBy).toBe('slack:T1:UCLEO');
});
