import { type IdPlatform, oldestOf } from './message-ids.ts';
import { readThreadPart, threadFrom } from './read-thread.ts';
import { slowly } from './slow-reading.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import { SILENCE_MS } from '../../domain/mining/segment.ts';
import type { Conversations } from '../../ports/conversations.ts';
import type { ThreadReached } from '../../workflows/mining/progress.ts';

/** At most this part of a page is left to the next one, so that a stretch of talk stays whole. */
const LEFT_SHARE = 0.2;

interface PageRange {
  readonly workspace: string;
  readonly channel: string;
  readonly platform: IdPlatform;
  readonly oldest: string;
  readonly before: string | undefined;
  /** The thread of which a part was read before; the next one before `before`. */
  readonly thread: ThreadReached | undefined;
}

/** A page of a channel with its threads, as far as the platform gave them. */
export interface ChannelPage {
  /** Newest first. */
  readonly messages: readonly PastMessage[];
  /** Of a thread whose reading was interrupted, the message at its head too. */
  readonly replies: readonly PastMessage[];
  /** Heads of threads whose beginnings were read before this page. */
  readonly saidBefore: readonly PastMessage[];
  /** The thread in whose middle it was interrupted. */
  readonly thread: ThreadReached | undefined;
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
 * asks to slow down in the middle, what comes before that thread is a page of its own, and so is the
 * beginning of the thread: whoever asks again goes on after it. Throws `Failure` but for that.
 */
export async function readPage(
  conversations: Conversations,
  range: PageRange,
  isNews: (message: PastMessage) => boolean,
): Promise<ChannelPage> {
  const { workspace, channel, oldest, before, thread: begun } = range;
  const place = { workspace, channel };
  const bounds = { oldest, ...(before === undefined ? {} : { before }) };
  const history = await slowly(() => conversations.history(place, bounds));
  if (history.type === 'slowed') {
    return { ...pageOf([], false), thread: begun, retryAfterMs: history.retryAfterMs };
  }
  const page = history.value;
  const messages = page.hasMore ? wholeStretches(page.messages) : page.messages;
  const isLast = !page.hasMore || messages.length === 0;
  const saidBefore = messages.filter(({ id }) => id === begun?.head && begun.read > 0);
  const replies: PastMessage[] = [];
  const cut: string[] = [];
  for (const [index, head] of messages.entries()) {
    const isBegun = head.id === begun?.head;
    if (head.replyCount === 0 || head.thread !== undefined) continue;
    if (!isNews(head) && !isBegun) continue;
    const from = isBegun ? begun : threadFrom(head.id);
    const thread = await readThread(conversations, place, from);
    const { retryAfterMs } = thread;
    if (retryAfterMs !== undefined) {
      const { reached } = thread;
      const part = pageOf(messages.slice(0, index), false);
      const read = [...replies, ...thread.messages];
      return { ...part, replies: read, saidBefore, cut, thread: reached, retryAfterMs };
    }
    replies.push(...thread.messages.filter(({ id }) => id !== head.id));
    if (thread.isCut) cut.push(head.id);
  }
  return { ...pageOf(messages, isLast), replies, saidBefore, cut };
}

/** The rest of a thread, as far as the platform gives it without a pause. */
async function readThread(
  conversations: Conversations,
  place: { readonly workspace: string; readonly channel: string },
  from: ThreadReached,
) {
  const messages: PastMessage[] = [];
  let reached = from;
  for (;;) {
    const part = await readThreadPart(conversations, place, reached);
    if (part.type === 'slowed') {
      return { messages, reached, isCut: false, retryAfterMs: part.retryAfterMs };
    }
    messages.push(...part.value.messages);
    ({ reached } = part.value);
    const { isLast, isCut } = part.value;
    if (isLast) return { messages, reached, isCut, retryAfterMs: undefined };
  }
}

function pageOf(messages: readonly PastMessage[], isLast: boolean): ChannelPage {
  const reached = oldestOf(messages.map(({ id }) => id));
  return {
    messages,
    replies: [],
    saidBefore: [],
    thread: undefined,
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
