import { describe, expect, it } from 'vitest';
import { aCandidate } from '../../../test/pattern-builders.ts';
import { aContext, aPolicyWork, aReview } from '../../../test/policy-work.ts';
import { BEN } from '../../../test/recommend-builders.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { plannedFrom } from '../change/plan.ts';

const STORE = { type: 'store-policy', isEnforced: false } as const;
const proposed = aCandidate({ type: 'policy', title: 'Databases run in us-east-1' });
const input = { type: 'new', sentence: proposed.title, candidateId: proposed.id } as const;

async function aWork({ curators = ['UANA'], of = proposed }: Setting = {}) {
  const work = aPolicyWork({ curators, proposed: [of], targets: ['admission-policy'] });
  return { ...work, state: await aReview(work.artifacts, { input }) };
}

interface Setting {
  readonly curators?: readonly string[];
  readonly of?: Candidate;
}

describe('the candidate that a policy was made of', () => {
  it('has become the policy once that is stored, however often it is begun again', async () => {
    const { activities, candidates, state } = await aWork();
    await activities['store-policy'](STORE, aContext(state));
    const first = await candidates.get(proposed.id);
    await activities['store-policy'](STORE, aContext(state, { attempt: 1 }));

    expect(first).toMatchObject({
      version: 2,
      status: 'accepted',
      became: state.policyId,
      decidedBy: 'slack:T1:UANA',
    });
    expect(await candidates.get(proposed.id)).toEqual(first);
  });

  it('stays undecided while the policy is a draft, until a curator accepts that', async () => {
    const { activities, candidates, state } = await aWork({ curators: ['UBEN'] });
    const settle = { type: 'settle-draft', actor: BEN, accepts: true } as const;
    await activities['store-policy'](STORE, aContext(state));
    expect(await candidates.get(proposed.id)).toEqual(proposed);

    await activities['settle-draft'](settle, aContext(state));
    expect(await candidates.get(proposed.id)).toMatchObject({
      status: 'accepted',
      became: state.policyId,
      decidedBy: 'slack:T1:UBEN',
    });
  });

  it('stays undecided where more came to it while the policy was being stored', async () => {
    const { activities, candidates, state } = await aWork();
    const more = { ...proposed, version: 2, triggers: ['databases', 'regions'] };
    const checkTurn = async () => {
      if ((await candidates.get(more.id))?.version === 1) await candidates.save(more);
    };

    expect(await activities['store-policy'](STORE, aContext(state, { checkTurn }))).toMatchObject({
      status: 'active',
    });
    expect(await candidates.get(more.id)).toEqual(more);
  });

  it('stays undecided where the draft is declined', async () => {
    const { activities, candidates, state } = await aWork({ curators: ['UBEN'] });
    await activities['store-policy'](STORE, aContext(state));
    const settle = { type: 'settle-draft', actor: BEN, accepts: false } as const;
    await activities['settle-draft'](settle, aContext(state));

    expect(await candidates.get(proposed.id)).toEqual(proposed);
  });

  it('has become the policy once its change is applied', async () => {
    const { activities, artifacts, candidates, cluster, state } = await aWork();
    const prepared = await activities['prepare-enforcement'](
      { type: 'prepare-enforcement' },
      aContext(state),
    );
    if (prepared?.type !== 'enforcement-prepared') throw new Error(JSON.stringify(prepared));
    const { request, content } = prepared;
    const handedOver = { ...state, request, requestContent: content };
    const [variant] = request.variants ?? [];
    const planned = variant && (await plannedFrom(artifacts, variant.prepared));
    if (!planned || 'problem' in planned) throw new Error('nothing is planned');
    for (const { object, kind } of planned.objects) await cluster.apply(object, kind);
    expect(await candidates.get(proposed.id)).toEqual(proposed);

    const { changeId } = request.prepared;
    const effect = { type: 'record-enforcement', changeId } as const;
    await activities['record-enforcement'](effect, aContext(handedOver));
    expect(await candidates.get(proposed.id)).toMatchObject({
      status: 'accepted',
      became: state.policyId,
    });
  });

  it.each([
    ['rejected', aCandidate({ ...proposed, status: 'rejected' })],
    ['accepted as another', aCandidate({ ...proposed, status: 'accepted', became: 'pol-other' })],
  ])('that was %s meanwhile stays so', async (_how, of) => {
    const { activities, candidates, state } = await aWork({ of });
    await activities['store-policy'](STORE, aContext(state));

    expect(await candidates.get(proposed.id)).toEqual(of);
  });

  it.each([
    ['stored', STORE],
    ['to be enforced', { type: 'store-policy', isEnforced: true } as const],
  ])('that is gone makes no policy: %s', async (_how, effect) => {
    const { activities, book, candidates, state } = await aWork();
    await candidates.withdraw(proposed.id);
    const told = await activities['store-policy'](effect, aContext(state));
    const check = { type: 'check-candidate', candidateId: proposed.id } as const;

    expect(told).toMatchObject({ type: 'candidate-checked', evidenceCount: 0 });
    expect(await activities['check-candidate'](check, aContext(state))).toEqual(told);
    expect(await book.all()).toEqual([]);
  });
});
