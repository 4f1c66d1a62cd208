import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { aContext, aPolicyWork, aReview, CURATOR } from '../../../test/policy-work.ts';
import { ANA, BEN } from '../../../test/recommend-builders.ts';
import type { Actor } from '../../chat/actor.ts';
import type { PolicyState } from '../../workflows/policy/state.ts';

const STORE = { type: 'store-policy', isEnforced: false } as const;
const CONFLICT = expect.objectContaining({ kind: 'conflict' });
const UNAVAILABLE = expect.objectContaining({ kind: 'unavailable' });

type Work = ReturnType<typeof aPolicyWork>;

async function store({ activities, artifacts }: Work, parts: Partial<PolicyState> = {}) {
  const state = await aReview(artifacts, parts);
  return { state, event: await activities['store-policy'](STORE, aContext(state)) };
}

function settle({ activities }: Work, state: PolicyState, accepts: boolean, actor: Actor = BEN) {
  return activities['settle-draft']({ type: 'settle-draft', actor, accepts }, aContext(state));
}

describe('loading a policy that is to be changed', () => {
  it('gives the newest version, and says that there is none', async () => {
    const policy = aPolicy({ version: 2 });
    const { activities, artifacts } = aPolicyWork({ policies: [policy] });
    const context = aContext(await aReview(artifacts));
    const load = (policyId: string) =>
      activities['load-policy']({ type: 'load-policy', policyId }, context);

    expect(await load(policy.id)).toMatchObject({ type: 'policy-loaded', policy });
    expect(await load('pol-none')).not.toHaveProperty('policy');
  });
});

describe('storing a policy', () => {
  it('makes it guide at once where its author is a curator', async () => {
    const work = aPolicyWork();
    const { state, event } = await store(work);

    expect(event).toMatchObject({ type: 'policy-stored', status: 'active' });
    expect(await work.book.active()).toEqual([
      expect.objectContaining({
        id: state.policyId,
        version: 1,
        sentence: state.sentence,
        owner: 'a-team',
        createdBy: 'slack:T1:UANA',
        rules: [expect.objectContaining({ path: 'spec.forProvider.region' })],
      }),
    ]);
  });

  it('keeps it as a draft, which guides nothing, where its author has no right to decide', async () => {
    const work = aPolicyWork({ curators: ['UCLEO'] });
    const { event } = await store(work);

    expect(event).toMatchObject({ status: 'draft' });
    expect(await work.book.active()).toEqual([]);
    expect(await work.book.all()).toHaveLength(1);
  });

  it('stores nothing of what approvers are to decide about', async () => {
    const work = aPolicyWork();
    const context = aContext(await aReview(work.artifacts));
    const event = await work.activities['store-policy']({ ...STORE, isEnforced: true }, context);

    expect(event).toMatchObject({ status: 'draft' });
    expect(await work.book.all()).toEqual([]);
  });

  it('stores a version once, however often it is begun again', async () => {
    const work = aPolicyWork();
    const { state } = await store(work);
    const [first] = await work.book.all();
    const later = aContext(state, { attempt: 1, now: () => '2026-01-05T11:00:00.000Z' });

    expect(await work.activities['store-policy'](STORE, later)).toMatchObject({ status: 'active' });
    expect(await work.book.all()).toEqual([first]);
  });

  it('makes the next version of one that there is, by whom it was made first', async () => {
    const before = aPolicy({ createdBy: 'slack:T1:UBEN', source: 'https://a.example/m1' });
    const work = aPolicyWork({ policies: [before] });
    await store(work, { policyId: before.id, baseVersion: 1, sentence: 'Otherwise' });

    expect(await work.book.get(before.id)).toMatchObject({
      version: 2,
      sentence: 'Otherwise',
      createdBy: 'slack:T1:UBEN',
      createdAt: before.createdAt,
      changedBy: 'slack:T1:UANA',
      source: 'https://a.example/m1',
    });
  });

  it.each([
    ['somebody else', 'slack:T1:UBEN'],
    ['its own author in another conversation', 'slack:T1:UANA'],
  ])('refuses to overwrite what %s stored meanwhile', async (_who, changedBy) => {
    const before = aPolicy();
    const work = aPolicyWork({ policies: [before] });
    const other = { ...before, version: 2, sentence: 'Said elsewhere', changedBy };
    await work.book.save(other);
    const parts = { policyId: before.id, baseVersion: 1 };

    await expect(store(work, parts)).rejects.toEqual(CONFLICT);
    const context = aContext(await aReview(work.artifacts, parts));
    const enforced = work.activities['store-policy']({ ...STORE, isEnforced: true }, context);
    await expect(enforced).rejects.toEqual(CONFLICT);
    expect(await work.book.get(before.id)).toEqual(other);
  });

  it('waits while the records are away, and for its turn', async () => {
    const work = aPolicyWork();
    const state = await aReview(work.artifacts);
    const lost = aContext(state, {
      checkTurn: () => Promise.reject(new Error('another one has taken over')),
    });
    await expect(work.activities['store-policy'](STORE, lost)).rejects.toThrow('taken over');
    expect(await work.book.all()).toEqual([]);
    work.book.setDown(true);

    await expect(work.activities['store-policy'](STORE, aContext(state))).rejects.toEqual(
      UNAVAILABLE,
    );
  });

  it('refuses what is not whole', async () => {
    await expect(store(aPolicyWork(), { scope: undefined })).rejects.toEqual(CONFLICT);
    await expect(store(aPolicyWork(), { derived: undefined })).rejects.toEqual(CONFLICT);
  });
});

