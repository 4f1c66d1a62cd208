import { type PolicyRemovalDependencies, seenObjects } from './look-up-policy.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { actorKey } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import {
  type PolicyRemovalEffect,
  type PolicyRemovalEvent,
  PolicyRemovalState,
} from '../../workflows/policy-removal/state.ts';

/**
 * Removes the record of a policy, or notes that nothing enforces it any more, and looks what is left of it
 * in the cluster. A repeat finds it done.
 */
export function createRemovePolicy(
  dependencies: PolicyRemovalDependencies,
): Activity<Extract<PolicyRemovalEffect, { type: 'remove-policy' }>, PolicyRemovalEvent> {
  const { policies, cluster } = dependencies;
  return async (_effect, context) => {
    const state = PolicyRemovalState.parse(context.session.state);
    const policy = await policies.get(state.policyId);
    try {
      await context.checkTurn();
      if (state.wish === 'enforcement') await detach(dependencies, { state, policy, context });
      else await policies.remove(state.policyId, state.version);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
      return { type: 'removal-hindered', at: context.now(), reason: CHANGED };
    }
    const left = await seenObjects(cluster, policy ?? { id: state.policyId });
    return { type: 'policy-removed', at: context.now(), ...(left ? { left: [...left] } : {}) };
  };
}

const CHANGED =
  'Somebody changed the policy meanwhile, so its record stays as it is now. Look at it before it is deleted.';

async function detach(
  { policies }: PolicyRemovalDependencies,
  given: {
    readonly state: PolicyRemovalState;
    readonly policy: Policy | undefined;
    readonly context: ActivityContext;
  },
): Promise<void> {
  const { state, policy, context } = given;
  if (!policy?.enforcement) return;
  if (policy.version !== state.version) throw new Failure('conflict', CHANGED);
  const { enforcement: _deleted, ...rest } = policy;
  await policies.save({
    ...rest,
    version: policy.version + 1,
    changedBy: actorKey(state.decidedBy ?? state.owner),
    changedAt: context.now(),
  });
}
