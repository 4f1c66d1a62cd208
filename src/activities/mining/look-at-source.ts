import type { MiningDependencies } from './dependencies.ts';
import { idAt, isOlder, timeOfId } from './message-ids.ts';
import { channelKey } from './mined-channel-key.ts';
import { talkPlace } from './said-in.ts';
import type { Activity, ActivityContext } from '../activity.ts';
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
      return {
        type: 'source-looked-at',
        at: context.now(),
        isOpen: true,
        ...answers,
        ...reviewsOf(dependencies, input, context),
        ...(await lookAt(dependencies, input, context)),
      };
    } catch (error) {
      const isFinal =
        error instanceof Failure && (error.kind === 'forbidden' || error.kind === 'invalid-input');
      if (!isFinal) throw error;
      return { type: 'source-refused', at: context.now(), reason: error.message, ...answers };
    }
  };
}

interface ChannelRange {
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
): Promise<ChannelRange | undefined> {
  switch (input.type) {
    case 'thread':
      await requireOwnRole(dependencies, context, 'requesters');
      await requireReadable(dependencies, input);
      return undefined;
    case 'channel':
      await requireOwnRole(dependencies, context, 'curators');
      return rangeOf(dependencies, input, context);
    case 'documents': {
      // Whoever hands over content runs the bot.
      const isShared = input.files.some(({ content }) => content === undefined);
      if (isShared) await requireOwnRole(dependencies, context, 'requesters');
      return undefined;
    }
    case 'cluster-policies':
      await requireOwnRole(dependencies, context, 'curators');
      return undefined;
    case 'sources':
    case 'closing':
      return undefined;
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

async function requireReadable(
  { conversations }: Pick<MiningDependencies, 'conversations'>,
  { workspace, channel }: InputOf<'thread'>,
): Promise<void> {
  const info = await conversations.channel(workspace, channel);
  if (info?.isMember === true || info?.isDirect === true) return refuseShared(info);
  throw new Failure(
    'forbidden',
    `I cannot read this conversation: I am no member of it. ${INVITE}`,
  );
}

async function rangeOf(
  { conversations, channels, clock }: MiningDependencies,
  input: InputOf<'channel'>,
  { session }: ActivityContext,
): Promise<ChannelRange> {
  const { workspace, channel, days } = input;
  refuseUnfit(await conversations.channel(workspace, channel));
  const place = talkPlace(session.place, input);
  const known = await channels.get(channelKey(place));
  const nowMs = clock.now().getTime();
  const asked = idAt(place.platform, nowMs - days * DAY_MS);
  const oldest = oldestToRead(known, asked, place.platform);
  return {
    isOpen: known?.isOn === true,
    oldest,
    oldestAt: new Date(timeOfId(place.platform, oldest)).toISOString(),
    newest: idAt(place.platform, nowMs),
  };
}

function refuseUnfit(info: ChannelInfo | undefined): void {
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
}

function refuseShared({ isShared }: ChannelInfo): void {
  if (!isShared) return;
  const message =
    'People of other organisations talk there, so I keep nothing of it. Say what you want to teach with “patterns new”.';
  throw new Failure('invalid-input', message);
}

/** What was read before is not read again, unless further back is asked for. */
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

/** What was found elsewhere goes to the curators' channel, where there is one. */
function reviewsOf(
  { organisation }: Pick<MiningDependencies, 'organisation'>,
  input: MiningInput,
  { session }: ActivityContext,
): { reviewsIn?: Place } {
  const { channel } = organisation.mining;
  if (input.type === 'thread' || channel === undefined) return {};
  const { platform, workspace } = session.place;
  return { reviewsIn: { platform, workspace, channel } };
}
