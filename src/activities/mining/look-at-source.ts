import type { MiningDependencies } from './dependencies.ts';
import { idAt, isOlder, timeOfId } from './message-ids.ts';
import { channelKey } from './mined-channel-key.ts';
import { SHARED } from './place-now.ts';
import { talkPlace } from './said-in.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { isPrivatePlace, STRANGER } from '../membership.ts';
import { requireRole } from '../permissions.ts';
import type { Place } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import type { MinedChannel } from '../../domain/mining/mined-channel.ts';
import type { RoleName } from '../../domain/organisation.ts';
import type { ChannelInfo } from '../../ports/conversations.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  type MiningInput,
  MiningState,
} from '../../workflows/mining/state.ts';

const DAY_MS = 86_400_000;

/** Threads go on and messages are mended: so much of what was read is looked at again. */
const AGAIN_DAYS = 14;

type InputOf<Type extends MiningInput['type']> = Extract<MiningInput, { type: Type }>;

/** Looks whether the source may be read, by whom and by the bot, before anything of it is. */
export function createLookAtSource(
  dependencies: MiningDependencies,
): Activity<MiningEffectOf<'look-at-source'>, MiningEvent> {
  return async (_effect, context) => {
    const { input } = MiningState.parse(context.session.state);
    const answers = await answersOf(dependencies, input, context);
    try {
      const seen = await lookAt(dependencies, input, context);
      return {
        type: 'source-looked-at',
        at: context.now(),
        isOpen: true,
        ...answers,
        ...seen,
        ...reviewsOf(dependencies, { ...seen, input }, context),
      };
    } catch (error) {
      const isFinal =
        error instanceof Failure && (error.kind === 'forbidden' || error.kind === 'invalid-input');
      if (!isFinal) throw error;
      return { type: 'source-refused', at: context.now(), reason: error.message, ...answers };
    }
  };
}

interface Seen {
  readonly isPrivate?: boolean;
}

interface ChannelRange extends Seen {
  readonly isOpen: boolean;
  readonly oldest: string;
  readonly oldestAt: string;
  readonly newest: string;
}

/** Throws `Failure('forbidden')` or `Failure('invalid-input')` where it may not be read. */
async function lookAt(
  dependencies: MiningDependencies,
  input: MiningInput,
  context: ActivityContext,
): Promise<ChannelRange | Seen> {
  switch (input.type) {
    case 'thread':
      await requireOwnRole(dependencies, context, 'requesters');
      return readable(dependencies, input, context);
    case 'channel':
      await requireOwnRole(dependencies, context, 'curators');
      return rangeOf(dependencies, input, context);
    case 'documents': {
      // Whoever hands over content runs the bot.
      const isShared = input.files.some(({ content }) => content === undefined);
      if (!isShared) return {};
      await requireOwnRole(dependencies, context, 'requesters');
      return placeOfDocuments(dependencies, context);
    }
    case 'cluster-policies':
      await requireOwnRole(dependencies, context, 'curators');
      return {};
    case 'sources':
    case 'closing':
      return {};
  }
}

async function requireOwnRole(
  { people }: Pick<MiningDependencies, 'people'>,
  { session }: ActivityContext,
  role: Exclude<RoleName, 'approvers'>,
): Promise<void> {
  await requireRole(people, { actor: session.owner, role });
}

const INVITE = 'Invite me there with /invite @dotai, then ask again.';

async function readable(
  dependencies: Pick<MiningDependencies, 'conversations' | 'candidates'>,
  { workspace, channel }: InputOf<'thread'>,
  context: ActivityContext,
): Promise<Seen> {
  const info = await dependencies.conversations.channel(workspace, channel);
  if (info?.isMember !== true && info?.isDirect !== true) {
    throw new Failure(
      'forbidden',
      `I cannot read this conversation: I am no member of it. ${INVITE}`,
    );
  }
  refuseShared(info);
  return seenBy(dependencies, info, context);
}

/** Of a private conversation those decide who are in it. */
async function seenBy(
  { conversations, candidates }: Pick<MiningDependencies, 'conversations' | 'candidates'>,
  info: ChannelInfo,
  { session }: ActivityContext,
): Promise<Seen> {
  if (!isPrivatePlace(info)) return {};
  // It may have been open when something was read there before.
  await candidates.markPrivate(info.id);
  const place = { workspace: session.place.workspace, channel: info.id };
  if (await conversations.isMember(place, session.owner)) return { isPrivate: true };
  throw new Failure('forbidden', STRANGER);
}

