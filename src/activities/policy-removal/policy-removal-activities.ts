import { createLookUpPolicy, type PolicyRemovalDependencies } from './look-up-policy.ts';
import { createPrepareDeletion } from './prepare-deletion.ts';
import { createRemovePolicy } from './remove-policy.ts';
import type { Activity } from '../activity.ts';
import { type PermissionDependencies, requireRole } from '../permissions.ts';
import { Failure } from '../../domain/failure.ts';
import type {
  PolicyRemovalEffect,
  PolicyRemovalEvent,
} from '../../workflows/policy-removal/state.ts';

/** One activity for each effect of the removal of a policy. */
export function createPolicyRemovalActivities(
  dependencies: PolicyRemovalDependencies & { readonly people: PermissionDependencies },
) {
  return {
    'look-up-policy': createLookUpPolicy(dependencies),
    'check-curator': createCheckCurator(dependencies.people),
    'prepare-deletion': createPrepareDeletion(dependencies),
    'remove-policy': createRemovePolicy(dependencies),
  };
}

/** Whether who pressed is a curator now: who asked may be none any more. */
function createCheckCurator(
  people: PermissionDependencies,
): Activity<Extract<PolicyRemovalEffect, { type: 'check-curator' }>, PolicyRemovalEvent> {
  return async ({ actor, wish }, { now }) => {
    try {
      await requireRole(people, { actor, role: 'curators' });
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'forbidden') throw error;
      return { type: 'removal-denied', at: now(), actor, reason: error.message };
    }
    return { type: 'removal-granted', at: now(), actor, wish };
  };
}
