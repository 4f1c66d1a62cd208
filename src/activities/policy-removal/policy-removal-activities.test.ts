import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { createFakeChatPlatform } from '../../../test/fakes/chat-platform.ts';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakePolicyBook } from '../../../test/fakes/policy-book.ts';
import { createPolicyRemovalActivities } from './policy-removal-activities.ts';
import type { ActivityContext } from '../activity.ts';
import { plannedFrom } from '../change/plan.ts';
import type { EnforcementLook } from '../policy/enforcement-look.ts';
import { Organisation } from '../../domain/organisation.ts';
import { enforcementKinds, render } from '../../domain/policy/enforcement/render.ts';
import type { Enforcement, EnforcementTarget, Policy } from '../../domain/policy/policy.ts';
import type { PolicyRemovalState } from '../../workflows/policy-removal/state.ts';
import { start } from '../../workflows/policy-removal/transition.ts';

const AT = '2026-11-02T09:00:00.000Z';
const plain = aPolicy();
const TARGETS: readonly EnforcementTarget[] = ['admission-policy', 'kyverno-validating-policy'];
const SERVED = TARGETS.flatMap((target) => enforcementKinds(target)).map((kind) =>
  aServedKind(kind),
);

function enforcementOf(target: EnforcementTarget): Enforcement {
  const objects = render(plain, { target, mode: 'deny' });
  const kinds = enforcementKinds(target);
  return {
    target,
    mode: 'deny',
    clusterId: 'fake-cluster',
    objects: objects.flatMap(({ metadata }, index) => {
      const kind = kinds[index];
      return kind ? [{ ...kind, name: metadata.name }] : [];
    }),
    digests: [],
    changeId: 'chg-0',
    version: 1,
  };
}

const enforced: Policy = { ...plain, enforcement: enforcementOf('admission-policy') };

interface Setting {
  readonly policy?: Policy;
  /** What is in the cluster. */
  readonly live?: readonly EnforcementTarget[];
  readonly state?: Awaited<ReturnType<EnforcementLook['stateOf']>>;
  readonly version?: number;
  readonly wish?: PolicyRemovalState['wish'];
}

function stage({ policy = enforced, live = ['admission-policy'], state, version, wish }: Setting) {
  const objects = live.flatMap((target) => render(plain, { target, mode: 'deny' }));
  const cluster = createFakeCluster({ kinds: SERVED, objects });
  const policies = createFakePolicyBook([policy]);
  const artifacts = createFakeArtifactStore();
  const people = {
    chat: createFakeChatPlatform(),
    organisation: Organisation.parse({ roles: { curators: { people: ['UCLEO'] } } }),
    isDemo: false,
  };
  const look = { stateOf: async () => state ?? 'live' } as const;
  const activities = createPolicyRemovalActivities({ policies, cluster, artifacts, look, people });
  const input = { policyId: policy.id, version: version ?? policy.version };
  const opening = { sessionId: 's1', owner: anActor(), place: aPlace(), at: AT, input };
  const decided = wish === undefined ? {} : { wish, decidedBy: anActor('UCLEO') };
  const context: ActivityContext = {
    session: aSession({
      workflow: 'policy-removal',
      state: { ...start(opening).state, ...decided },
    }),
    effectId: 's1-3-1',
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    checkTurn: async () => undefined,
    now: () => AT,
  };
  return {
    cluster,
    policies,
    artifacts,
    context,
    lookUp: () => activities['look-up-policy']({ type: 'look-up-policy' }, context),
    prepare: () => activities['prepare-deletion']({ type: 'prepare-deletion' }, context),
    remove: () => activities['remove-policy']({ type: 'remove-policy' }, context),
    check: (id: string) =>
      activities['check-curator'](
        { type: 'check-curator', actor: anActor(id), wish: 'all' },
        context,
      ),
  };
}

const NAME = render(plain, { target: 'admission-policy', mode: 'deny' })[0]?.metadata.name ?? '';
const BINDING = `ValidatingAdmissionPolicyBinding ${NAME}`;
const ADMISSION = `ValidatingAdmissionPolicy ${NAME}`;

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