/**
 * What is shared in a private channel is for whoever is in it. What is shared with the bot alone is handed
 * over to be learned from: curators see it.
 */
async function placeOfDocuments(
  { conversations, chat }: Pick<MiningDependencies, 'conversations' | 'chat'>,
  { session }: ActivityContext,
): Promise<Seen> {
  const { workspace, channel } = session.place;
  if (channel === '' || chat.isDirect(session.place)) return {};
  const info = await conversations.channel(workspace, channel);
  return isPrivatePlace(info) ? { isPrivate: true } : {};
}

async function rangeOf(
  dependencies: MiningDependencies,
  input: InputOf<'channel'>,
  context: ActivityContext,
): Promise<ChannelRange> {
  const { conversations, channels, clock } = dependencies;
  const { session } = context;
  const { workspace, channel, days, isSaid } = input;
  const info = fit(await conversations.channel(workspace, channel));
  const seen = await seenBy(dependencies, info, context);
  const place = talkPlace(session.place, input);
  const known = await channels.get(channelKey(place));
  const nowMs = clock.now().getTime();
  const asked = idAt(place.platform, nowMs - days * DAY_MS);
  const oldest = isSaid === true ? asked : oldestToRead(known, asked, place.platform);
  return {
    ...seen,
    isOpen: known?.isOn === true,
    oldest,
    oldestAt: new Date(timeOfId(place.platform, oldest)).toISOString(),
    newest: idAt(place.platform, nowMs),
  };
}

function fit(info: ChannelInfo | undefined): ChannelInfo {
  if (info?.isDirect === true) {
    const message = 'I read no direct conversations. Capture a thread of it with “capture this”.';
    throw new Failure('invalid-input', message);
  }
  if (info?.isMember !== true) {
    throw new Failure('forbidden', `I see no such channel, or am no member of it. ${INVITE}`);
  }
  if (info.isArchived) {
    const message = 'That channel is archived. Unarchive it, or share what matters as a document.';
    throw new Failure('invalid-input', message);
  }
  refuseShared(info);
  return info;
}

function refuseShared({ isShared }: ChannelInfo): void {
  if (isShared) throw new Failure('invalid-input', SHARED);
}

/** What was read before is not looked at again, unless further back is asked for. */
function oldestToRead(
  known: MinedChannel | undefined,
  asked: string,
  platform: 'slack' | 'teams',
): string {
  const { minedFrom, minedUntil } = known ?? {};
  if (minedFrom === undefined || minedUntil === undefined || isOlder(asked, minedFrom)) {
    return asked;
  }
  const again = idAt(platform, timeOfId(platform, minedUntil) - AGAIN_DAYS * DAY_MS);
  return isOlder(asked, again) ? again : asked;
}

/** Captured threads are answered there, or to whoever asked alone. */
async function answersOf(
  { chat, organisation }: MiningDependencies,
  input: MiningInput,
  { session }: ActivityContext,
): Promise<{ answersIn?: Place }> {
  if (input.type !== 'thread' || organisation.mining.answers !== 'private') return {};
  const answersIn = await chat.directPlace(session.owner);
  return answersIn.channel === session.place.channel ? {} : { answersIn };
}

/**
 * What was found elsewhere goes to the curators' channel, where there is one; what a private channel says is
 * shown in it alone.
 */
function reviewsOf(
  { organisation, chat }: Pick<MiningDependencies, 'organisation' | 'chat'>,
  { input, isPrivate }: Seen & { readonly input: MiningInput },
  { session }: ActivityContext,
): { reviewsIn?: Place } {
  if (input.type === 'thread') return {};
  if (isPrivate !== true) {
    const { channel } = organisation.mining;
    return channel === undefined ? {} : { reviewsIn: chat.channelPlace(channel) };
  }
  const isThere = input.type !== 'channel' || input.channel === session.place.channel;
  return isThere ? {} : { reviewsIn: chat.channelPlace(input.channel) };
}
