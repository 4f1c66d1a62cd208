import { isOlder } from './message-ids.ts';
import { slowly, type SlowReading } from './slow-reading.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import type { Conversations } from '../../ports/conversations.ts';
import type { ThreadReached } from '../../workflows/mining/progress.ts';

/** Most messages of a thread that are read. */
export const THREAD_MAX = 1_000;

/** What was read of a thread in one go. */
export interface ThreadPart {
  /** Not read before, oldest first; the message at the head among them the first time. */
  readonly messages: readonly PastMessage[];
  /** The message at the head where it was read before, as far as the platform gave it again. */
  readonly saidBefore: PastMessage | undefined;
  readonly reached: ThreadReached;
  readonly isLast: boolean;
  /** It is longer than it is read. */
  readonly isCut: boolean;
}

/** Where the reading of a thread begins, of its head or of any reply. */
export function threadFrom(message: string): ThreadReached {
  return { head: message, read: 0 };
}

/** The next page of a thread. Of a reply the first one may be empty and not the last: its head is known now. */
export function readThreadPart(
  conversations: Pick<Conversations, 'thread'>,
  place: { readonly workspace: string; readonly channel: string },
  from: ThreadReached,
): Promise<SlowReading<ThreadPart>> {
  const { head: message, after, read } = from;
  return slowly(async () => {
    const page = await conversations.thread(place, { message, after });
    const { head, hasMore } = page;
    const fresh = page.messages.filter(({ id }) => after === undefined || isOlder(after, id));
    const messages = fresh.slice(0, THREAD_MAX - read);
    const isFull = read + messages.length >= THREAD_MAX;
    return {
      messages,
      saidBefore: after === undefined ? undefined : page.messages.find(({ id }) => id === head),
      reached: onward(from, messages, head),
      isLast: isFull || !hasMore,
      isCut: isFull && (hasMore || messages.length < fresh.length),
    };
  });
}

/** How far it is read once these are, of the thread of that head. */
export function onward(
  { after, read }: ThreadReached,
  messages: readonly PastMessage[],
  head: string,
): ThreadReached {
  const last = messages.at(-1)?.id ?? after;
  return { head, ...(last === undefined ? {} : { after: last }), read: read + messages.length };
}
