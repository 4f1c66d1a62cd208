import { describe, expect, it } from 'vitest';
import { CURATOR, granted, loaded } from '../../../test/candidate-talk.ts';
import { aCandidateWork, settle, stopsAt } from '../../../test/candidate-work.ts';
import {
  aCandidate,
  anEvidence,
  aPattern,
  INTERNET_GATEWAY,
} from '../../../test/pattern-builders.ts';
import { markDecided } from './mark-decided.ts';
import { mergeInto } from './merge-candidates.ts';

const candidate = aCandidate();
const accept = [loaded(), granted('accept')];

describe('accepting a pattern', () => {
  it('stores it as active, owned and made by whoever accepted, with when it applies', async () => {
    const work = aCandidateWork();
    const event = await settle(work, accept);
    const [pattern] = await work.patterns.active();

    expect(pattern).toMatchObject({
      version: 1,
      name: candidate.title,
      resources: [INTERNET_GATEWAY],
      rationale: candidate.rationale,
      conditions: { providers: ['aws'], exposure: 'public' },
      owner: 'slack:T1:UCLEO',
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

  it('loses nothing of what is merged into it at the same moment', async () => {
    const other = aCandidate({
      id: 'cand-bbbbbbbbbbbb',
      title: 'Gateways',
      triggers: ['gateways'],
    });
    const quotes = [anEvidence(), anEvidence({ id: 'evi-2', message: '2', candidateId: other.id })];
    const work = aCandidateWork({ candidates: [candidate, other], evidence: quotes });
    const { id, title } = candidate;
    let isMerged = false;
    const event = await settle(work, accept, {
      checkTurn: async () => {
        if (isMerged) return;
        isMerged = true;
        const state = { into: { type: 'candidate', id, title, reason: '' } } as const;
        const context = { now: () => candidate.foundAt, checkTurn: async () => undefined };
        const merging = { state, candidate: other, decidedBy: CURATOR, context };
        await mergeInto({ ...work, store: { sessions: async () => [] } }, merging);
      },
    });

    expect(event).toMatchObject({ problem: expect.stringContaining('More was found') });
    expect(await work.patterns.all()).toEqual([]);
    expect(await work.candidates.get(id)).toMatchObject({ status: 'open', joined: [other.id] });
  });

  it('is nothing that another can be merged into any more: that one stays open', async () => {
    const other = aCandidate({ id: 'cand-bbbbbbbbbbbb', title: 'Gateways' });
    const ofOther = anEvidence({ id: 'evi-2', message: '2', candidateId: other.id });
    const setting = { candidates: [candidate, other], evidence: [anEvidence(), ofOther] };
    const work = aCandidateWork(setting);
    const { id, title } = candidate;
    const state = { into: { type: 'candidate', id, title, reason: '' } } as const;
    let turns = 0;
    const checkTurn = async () => {
      turns += 1;
      if (turns === 2) await settle(work, accept);
    };
    const context = { now: () => candidate.foundAt, checkTurn };
    const merging = { state, candidate: other, decidedBy: CURATOR, context };
    const event = await mergeInto({ ...work, store: { sessions: async () => [] } }, merging);

    expect(event.type).toBe('settling-refused');
    expect(await work.candidates.get(id)).toMatchObject({ status: 'accepted' });
    const again = await work.candidates.get(other.id);
    expect(again).toEqual({ ...other, version: 3 });
    expect(await work.candidates.evidence(other.id)).toEqual([ofOther]);
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

it('says who decided by the account alone', async () => {
  const work = aCandidateWork();
  await settle(work, [loaded(), granted('reject', { actor: CURATOR })]);

  expect((await work.candidates.get(candidate.id))?.decidedBy).toBe('slack:T1:UCLEO');
});
