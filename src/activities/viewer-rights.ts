import { accountOf, approvalProblem } from './change/approvers.ts';
import {
  askedAgainAfter,
  askedOnce,
  groupsWith,
  type PermissionDependencies,
  type Remembered,
  remembered,
  roleProblem,
} from './permissions.ts';
import { isOpenStill } from './candidate/open-channel.ts';
import { whomToTurnTo } from './whom-to-turn-to.ts';
import { type Actor, actorKey } from '../chat/actor.ts';
import { Failure } from '../domain/failure.ts';
import { hasRole } from '../domain/roles.ts';
import type { Clock } from '../ports/clock.ts';
import type { Conversations } from '../ports/conversations.ts';

/** What a person may do now, looked up once for everything that is shown to them at a time. */
export interface ViewerRights {
  /** Neither guest nor bot, nor of another workspace, nor gone. */
  readonly isMember: boolean;
  readonly mayScan: boolean;
  /** Whether they may decide about the changes of that requester: the same rule as at a click. */
  readonly mayDecide: (requester: Actor) => Promise<boolean>;
  /**
   * Whether they are in that channel; where it `wasPrivate` not when it was read, being open now is enough. Not known
   * counts as no.
   */
  readonly isIn: (channel: string, wasPrivate?: boolean) => Promise<boolean>;
  /** Whether everybody may see what is said in that channel now. Not known counts as no. */
  readonly isOpen: (channel: string) => Promise<boolean>;
  /** A sentence that names curators whom they can ask. */
  readonly whomToAsk: () => Promise<string>;
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
  dependencies: PermissionDependencies & {
    readonly conversations: Pick<Conversations, 'isMember' | 'channel'>;
    readonly clock: Clock;
  },
): (viewer: Actor) => Promise<ViewerRights> {
  const { clock, conversations } = dependencies;
  const time = { now: () => clock.now().getTime(), ms: REMEMBERED_MS };
  const chat = askedAgainAfter(dependencies.chat, time);
  const memberships = new Map<string, Remembered<Promise<boolean>>>();
  function isIn(viewer: Actor, channel: string): Promise<boolean> {
    const { workspace } = viewer;
    const key = `${actorKey(viewer)} ${channel}`;
    return remembered(memberships, { ...time, key }, () =>
      conversations.isMember({ workspace, channel }, viewer),
    );
  }
  const places = new Map<string, Remembered<Promise<boolean>>>();
  function isOpen(workspace: string, channel: string): Promise<boolean> {
    return remembered(places, { ...time, key: `${workspace} ${channel}` }, async () =>
      isOpenStill(await conversations.channel(workspace, channel)),
    );
  }
  return (viewer) =>
    viewerRights(
      {
        ...dependencies,
        chat,
        isIn: (channel) => isIn(viewer, channel),
        isOpen: (channel) => isOpen(viewer.workspace, channel),
      },
      viewer,
    );
}

/** Throws `Failure('unavailable')` when the platform does not say who that is. */
async function viewerRights(
  dependencies: PermissionDependencies & Pick<ViewerRights, 'isIn' | 'isOpen'>,
  viewer: Actor,
): Promise<ViewerRights> {
  const { isIn, organisation } = dependencies;
  const isOpen = (channel: string) => dependencies.isOpen(channel).catch(unlessKnown);
  const once = { ...dependencies, chat: askedOnce(dependencies.chat) };
  const { standing } = await once.chat.person(viewer);
  const isMember = standing === 'member';
  const mayScan = (await roleProblem(once, { actor: viewer, role: 'curators' })) === undefined;
  return {
    isMember,
    mayScan,
    isIn: async (channel, wasPrivate = true) =>
      isMember &&
      ((!wasPrivate && (await isOpen(channel))) || (await isIn(channel).catch(unlessKnown))),
    isOpen,
    whomToAsk: () =>
      whomToTurnTo(once.chat, { members: organisation.roles.curators, actor: viewer }),
    seesSpend: async () => mayScan || (isMember && (await isListedApprover(once, viewer))),
    mayDecide: async (requester) =>
      (await approvalProblem(once, { actor: viewer, requester })) === undefined,
  };
}

/** Whoever cannot be looked up sees less for a while. */
function unlessKnown(error: unknown): boolean {
  if (error instanceof Failure) return false;
  throw error;
}

async function isListedApprover(
  { chat, organisation }: PermissionDependencies,
  viewer: Actor,
): Promise<boolean> {
  const { approvers } = organisation.roles;
  const groups = await groupsWith(chat, approvers.groups, viewer.id);
  return hasRole(approvers, accountOf(viewer), groups);
}
