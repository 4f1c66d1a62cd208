import type { Message } from '../../slack/state.ts';
import { dayKey } from './times.ts';
import { isReply } from './unread.ts';

export interface ThreadSummary {
  readonly count: number;
  readonly lastTs: string;
  /** Who answered, in the order of their first answer. */
  readonly users: readonly string[];
}

export type Row =
  | { readonly kind: 'day'; readonly ts: string }
  /** Everything below is new to the reader. */
  | { readonly kind: 'new' }
  /** Between the first message of a thread and its answers. */
  | { readonly kind: 'replies'; readonly count: number }
  | {
      readonly kind: 'message';
      readonly message: Message;
      /** Follows one of the same author closely: neither picture nor name again. */
      readonly isCompact: boolean;
    };

interface RowOptions {
  /** Whether the first message is the root of a thread. */
  readonly isThread?: boolean;
  /** The time of the first message that is new to the reader. */
  readonly newFrom?: string | undefined;
  readonly timeZone?: string;
}

/** Seconds within which messages of one author are drawn together. */
const TOGETHER_SECONDS = 5 * 60;

export function inChannel(messages: readonly Message[], channel: string): readonly Message[] {
  return messages.filter((message) => message.channel === channel && !isReply(message));
}

/** The root, where it still exists, and its answers. */
export function inThread(
  messages: readonly Message[],
  { channel, thread }: { readonly channel: string; readonly thread: string },
): readonly Message[] {
  return messages.filter((message) => {
    return message.channel === channel && (message.ts === thread || message.thread_ts === thread);
  });
}

/** Threads of a channel by the time of their root. What only one person sees counts for nobody. */
export function threadsIn(
  messages: readonly Message[],
  channel: string,
): ReadonlyMap<string, ThreadSummary> {
  const threads = new Map<string, ThreadSummary>();
  for (const { channel: where, thread_ts, ts, user, onlyFor } of messages) {
    if (where !== channel || thread_ts === undefined || thread_ts === ts || onlyFor) continue;
    const { count = 0, users = [] } = threads.get(thread_ts) ?? {};
    threads.set(thread_ts, {
      count: count + 1,
      lastTs: ts,
      users: users.includes(user) ? users : [...users, user],
    });
  }
  return threads;
}

/** Messages with what divides them. */
export function rowsOf(messages: readonly Message[], options: RowOptions = {}): readonly Row[] {
  return messages.flatMap((message, index): readonly Row[] => {
    const before = messages[index - 1];
    const dividers = dividersAbove(message, before, options);
    const afterRoot = options.isThread === true && index === 1;
    const replies = { kind: 'replies', count: messages.length - 1 } as const;
    const above = afterRoot ? [replies, ...dividers] : dividers;
    const isCompact = above.length === 0 && before !== undefined && isTogether(before, message);
    return [...above, { kind: 'message', message, isCompact }];
  });
}

function dividersAbove(
  message: Message,
  before: Message | undefined,
  { isThread = false, newFrom, timeZone }: RowOptions,
): readonly Row[] {
  const isSameDay = before && dayKey(before.ts, timeZone) === dayKey(message.ts, timeZone);
  const day: readonly Row[] = isSameDay || isThread ? [] : [{ kind: 'day', ts: message.ts }];
  return message.ts === newFrom ? [...day, { kind: 'new' }] : day;
}

function isTogether(before: Message, message: Message): boolean {
  return (
    before.user === message.user &&
    before.onlyFor === message.onlyFor &&
    !message.isBroadcast &&
    Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS
  );
}
