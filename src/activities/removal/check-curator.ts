import { Failure } from '../../domain/failure.ts';
import type { RemovalEffect, RemovalEvent } from '../../workflows/removal/state.ts';
import type { Activity } from '../activity.ts';
import { type PermissionDependencies, requireRole } from '../permissions.ts';

type Effect = Extract<RemovalEffect, { type: 'check-curator' }>;

/** Whether who pressed is a curator now: who asked may be none any more. */
export function createCheckCurator(people: PermissionDependencies): Activity<Effect, RemovalEvent> {
  return async ({ actor, wants }, context) => {
    try {
      await requireRole(people, { actor, role: 'curators' });
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'forbidden') throw error;
      return { type: 'removal-denied', at: context.now(), actor, reason: error.message };
    }
    return { type: 'removal-granted', at: context.now(), actor, wants };
  };
}
