import { accountOf, approvalProblem, type ApproverDependencies } from './approvers.ts';
import { askedOnce } from '../permissions.ts';
import { type Actor, actorKey, type Place } from '../../chat/actor.ts';
import type { Session } from '../../chat/session.ts';
import { Failure } from '../../domain/failure.ts';
import { isSamePerson } from '../../domain/roles.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import type { Approvers, Asked, AskedPlace } from '../../workflows/change/state.ts';

export interface AskingDependencies extends ApproverDependencies {
  readonly chat: ApproverDependencies['chat'] & Pick<ChatPlatform, 'isDirect' | 'directPlace'>;
}

/** Most people who are asked directly about one change: of more, a channel is the better place. */
const PEOPLE_MAX = 10;

/**
 * Where approvers are asked beside the change's own conversation: in the organisation's channel for
 * approvals, or, where only the requester can see the conversation, each of them directly. Undefined
 * where the conversation itself is enough, or where nobody can approve anyway.
 */
export async function whomToAsk(
  dependencies: AskingDependencies,
  { session, approvers }: { readonly session: Session; readonly approvers: Approvers },
): Promise<Asked | undefined> {
  const { chat, organisation } = dependencies;
  const { place, owner } = session;
  if (approvers.missingLines !== undefined || approvers.closedBecause !== undefined) {
    return undefined;
  }
  const isDirect = chat.isDirect(place);
  const { channel } = organisation.approvals;
  if (channel !== undefined) {
    if (channel === place.channel) return undefined;
    const { platform, workspace } = place;
    const places = [{ place: { platform, workspace, channel } }];
    return { isDirect, places, unreached: [] };
  }
  if (!isDirect) return undefined;
  if (approvers.isAnyMember) {
    return { isDirect, places: [], unreached: [], gap: 'open-to-all' };
  }
  return askDirectly(dependencies, { requester: owner, approvers });
}

interface Wanted {
  readonly requester: Actor;
  readonly approvers: Approvers;
}

async function askDirectly(dependencies: AskingDependencies, wanted: Wanted): Promise<Asked> {
  const people = await eligible(dependencies, wanted);
  const places: AskedPlace[] = [];
  const unreached: Actor[] = [];
  for (const to of people.slice(0, PEOPLE_MAX)) {
    const place = await directPlaceOf(dependencies, to);
    if (place) places.push({ place, to });
    else unreached.push(to);
  }
  const gap = await gapAmong(dependencies, { count: people.length, requester: wanted.requester });
  return { isDirect: true, places, unreached, ...(gap === undefined ? {} : { gap }) };
}

async function gapAmong(
  dependencies: AskingDependencies,
  { count, requester }: { readonly count: number; readonly requester: Actor },
): Promise<Asked['gap']> {
  if (count > PEOPLE_MAX) return 'too-many';
  if (count > 0) return undefined;
  const own = await approvalProblem(dependencies, { actor: requester, requester });
  return own === undefined ? undefined : 'nobody-found';
}

/**
 * Others who may approve, by the same rule as at the click, each with one account; one more than is
 * asked at most, so that it is known whether there are more.
 */
async function eligible(dependencies: AskingDependencies, wanted: Wanted): Promise<Actor[]> {
  const { organisation } = dependencies;
  const { requester } = wanted;
  const once = { ...dependencies, chat: askedOnce(dependencies.chat) };
  const isKnown = (known: readonly Actor[], actor: Actor): boolean =>
    known.some((one) => isSamePerson(organisation, accountOf(one), accountOf(actor)));
  const found: Actor[] = [];
  for (const actor of await candidates(once.chat, wanted)) {
    if (found.length > PEOPLE_MAX) break;
    if (isKnown([requester, ...found], actor)) continue;
    const problem = await approvalProblem(once, { actor, requester });
    if (problem === undefined) found.push(actor);
  }
  return found;
}

/** People that are named, then members of groups. */
async function candidates(
  chat: ApproverDependencies['chat'],
  { requester, approvers }: Wanted,
): Promise<readonly Actor[]> {
  const { platform, workspace } = requester;
  const members = await Promise.all(approvers.groups.map((group) => chat.groupMembers(group)));
  const actors = [
    ...approvers.people,
    ...members.flat().map((id): Actor => ({ platform, workspace, id })),
  ];
  return [...new Map(actors.map((actor) => [actorKey(actor), actor])).values()];
}

/** Undefined where the platform does not let the bot write to that person. */
async function directPlaceOf(
  { chat }: AskingDependencies,
  actor: Actor,
): Promise<Place | undefined> {
  try {
    return await chat.directPlace(actor);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'forbidden') return undefined;
    throw error;
  }
}
