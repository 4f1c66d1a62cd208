import { approvalProblem } from './change/approvers.ts';
import { askedOnce, type PermissionDependencies, requireRole } from './permissions.ts';
import type { Actor } from '../chat/actor.ts';
import { Failure } from '../domain/failure.ts';

/** What a person may do now, looked up once for everything that is shown to them at a time. */
export interface ViewerRights {
  /** Neither guest nor bot, nor of another workspace, nor gone. */
  readonly isMember: boolean;
  readonly mayScan: boolean;
  /** Whether they may decide about the changes of that requester: the same rule as at a click. */
  readonly mayDecide: (requester: Actor) => Promise<boolean>;
}

/** Throws `Failure('unavailable')` when the platform does not say who that is. */
export async function viewerRights(
  dependencies: PermissionDependencies,
  viewer: Actor,
): Promise<ViewerRights> {
  const once = { ...dependencies, chat: askedOnce(dependencies.chat) };
  const { standing } = await once.chat.person(viewer);
  return {
    isMember: standing === 'member',
    mayScan: await passes(() => requireRole(once, { actor: viewer, role: 'curators' })),
    mayDecide: async (requester) =>
      (await approvalProblem(once, { actor: viewer, requester })) === undefined,
  };
}

async function passes(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'forbidden') return false;
    throw error;
  }
}
