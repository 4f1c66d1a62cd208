import type { PolicyDependencies } from './dependencies.ts';
import { saved } from './keep-policy.ts';
import { contentOf } from './policy-record.ts';
import { wayId } from './prepare-enforcement.ts';
import type { Activity } from '../activity.ts';
import { carriesChange } from '../../domain/change/digest.ts';
import { Failure } from '../../domain/failure.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { Enforcement } from '../../domain/policy/policy.ts';
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
 * read from the objects in the cluster themselves. A repeat changes nothing.
 */
export function createRecordEnforcement(
  dependencies: Dependencies,
): Activity<PolicyEffectOf<'record-enforcement'>, PolicyEventOf<'enforcement-recorded'>> {
  const { artifacts, policies } = dependencies;
  return async (_effect, context) => {
    const state = PolicyState.parse(context.session.state);
    const content = await contentOf(artifacts, state);
    const enforcement = await appliedEnforcement(dependencies, state, content.version);
    await saved({ policies }, { content, state, status: 'active', context, enforcement });
    return { type: 'enforcement-recorded', at: context.now() };
  };
}

async function appliedEnforcement(
  { cluster }: Dependencies,
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
