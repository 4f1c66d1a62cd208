import type { PolicyDependencies } from './dependencies.ts';
import { contentOf, policyOf } from './policy-record.ts';
import { wayId } from './prepare-enforcement.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { carriesChange } from '../../domain/change/digest.ts';
import { Failure } from '../../domain/failure.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { Enforcement, Policy } from '../../domain/policy/policy.ts';
import { EnforcementMode, EnforcementTarget } from '../../domain/policy/policy.ts';
import type { ChangeVariant } from '../../domain/prepared-change.ts';
import {
  type PolicyEffectOf,
  type PolicyEventOf,
  PolicyState,
} from '../../workflows/policy/state.ts';

type Dependencies = Pick<PolicyDependencies, 'cluster' | 'artifacts' | 'policies'>;

/**
 * Notes on the policy what the change applied, and makes it active. Which of the ways an approver chose is
 * read from the objects in the cluster themselves. What somebody stored meanwhile goes on guiding: it
 * follows what is enforced as a version of its own. A repeat changes nothing.
 */
export function createRecordEnforcement(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'record-enforcement'>, PolicyEventOf<'enforcement-recorded'>> {
  const { artifacts, policies } = dependencies;
  return async ({ changeId }, context) => {
    const state = PolicyState.parse(context.session.state);
    const versions = await policies.versions(state.policyId);
    const isNoted = ({ enforcement }: Policy): boolean => enforcement?.changeId === changeId;
    const own = versions.find(isNoted) ?? (await noted(dependencies, { state, versions, context }));
    const meanwhile = versions.findLast(
      ({ version, status }) =>
        version > state.baseVersion && version < own.version && status === 'active',
    );
    const isFollowed = versions.some(({ version }) => version > own.version);
    if (meanwhile && !isFollowed && own.enforcement) {
      const { enforcement } = own;
      await context.checkTurn();
      await policies.save({ ...meanwhile, version: own.version + 1, enforcement });
    }
    return { type: 'enforcement-recorded', at: context.now() };
  };

  async function noted(
    { cluster }: Dependencies,
    given: {
      readonly state: PolicyState;
      readonly versions: readonly Policy[];
      readonly context: ActivityContext;
    },
  ): Promise<Policy> {
    const { state, versions, context } = given;
    const content = await contentOf(artifacts, state);
    const before = versions.at(-1);
    const version = (before?.version ?? 0) + 1;
    const enforcement = await appliedEnforcement({ cluster }, state, version);
    const at = context.now();
    const record = { state, before, status: 'active', at, enforcement } as const;
    const policy = policyOf({ ...content, version }, record);
    await context.checkTurn();
    await policies.save(policy);
    return policy;
  }
}

async function appliedEnforcement(
  { cluster }: Pick<Dependencies, 'cluster'>,
  { request }: PolicyState,
  version: number,
): Promise<Enforcement> {
  for (const variant of request?.variants ?? []) {
    const { changeId, clusterId, digest, items } = variant.prepared;
    const live = await Promise.all(items.map(({ reference }) => cluster.read(reference)));
    const applied = live.filter(
      (one) => one !== undefined && carriesChange(one, { changeId, digest }),
    );
    const way = wayOf(variant);
    if (!way || applied.length < items.length) continue;
    return {
      ...way,
      clusterId,
      objects: items.map(({ reference }) => reference),
      digests: applied.flatMap((one) => (one ? [baseOf(one)] : [])),
      changeId,
      version,
    };
  }
  const message =
    'What the change applied is not in the cluster any more, so the policy is not noted as enforced. Look at the change in the thread.';
  throw new Failure('conflict', message);
}

function wayOf({ id }: ChangeVariant): Pick<Enforcement, 'target' | 'mode'> | undefined {
  const ways = EnforcementTarget.options.flatMap((target) =>
    EnforcementMode.options.map((mode) => ({ target, mode })),
  );
  return ways.find((way) => wayId(way) === id);
}
