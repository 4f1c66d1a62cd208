import { guidingBelow, type PolicyRemovalDependencies, seenObjects } from './look-up-policy.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { isSame } from '../policy/policy-record.ts';
import { actorKey } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import {
  type PolicyRemovalEffect,
  type PolicyRemovalEvent,
  PolicyRemovalState,
} from '../../workflows/policy-removal/state.ts';

/**
 * Removes the record of a policy, drops a draft of it, or notes that nothing enforces it any more, and looks
 * what is left of it in the cluster. A repeat finds it done.
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
      if (state.wish === 'draft') await dropDraft(dependencies, { state, policy, context });
      else if (state.wish === 'enforcement') await detach(dependencies, { state, policy, context });
      else await policies.remove(state.policyId, state.version);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
      return { type: 'removal-hindered', at: context.now(), reason: CHANGED };
    }
    const seen = await seenObjects(cluster, policy ?? { id: state.policyId });
    const told = seen ? { left: seen.objects, unseen: seen.unseen } : {};
    return { type: 'policy-removed', at: context.now(), ...told };
  };
}

const CHANGED =
  'Somebody changed the policy meanwhile, so its record stays as it is now. Look at it before it is deleted.';

interface Given {
  readonly state: PolicyRemovalState;
  readonly policy: Policy | undefined;
  readonly context: ActivityContext;
}

/** What guides is stored anew, above the draft. */
async function dropDraft(
  dependencies: PolicyRemovalDependencies,
  { state, policy, context }: Given,
): Promise<void> {
  const { policyId: id, version } = state;
  const guiding = await guidingBelow(dependencies, { id, version });
  if (!guiding || !policy) throw new Failure('conflict', CHANGED);
  const { changedBy, changedAt } = policy;
  const next = { ...guiding, version: version + 1 };
  if (isSame(policy, { ...next, changedBy, changedAt })) return;
  if (policy.version !== version) throw new Failure('conflict', CHANGED);
  await dependencies.policies.save({
    ...next,
    changedBy: actorKey(state.decidedBy ?? state.owner),
    changedAt: context.now(),
  });
}

async function detach({ policies }: PolicyRemovalDependencies, given: Given): Promise<void> {
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