describe('whoever decides about a draft', () => {
  const check = (accepts: boolean, actor: Actor) =>
    ({ type: 'check-curator', actor, accepts }) as const;

  it('is a curator, or is told who is', async () => {
    const work = aPolicyWork({ curators: ['UCLEO'] });
    const context = aContext(await aReview(work.artifacts));
    const decide = work.activities['check-curator'];

    expect(await decide(check(true, CURATOR), context)).toMatchObject({
      type: 'decision-granted',
      actor: CURATOR,
      accepts: true,
    });
    expect(await decide(check(true, BEN), context)).toMatchObject({
      type: 'decision-denied',
      actor: BEN,
      reason: expect.stringContaining('Only curators can do that.'),
    });
  });

  it('is told what to add where nobody is listed', async () => {
    const work = aPolicyWork({ curators: [] });
    const context = aContext(await aReview(work.artifacts));

    expect(await work.activities['check-curator'](check(false, BEN), context)).toMatchObject({
      type: 'decision-denied',
      reason: expect.stringContaining('dotai.yaml'),
    });
  });
});

describe('settling a draft', () => {
  async function aDraft(parts: Partial<PolicyState> = {}, policies = [aPolicy()].slice(1)) {
    const work = aPolicyWork({ curators: ['UCLEO'], policies });
    const { state } = await store(work, parts);
    return { work, state };
  }
  const AN_EDIT = { policyId: aPolicy().id, baseVersion: 1, sentence: 'Otherwise' };

  it('has an accepted one guide, once', async () => {
    const { work, state } = await aDraft();
    await settle(work, state, true);
    const [accepted] = await work.book.active();
    await settle(work, state, true);

    expect(accepted).toMatchObject({ version: 2, changedBy: 'slack:T1:UBEN', owner: 'a-team' });
    expect(accepted?.createdBy).toBe('slack:T1:UANA');
    expect(await work.book.active()).toEqual([accepted]);
  });

  it('removes a declined one that follows nothing, once', async () => {
    const { work, state } = await aDraft();
    await settle(work, state, false);
    await settle(work, state, false);

    expect(await work.book.all()).toEqual([]);
  });

  it('brings back what guided before a declined one, which guided all the while', async () => {
    const before = aPolicy();
    const { work, state } = await aDraft(AN_EDIT, [before]);
    expect(await work.book.active()).toEqual([before]);
    await settle(work, state, false, ANA);
    await settle(work, state, false, ANA);

    const { sentence, status } = before;
    expect(await work.book.all()).toEqual([
      { ...before, version: 3, changedBy: 'slack:T1:UANA', changedAt: expect.any(String) },
    ]);
    expect(await work.book.active()).toMatchObject([{ sentence, status }]);
  });

  it('accepts nothing that was changed or removed meanwhile, and says so', async () => {
    const { work, state } = await aDraft(AN_EDIT, [aPolicy()]);
    const draft = await work.book.get(state.policyId);
    const other = aPolicy({ version: 3, sentence: 'Said elsewhere' });
    await work.book.save(other);

    await expect(settle(work, state, true)).rejects.toEqual(CONFLICT);
    expect(draft?.version).toBe(2);
    expect(await work.book.get(state.policyId)).toEqual(other);
    await settle(work, state, false);
    expect(await work.book.get(state.policyId)).toEqual(other);
    await work.book.remove(state.policyId, 3);
    await expect(settle(work, state, true)).rejects.toEqual(CONFLICT);
  });

  it('waits while the records are away', async () => {
    const { work, state } = await aDraft();
    work.book.setDown(true);

    await expect(settle(work, state, true)).rejects.toEqual(UNAVAILABLE);
  });
});
