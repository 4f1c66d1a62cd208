import { type ChannelPage, readPage } from './channel-page.ts';
import type { MiningDependencies } from './dependencies.ts';
import { keepPart, TOLD_MAX, understandPart } from './mine-part.ts';
import { channelKey } from './mined-channel-key.ts';
import { type MiningKindsReader, partWillDo } from './mining-kinds.ts';
import { changedPlaceProblem } from './place-now.ts';
import { newsSince, readBefore } from './read-range.ts';
import { addressing, conversationsIn, peoplesMessages, talkPlace } from './said-in.ts';
import { slowly } from './slow-reading.ts';
import { checkWindow } from './window-check.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import type { SafeConversation } from '../../domain/mining/hide.ts';
import type { TalkPlace } from '../../domain/mining/segment.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  MiningState,
} from '../../workflows/mining/state.ts';

const UNREAD_MAX = 20;

/**
 * Reads one page of a channel with its threads. A page that is read twice finds the same ids, so it changes
 * nothing.
 */
export function createMinePage(
  dependencies: MiningDependencies,
  kindsReader: MiningKindsReader,
): Activity<MiningEffectOf<'mine-page'>, MiningEvent> {
  const { conversations, channels } = dependencies;
  return async (effect, context) => {
    const { session, signal, now } = context;
    const state = MiningState.parse(session.state);
    const { input, oldest } = state;
    if (input.type !== 'channel' || oldest === undefined) throw new Error('no channel to read');
    const place = talkPlace(session.place, input);
    const channel = await channels.get(channelKey(place));
    if (channel?.isOn !== true) return { type: 'reading-closed', at: now() };
    const kinds = await kindsReader.read(signal, partWillDo(effect));
    const hindered = await hinderedBy(dependencies, state, { effect, at: now() });
    if (hindered) return hindered;
    const isNews = newsSince(channel, place.platform);
    const { before } = effect;
    const range = { ...place, oldest, before, thread: state.thread };
    const readAt = now();
    const page = await readPage(conversations, range, isNews);
    const { retryAfterMs, reached, replies } = page;
    const isEmpty = reached === undefined && replies.length === 0;
    if (isEmpty && retryAfterMs !== undefined) return slowed(effect, { at: now(), retryAfterMs });
    const messages = [...page.messages, ...replies];
    const understood = await understandPart(dependencies, state, {
      part: {
        conversations: await newConversations(page, { place, isNews, signal }),
        isWanted: false,
        messages: peoplesMessages(firstRead(page).filter(isSaidSince(isNews))),
        kinds,
        origin: { type: 'channel', label: `#${channel.name}` },
        readAt,
        withAddresses: addressing(dependencies, place, messages),
      },
      context,
    });
    const mined = await keepPage(dependencies, state, { understood, place, context });
    if (!mined) return { type: 'reading-closed', at: now() };
    const from = page.isLast ? oldest : (reached ?? before ?? state.newest ?? oldest);
    const gone = await checkWindow(dependencies, { place, seen: messages, from, before });
    return {
      ...withGone(mined, gone),
      unread: await cutThreads(dependencies, place, page),
      ...howFar(page),
      ...readBefore(channel, oldest),
    };
  };
}

/** Undefined where the channel may be read on, as it is now. */
async function hinderedBy(
  dependencies: Pick<MiningDependencies, 'conversations' | 'candidates'>,
  state: MiningState,
  { effect, at }: { readonly effect: MiningEffectOf<'mine-page'>; readonly at: string },
): Promise<MiningEvent | undefined> {
  const { input } = state;
  if (input.type !== 'channel') return undefined;
  const { conversations } = dependencies;
  const info = await slowly(() => conversations.channel(input.workspace, input.channel));
  if (info.type === 'slowed') return slowed(effect, { at, retryAfterMs: info.retryAfterMs });
  const reason = await changedPlaceProblem(dependencies, info.value, state);
  return reason === undefined ? undefined : { type: 'source-refused', at, reason };
}

function slowed(
  effect: MiningEffectOf<'mine-page'>,
  pause: { readonly at: string; readonly retryAfterMs: number },
): MiningEvent {
  return { type: 'reading-slowed', ...pause, effect };
}

/** Undefined where the channel was closed while the page was understood: for minutes, perhaps. */
async function keepPage(
  dependencies: MiningDependencies,
  state: MiningState,
  given: {
    readonly understood: Awaited<ReturnType<typeof understandPart>>;
    readonly place: TalkPlace;
    readonly context: ActivityContext;
  },
) {
  const { channels, logger } = dependencies;
  const { understood, place, context } = given;
  if ((await channels.get(channelKey(place)))?.isOn !== true) return undefined;
  const mined = await keepPart(dependencies, state, { understood, context });
  const { messages, understood: looked, found } = mined.counts;
  const numbers = { messages, understood: looked, found };
  logger.info('a page of a channel was mined', { sessionId: state.sessionId, ...numbers });
  return mined;
}

function withGone(
  mined: Awaited<ReturnType<typeof keepPart>>,
  { removed, withdrawn, reviews }: Awaited<ReturnType<typeof checkWindow>>,
) {
  const told = [...new Set([...mined.reviews, ...reviews])].slice(0, TOLD_MAX);
  return { ...mined, reviews: told, removed, withdrawn: withdrawn.slice(0, TOLD_MAX) };
}

function howFar({ isLast, reached, reachedAt, thread, retryAfterMs }: ChannelPage) {
  return {
    ...(thread === undefined ? {} : { thread }),
    isLast,
    ...(reached === undefined ? {} : { reached }),
    ...(reachedAt === undefined ? {} : { reachedAt }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** It was said or edited since; a head that was read before is not said anew by being answered. */
function isSaidSince(isNews: (message: PastMessage) => boolean): typeof isNews {
  return (message) => {
    const { lastReplyAt: _, ...said } = message;
    return isNews(said);
  };
}

/** What no page before gave. */
function firstRead({ messages, replies, saidBefore }: ChannelPage): readonly PastMessage[] {
  return [...messages, ...replies].filter((message) => !saidBefore.includes(message));
}

/** Talk of which something is new; what was read the last time costs nothing. */
async function newConversations(
  page: ChannelPage,
  given: {
    readonly place: TalkPlace;
    readonly isNews: (message: PastMessage) => boolean;
    readonly signal: AbortSignal;
  },
): Promise<readonly SafeConversation[]> {
  const { place, isNews, signal } = given;
  const { messages, replies, saidBefore } = page;
  const news = new Set([...messages.filter(isNews), ...replies].map(({ id }) => id));
  const all = await conversationsIn(firstRead(page), { place, saidBefore, signal });
  return all.filter(({ utterances }) =>
    utterances.some(({ source }) => source.type === 'message' && news.has(source.message)),
  );
}

/** Threads of which only the beginning was read, by their addresses. */
async function cutThreads(
  { conversations }: Pick<MiningDependencies, 'conversations'>,
  { workspace, channel }: TalkPlace,
  { cut }: ChannelPage,
): Promise<{ name: string; reason: string }[]> {
  const reason = 'I read its first 1,000 messages.';
  return Promise.all(
    cut.slice(0, UNREAD_MAX).map(async (head) => {
      const url = await conversations.permalink({ workspace, channel }, head);
      return { name: url ?? 'a long thread', reason };
    }),
  );
}
