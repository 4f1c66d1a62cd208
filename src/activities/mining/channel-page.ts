import { THREAD_MAX } from './mine-thread.ts';
import { oldestOf, isOlder, timeOfId, type IdPlatform } from './message-ids.ts';
import { slowly } from './slow-reading.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import type { MinedChannel } from '../../domain/mining/mined-channel.ts';
import { SILENCE_MS } from '../../domain/mining/segment.ts';
import type { Conversations } from '../../ports/conversations.ts';

/** At most this part of a page is left to the next one, so that a stretch of talk stays whole. */
const LEFT_SHARE = 0.2;

interface PageRange {
  readonly workspace: string;
  readonly channel: string;
  readonly platform: IdPlatform;
  readonly oldest: string;
  readonly before: string | undefined;
}

/** A page of a channel with its threads, as far as the platform gave them. */
export interface ChannelPage {
  /** Newest first. */
  readonly messages: readonly PastMessage[];
  readonly replies: readonly PastMessage[];
  /** Heads of threads that were too long to be read whole. */
  readonly cut: readonly string[];
  /** The oldest message of it; undefined where there is none. */
  readonly reached: string | undefined;
  readonly reachedAt: string | undefined;
  /** Nothing older is in the range. */
  readonly isLast: boolean;
  /** The platform asked to slow down before the rest of the page could be read. */
  readonly retryAfterMs: number | undefined;
}

/**
 * Reads the next older page, and the threads that begin in it and hold something new. Where the platform
 * asks to slow down in the middle, what comes before that thread is a page of its own: no call is made
 * twice for it. Throws `Failure` but for that.
 */
export async function readPage(
  conversations: Conversations,
  range: PageRange,
  isNews: (message: PastMessage) => boolean,
): Promise<ChannelPage> {
  const { workspace, channel, oldest, before } = range;
  const place = { workspace, channel };
  const bounds = { oldest, ...(before === undefined ? {} : { before }) };
  const history = await slowly(() => conversations.history(place, bounds));
  if (history.type === 'slowed')
    return { ...pageOf([], false), retryAfterMs: history.retryAfterMs };
  const page = history.value;
  const messages = page.hasMore ? wholeStretches(page.messages) : page.messages;
  const isLast = !page.hasMore || messages.length === 0;
  const replies: PastMessage[] = [];
  const cut: string[] = [];
  for (const [index, head] of messages.entries()) {
    if (head.replyCount === 0 || head.thread !== undefined || !isNews(head)) continue;
    const thread = await slowly(() => conversations.thread(place, head.id, THREAD_MAX));
    if (thread.type === 'slowed') {
      const { retryAfterMs } = thread;
      return { ...pageOf(messages.slice(0, index), false), replies, cut, retryAfterMs };
    }
    replies.push(...thread.value.messages.filter(({ id }) => id !== head.id));
    if (thread.value.isCut) cut.push(head.id);
  }
  return { ...pageOf(messages, isLast), replies, cut };
}

function pageOf(messages: readonly PastMessage[], isLast: boolean): ChannelPage {
  const reached = oldestOf(messages.map(({ id }) => id));
  return {
    messages,
    replies: [],
    cut: [],
    reached,
    reachedAt: messages.find(({ id }) => id === reached)?.at,
    isLast,
    retryAfterMs: undefined,
  };
}

/** Without the talk at its old end that goes on in the next page, where there is a silence to cut at. */
function wholeStretches(messages: readonly PastMessage[]): readonly PastMessage[] {
  const least = Math.ceil(messages.length * (1 - LEFT_SHARE));
  for (let end = messages.length - 1; end >= Math.max(1, least); end -= 1) {
    const newer = messages[end - 1];
    const older = messages[end];
    if (!newer || !older) continue;
    if (Date.parse(newer.at) - Date.parse(older.at) > SILENCE_MS) return messages.slice(0, end);
  }
  return messages;
}

/**
 * What there is of a channel that was not read the last time: said, answered or edited since, or older
 * than it was read then.
 */
export function newsSince(
  { minedFrom, minedUntil }: Pick<MinedChannel, 'minedFrom' | 'minedUntil'>,
  platform: IdPlatform,
): (message: PastMessage) => boolean {
  if (minedFrom === undefined || minedUntil === undefined) return () => true;
  const lastMs = timeOfId(platform, minedUntil);
  return ({ id, editedAt, lastReplyAt }) =>
    !isOlder(id, minedUntil) ||
    isOlder(id, minedFrom) ||
    [editedAt, lastReplyAt].some((at) => at !== undefined && Date.parse(at) >= lastMs);
}
