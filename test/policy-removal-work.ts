import { createPolicyRemovalActivities } from '../src/activities/policy-removal/policy-removal-activities.ts';
import type { ActivityContext } from '../src/activities/activity.ts';
import type { EnforcementLook } from '../src/activities/policy/enforcement-look.ts';
import { Organisation } from '../src/domain/organisation.ts';
import { enforcementKinds, render } from '../src/domain/policy/enforcement/render.ts';
import type { Enforcement, EnforcementTarget, Policy } from '../src/domain/policy/policy.ts';
import type { PolicyRemovalState } from '../src/workflows/policy-removal/state.ts';
import { start } from '../src/workflows/policy-removal/transition.ts';
import { aPolicy } from './a-policy.ts';
import { anActor, aPlace, aSession } from './builders.ts';
import { createFakeArtifactStore } from './fakes/artifact-store.ts';
import { createFakeChatPlatform } from './fakes/chat-platform.ts';
import { aServedKind, createFakeCluster } from './fakes/cluster.ts';
import { createFakePolicyBook } from './fakes/policy-book.ts';

const AT = '2026-11-02T09:00:00.000Z';
export const plain = aPolicy();
const TARGETS: readonly EnforcementTarget[] = ['admission-policy', 'kyverno-validating-policy'];
const SERVED = TARGETS.flatMap((target) => enforcementKinds(target)).map((kind) =>
  aServedKind(kind),
);

export function enforcementOf(target: EnforcementTarget): Enforcement {
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

export const enforced: Policy = { ...plain, enforcement: enforcementOf('admission-policy') };

export interface RemovalSetting {
  readonly policy?: Policy;
  /** What is in the cluster. */
  readonly live?: readonly EnforcementTarget[];
  readonly state?: Awaited<ReturnType<EnforcementLook['stateOf']>>;
  readonly version?: number;
  readonly wish?: PolicyRemovalState['wish'];
}

/** A removal with its policy, and with what enforces it in the cluster. */
export function stage({
  policy = enforced,
  live = ['admission-policy'],
  state,
  version,
  wish,
}: RemovalSetting) {
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

export const NAME =
  render(plain, { target: 'admission-policy', mode: 'deny' })[0]?.metadata.name ?? '';
export const BINDING = `ValidatingAdmissionPolicyBinding ${NAME}`;
export const ADMISSION = `ValidatingAdmissionPolicy ${NAME}`;
