import { accountOf, approvalProblem } from './change/approvers.ts';
import {
  askedAgainAfter,
  askedOnce,
  groupsWith,
  type PermissionDependencies,
  roleProblem,
} from './permissions.ts';
import type { Actor } from '../chat/actor.ts';
import { hasRole } from '../domain/roles.ts';
import type { Clock } from '../ports/clock.ts';

/** What a person may do now, looked up once for everything that is shown to them at a time. */
export interface ViewerRights {
  /** Neither guest nor bot, nor of another workspace, nor gone. */
  readonly isMember: boolean;
  readonly mayScan: boolean;
  /** Whether they may decide about the changes of that requester: the same rule as at a click. */
  readonly mayDecide: (requester: Actor) => Promise<boolean>;
  /** Whether they may see what the language model costs: curators and approvers may. */
  readonly seesSpend: () => Promise<boolean>;
}

/** For so long what is shown may be behind what a click would be allowed. */
const REMEMBERED_MS = 30_000;

/**
 * What is shown to people now, many at a time: the platform is asked for each person and each group
 * once in half a minute. Nothing is decided by it.
 */
export function createViewerRights(
  dependencies: PermissionDependencies & { readonly clock: Clock },
): (viewer: Actor) => Promise<ViewerRights> {
  const { clock } = dependencies;
  const time = { now: () => clock.now().getTime(), ms: REMEMBERED_MS };
  const chat = askedAgainAfter(dependencies.chat, time);
  return (viewer) => viewerRights({ ...dependencies, chat }, viewer);
}

/** Throws `Failure('unavailable')` when the platform does not say who that is. */
async function viewerRights(
  dependencies: PermissionDependencies,
  viewer: Actor,
): Promise<ViewerRights> {
  const once = { ...dependencies, chat: askedOnce(dependencies.chat) };
  const { standing } = await once.chat.person(viewer);
  const isMember = standing === 'member';
  const mayScan = (await roleProblem(once, { actor: viewer, role: 'curators' })) === undefined;
  return {
    isMember,
    mayScan,
    seesSpend: async () => mayScan || (isMember && (await isListedApprover(once, viewer))),
    mayDecide: async (requester) =>
      (await approvalProblem(once, { actor: viewer, requester })) === undefined,
  };
}

async function isListedApprover(
  { chat, organisation }: PermissionDependencies,
  viewer: Actor,
): Promise<boolean> {
  const { approvers } = organisation.roles;
  const groups = await groupsWith(chat, approvers.groups, viewer.id);
  return hasRole(approvers, accountOf(viewer), groups);
}
