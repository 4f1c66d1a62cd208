import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { CURATOR, granted, loaded } from '../../../test/candidate-talk.ts';
import { aCandidateWork, settle, stopsAt } from '../../../test/candidate-work.ts';
import {
  aCandidate,
  anEvidence,
  SQL_CLAIM,
  INTERNET_GATEWAY,
} from '../../../test/pattern-builders.ts';
import { evidenceUnder } from '../../domain/mining/assemble-candidates.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { sourceKey } from '../../domain/mining/evidence.ts';
import { reviewKey } from '../../workflows/candidate/state.ts';
import { keepFinds } from '../mining/keep-finds.ts';
import { mergeInto } from './merge-candidates.ts';

const candidate = aCandidate();

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

  it.each([1, 2, 3])('counts once, also where it was stopped before write %s', async (turn) => {
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

  function merged(work: ReturnType<typeof aMerge>, one: Candidate, other: Candidate) {
    const { id, title } = other;
    const state = { into: { type: 'candidate', id, title, reason: '' } } as const;
    const context = { now: () => candidate.foundAt, checkTurn: async () => undefined };
    const merging = { state, candidate: one, decidedBy: CURATOR, context };
    return mergeInto({ ...work, store: { sessions: async () => [] } }, merging);
  }

  it('into each other at once loses neither', async () => {
    const work = aMerge();
    const ends = await Promise.all([
      merged(work, candidate, target),
      merged(work, target, candidate),
    ]);
    const all = await work.candidates.all();
    const open = all.filter(({ status }) => status === 'open');
    const settled = ends.filter(({ type }) => type === 'candidate-settled');

    expect(open.length + settled.length).toBe(2);
    expect(open.length).toBeGreaterThan(0);
    const behind = await Promise.all(open.map(({ id }) => work.candidates.evidence(id)));
    expect(behind.flat()).toHaveLength(3);
  });

  it('takes along no word of a message that is deleted meanwhile', async () => {
    const rationale = 'A wombat said so.';
    const said = aCandidate({ rationale });
    const quote = anEvidence({ quote: rationale });
    const work = aCandidateWork({
      candidates: [said, target],
      evidence: [quote, ...quotes.slice(1)],
    });
    let turns = 0;
    const checkTurn = async () => {
      turns += 1;
      if (turns === 3) await work.candidates.removeSource(sourceKey(quote.source));
    };
    await settle(work, merge, { checkTurn });
    const kept = await work.candidates.all();

    expect(turns).toBe(3);
    expect(await work.candidates.get(target.id)).toMatchObject({
      joined: [said.id],
      rationale: '',
    });
    expect(JSON.stringify([kept, await work.candidates.evidence(target.id)])).not.toContain(
      'wombat',
    );
  });

  it('is found again by the same page as what it is: nothing counts twice', async () => {
    const own = evidenceUnder(candidate.id, [anEvidence()]);
    const work = aCandidateWork({
      candidates: [candidate, target],
      evidence: [...own, ...quotes.slice(2)],
    });
    await settle(work, merge);
    const before = await work.candidates.get(target.id);
    const behind = await work.candidates.evidence(target.id);
    const kept = await keepFinds(
      { ...work, policies: { all: async () => [] }, store: { sessions: async () => [] } },
      [{ candidate, evidence: own }],
      {
        askedBy: 'x',
        since: '2030',
        isRepeat: false,
        readAt: candidate.foundAt,
        signal: new AbortController().signal,
      },
    );

    expect(kept).toMatchObject({ found: [], strengthened: 0 });
    expect(await work.candidates.get(target.id)).toEqual(before);
    expect(await work.candidates.evidence(target.id)).toEqual(behind);
    expect(behind).toHaveLength(2);
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
