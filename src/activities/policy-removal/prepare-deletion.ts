import { enforcingObjects } from './enforcing-objects.ts';
import { policyToRemove, type PolicyRemovalDependencies } from './look-up-policy.ts';
import type { Activity } from '../activity.ts';
import { preparedDeletion } from '../change/deletion-plan.ts';
import { sha256 } from '../../domain/json.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';
import {
  type PolicyRemovalEffect,
  type PolicyRemovalEvent,
  PolicyRemovalState,
  type PolicyWish,
} from '../../workflows/policy-removal/state.ts';

/** Longest title of a change, in characters. */
const TITLE_MAX = 150;

/** Makes the change that deletes what enforces the policy now. Writes nothing to the cluster. */
export function createPrepareDeletion(
  dependencies: PolicyRemovalDependencies,
): Activity<Extract<PolicyRemovalEffect, { type: 'prepare-deletion' }>, PolicyRemovalEvent> {
  const { cluster, artifacts } = dependencies;
  return async (_effect, context) => {
    const { wish = 'all' } = PolicyRemovalState.parse(context.session.state);
    const hindered = (reason: string): PolicyRemovalEvent => ({
      type: 'removal-hindered',
      at: context.now(),
      reason,
    });
    const policy = await policyToRemove(dependencies, context);
    if ('problem' in policy) return hindered(policy.problem);
    const { id: clusterId, name: clusterName } = await cluster.identity();
    if (clusterId !== (policy.enforcement?.clusterId ?? policy.clusterId)) {
      return hindered(
        `The bot is connected to ${clusterName} now, which is not the cluster where the policy is enforced.`,
      );
    }
    const { objects } = await enforcingObjects(cluster, policy);
    if (objects.length === 0) return { type: 'enforcement-gone', at: context.now() };
    const prepared = await preparedDeletion(artifacts, objects, {
      changeId: `chg-${sha256(context.effectId).slice(0, 16)}`,
      clusterId,
      clusterName,
      facts: factsOf(policy, wish),
      warnings: [],
    });
    const request = {
      parentSessionId: context.session.id,
      title: shortened(`Stop enforcing: ${policy.sentence}`),
      prepared,
    };
    return { type: 'deletion-prepared', at: context.now(), request };
  };
}

function factsOf(
  { sentence, rationale, owner, enforcement }: Policy,
  wish: PolicyWish,
): PreparedChange['facts'] {
  const does = enforcement?.mode === 'audit' ? 'warned of' : 'refused';
  return [
    { label: 'Policy', value: sentence },
    ...(rationale === '' ? [] : [{ label: 'Why it is there', value: rationale }]),
    { label: 'Owner', value: owner },
    { label: 'Then', value: `Objects that break it are not ${does} by it any more.` },
    {
      label: 'The policy itself',
      value: wish === 'enforcement' ? 'Stays, and goes on guiding.' : 'Is deleted after that.',
    },
  ];
}

function shortened(text: string): string {
  return text.length <= TITLE_MAX ? text : `${text.slice(0, TITLE_MAX - 1)}…`;
}
