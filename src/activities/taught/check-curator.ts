import type { Activity } from '../activity.ts';
import { type PermissionDependencies, requireRole } from '../permissions.ts';
import type { Actor } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';

interface Asked {
  readonly type: 'check-curator';
  readonly actor: Actor;
  readonly accepts: boolean;
}

type Checked =
  | { readonly type: 'decision-denied'; at: string; actor: Actor; reason: string }
  | { readonly type: 'decision-granted'; at: string; actor: Actor; accepts: boolean };

/** Whether who pressed is a curator now. */
export function createCheckCurator(people: PermissionDependencies): Activity<Asked, Checked> {
  return async ({ actor, accepts }, context) => {
    const reason = await curatorProblem(people, actor);
    const at = context.now();
    if (reason !== undefined) return { type: 'decision-denied', at, actor, reason };
    return { type: 'decision-granted', at, actor, accepts };
  };
}

/** In words; undefined for a curator. */
export async function curatorProblem(
  people: PermissionDependencies,
  actor: Actor,
): Promise<string | undefined> {
  try {
    await requireRole(people, { actor, role: 'curators' });
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'forbidden') throw error;
    return error.message;
  }
}
