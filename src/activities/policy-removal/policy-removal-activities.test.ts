import { describe, expect, it } from 'vitest';
import {
  ADMISSION,
  BINDING,
  enforced,
  enforcementOf,
  NAME,
  plain,
  stage,
} from '../../../test/policy-removal-work.ts';
import { plannedFrom } from '../change/plan.ts';

describe('looking up a policy', () => {
  it('names what enforces it, bindings before what they bind', async () => {
    expect(await stage({}).lookUp()).toMatchObject({
      type: 'policy-found',
      sentence: plain.sentence,
      isDraft: false,
      found: { state: 'live', mode: 'deny', objects: [BINDING, ADMISSION] },
    });
  });

  it('finds what its record does not know of', async () => {
    const { lookUp } = stage({ live: ['admission-policy', 'kyverno-validating-policy'] });
    const forgotten = stage({ policy: plain, state: 'none' });

    expect(await lookUp()).toMatchObject({
      found: { objects: [BINDING, ADMISSION, `ValidatingPolicy ${NAME}`] },
    });
    expect(await forgotten.lookUp()).toMatchObject({
      found: { state: 'none', objects: [BINDING, ADMISSION] },
    });
  });

  it('says by its record what it cannot see', async () => {
    const { lookUp, cluster } = stage({ state: 'unknown' });
    cluster.setDown(true);

    expect(await lookUp()).toMatchObject({
      found: { state: 'unknown', mode: 'deny', objects: expect.arrayContaining([ADMISSION]) },
    });
  });

  it.each([
    ['is gone', { ...plain, id: 'pol-ffffffffffff' }, 1, 'not there any more'],
    ['was changed since', { ...plain, version: 3 }, 2, 'it is at version 3'],
  ])('stops where it %s', async (_, policy, version, words) => {
    const { lookUp, policies } = stage({ policy, version });
    if (policy.id !== plain.id) await policies.remove(policy.id, policy.version);

    expect(await lookUp()).toMatchObject({
      type: 'removal-hindered',
      reason: expect.stringContaining(words),
    });
  });

  it('fails while the policies do not answer', async () => {
    const { lookUp, policies } = stage({});
    policies.setDown(true);

    await expect(lookUp()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

it('lets curators alone decide', async () => {
  const { check } = stage({});

  expect(await check('UCLEO')).toMatchObject({ type: 'removal-granted', wish: 'all' });
  expect(await check('UBEN')).toMatchObject({
    type: 'removal-denied',
    reason: expect.stringContaining('Only curators'),
  });
});

describe('preparing the deletion of its enforcement', () => {
  it('makes a change that deletes just that, and says what becomes of the policy', async () => {
    const { prepare, artifacts } = stage({ wish: 'all' });
    const event = await prepare();
    const prepared = event?.type === 'deletion-prepared' ? event.request.prepared : undefined;

    expect(prepared?.action).toBe('delete');
    expect(prepared?.items.map(({ reference }) => reference.kind)).toEqual([
      'ValidatingAdmissionPolicyBinding',
      'ValidatingAdmissionPolicy',
    ]);
    expect(prepared?.facts).toContainEqual({
      label: 'The policy itself',
      value: 'Is deleted after that.',
    });
    expect(prepared && (await plannedFrom(artifacts, prepared))).toHaveProperty('objects');
  });

  it('has nothing to do where nothing is there any more', async () => {
    expect(await stage({ wish: 'all', live: [] }).prepare()).toMatchObject({
      type: 'enforcement-gone',
    });
  });

  it('deletes nothing in another cluster', async () => {
    const enforcement = { ...enforcementOf('admission-policy'), clusterId: 'other' };
    const policy = { ...plain, enforcement };

    expect(await stage({ wish: 'all', policy }).prepare()).toMatchObject({
      type: 'removal-hindered',
      reason: expect.stringContaining('connected to fake now'),
    });
  });
});

describe('removing the record', () => {
  it('says that nothing is left, or what is', async () => {
    const clean = stage({ wish: 'all', live: [] });
    const left = stage({ wish: 'record' });

    expect(await clean.remove()).toMatchObject({ type: 'policy-removed', left: [] });
    expect(await left.remove()).toMatchObject({ left: [BINDING, ADMISSION] });
    expect(await clean.policies.all()).toEqual([]);
    expect(await left.policies.all()).toEqual([]);
  });

  it('does not claim that nothing is left where it cannot look', async () => {
    const { remove, cluster } = stage({ wish: 'record' });
    cluster.setDown(true);

    expect(await remove()).not.toHaveProperty('left');
  });

  it('may be repeated', async () => {
    const { remove } = stage({ wish: 'all', live: [] });

    expect(await remove()).toEqual(await remove());
  });

  it('keeps a record that somebody changed meanwhile', async () => {
    const { remove, policies } = stage({ wish: 'all', live: [] });
    await policies.save({ ...enforced, version: 2 });

    expect(await remove()).toMatchObject({ type: 'removal-hindered' });
    expect(await policies.all()).toHaveLength(1);
  });

  it('only notes that nothing enforces it, where the policy stays', async () => {
    const { remove, policies } = stage({ wish: 'enforcement', live: [] });
    await remove();
    const again = await remove();
    const [kept] = await policies.all();

    expect(again).toMatchObject({ type: 'policy-removed', left: [] });
    expect(kept).toMatchObject({ version: 2, status: 'active', changedBy: 'slack:T1:UCLEO' });
    expect(kept?.enforcement).toBeUndefined();
  });
});
