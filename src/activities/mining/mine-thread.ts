import type { MiningDependencies } from './dependencies.ts';
import { isOlder } from './message-ids.ts';
import { type MiningKindsReader, partWillDo } from './mining-kinds.ts';
import { minePart } from './mine-part.ts';
import { changedPlaceProblem } from './place-now.ts';
import { onward, readThreadPart, threadFrom, type ThreadPart } from './read-thread.ts';
import { addressing, conversationsIn, peoplesMessages, talkPlace } from './said-in.ts';
import { slowly } from './slow-reading.ts';
import { isReadAlready } from './thread-reader.ts';
import type { Activity } from '../activity.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import type { SafeConversation } from '../../domain/mining/hide.ts';
import type { TalkPlace } from '../../domain/mining/segment.ts';
import type { ChannelInfo } from '../../ports/conversations.ts';
import { NOTHING_MINED } from '../../workflows/mining/progress.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  type MiningEventOf,
  MiningState,
} from '../../workflows/mining/state.ts';

/** A thread of more parts than this is sifted like a channel: most of it is talk. */
const PARTS_READ_WHOLE = 5;

/** The same in messages, where a thread comes in small pages. */
const MESSAGES_READ_WHOLE = 200;

/**
 * Reads the next page of a thread that somebody pointed at, as a whole where it is not very long. How far it
 * came is told with what was found, so that whoever goes on reads nothing twice.
 */
export function createMineThread(
  dependencies: MiningDependencies,
  kindsReader: MiningKindsReader,
): Activity<MiningEffectOf<'mine-thread'>, MiningEvent> {
  const { conversations } = dependencies;
  return async (effect, context) => {
    const { signal, now } = context;
    const state = MiningState.parse(context.session.state);
    const { input } = state;
    if (input.type !== 'thread') throw new Error('there is no thread to read');
    const kinds = await kindsReader.read(signal, partWillDo(effect));
    const from = state.thread ?? threadFrom(input.message);
    const slowedBy = (retryAfterMs: number) =>
      ({ type: 'reading-slowed', at: now(), retryAfterMs, effect }) as const;
    const info = await slowly(() => conversations.channel(input.workspace, input.channel));
    if (info.type === 'slowed') return slowedBy(info.retryAfterMs);
    const reason = await changedPlaceProblem(dependencies, info.value, state);
    if (reason !== undefined) return { type: 'source-refused', at: now(), reason };
    const readAt = now();
    const read = await readThreadPart(conversations, input, from);
    if (read.type === 'slowed') return slowedBy(read.retryAfterMs);
    const { value: part } = read;
    const { head } = part.reached;
    const isJoined = from.read === 0 && (await isReadAlready(dependencies, context.session, head));
    if (isJoined) return { type: 'source-refused', at: now(), reason: READ_ALREADY, isJoined };
    if (part.messages.length === 0) return nothingIn(part, now());
    const place = talkPlace(context.session.place, input);
    const whole = await wholeConversations(part, { place, signal });
    const url = await conversations.permalink(input, part.reached.head);
    const label = labelOf(info.value);
    const mined = await minePart(dependencies, state, {
      part: {
        conversations: whole.conversations,
        isWanted: whole.isShort && part.reached.read <= MESSAGES_READ_WHOLE,
        messages: peoplesMessages(whole.messages),
        kinds,
        origin: { type: 'thread', label, ...(url === undefined ? {} : { url }) },
        readAt,
        withAddresses: addressing(dependencies, place, whole.messages),
      },
      context,
    });
    return {
      ...mined,
      unread: part.isCut ? [UNREAD_REST] : [],
      thread: onward(from, whole.messages, part.reached.head),
      isLast: part.isLast,
    };
  };
}

function labelOf(info: ChannelInfo | undefined): string {
  return info?.name === undefined ? 'a thread' : `a thread in #${info.name}`;
}

const UNREAD_REST = {
  name: 'the rest of the thread',
  reason: 'I read its first 1,000 messages.',
} as const;

const READ_ALREADY = 'I am reading that thread already. What I find is shown in it.';

/** Gone, at its end, or no more than its head is known yet. */
function nothingIn(
  { reached, isLast }: ThreadPart,
  at: string,
): MiningEventOf<'source-refused' | 'part-mined'> {
  if (isLast && reached.read === 0) {
    return { type: 'source-refused', at, reason: 'That message is gone.' };
  }
  const nothing = { counts: NOTHING_MINED, found: [], unread: [], reviews: [] };
  return { type: 'part-mined', at, ...nothing, thread: reached, isLast };
}

interface WholeConversations {
  readonly conversations: readonly SafeConversation[];
  readonly messages: readonly PastMessage[];
  readonly isShort: boolean;
}

/**
 * A thread is cut into the same conversations whatever a page holds: the last one of a page may go on, so it
 * is left to the next where there are others.
 */
async function wholeConversations(
  { messages, saidBefore, reached, isLast }: ThreadPart,
  { place, signal }: { readonly place: TalkPlace; readonly signal: AbortSignal },
): Promise<WholeConversations> {
  const before = saidBefore ? [saidBefore] : [];
  const all = await conversationsIn(messages, { place, saidBefore: before, signal });
  const isShort = all.length <= PARTS_READ_WHOLE;
  const conversations = all.slice(0, -1);
  const read = conversations.flatMap((one) => messageIdsOf(one));
  const rest = all
    .slice(-1)
    .flatMap((one) => messageIdsOf(one).filter((id) => id !== reached.head));
  const last = conversations.at(-1)?.utterances.at(-1)?.source;
  const isCutInMessage = rest.some((id) => read.includes(id));
  if (isLast || isCutInMessage || last?.type !== 'message') {
    return { conversations: all, messages, isShort };
  }
  const upTo = messages.filter(({ id }) => !isOlder(last.message, id));
  return { conversations, messages: upTo, isShort };
}

function messageIdsOf({ utterances }: SafeConversation): readonly string[] {
  return utterances.flatMap(({ source }) => (source.type === 'message' ? [source.message] : []));
}
