import type { Message } from '../../slack/state.ts';
import type { Note } from './notes.ts';
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
  | { readonly kind: 'note'; readonly note: Note }
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
  /** What Slack itself said there; each stands where its time says. */
  readonly notes?: readonly Note[];
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

type Item =
  | { readonly kind: 'message'; readonly ts: string; readonly message: Message }
  | { readonly kind: 'note'; readonly ts: string; readonly note: Note };

/** Messages and notes with what divides them. */
export function rowsOf(messages: readonly Message[], options: RowOptions = {}): readonly Row[] {
  const items = itemsOf(messages, options.notes ?? []);
  return items.flatMap((item, index): readonly Row[] => {
    const before = items[index - 1];
    const dividers = dividersAbove(item.ts, before?.ts, options);
    const afterRoot = options.isThread === true && index === 1 && messages.length > 1;
    const replies = { kind: 'replies', count: messages.length - 1 } as const;
    const above = afterRoot ? [replies, ...dividers] : dividers;
    if (item.kind === 'note') return [...above, { kind: 'note', note: item.note }];
    const { message } = item;
    const isCompact =
      above.length === 0 && before?.kind === 'message' && isTogether(before.message, message);
    return [...above, { kind: 'message', message, isCompact }];
  });
}

function itemsOf(messages: readonly Message[], notes: readonly Note[]): readonly Item[] {
  const items = messages.map((message): Item => ({ kind: 'message', ts: message.ts, message }));
  if (notes.length === 0) return items;
  const noted = notes.map((note): Item => ({ kind: 'note', ts: note.ts, note }));
  return [...items, ...noted].toSorted((one, other) => Number(one.ts) - Number(other.ts));
}

function dividersAbove(
  ts: string,
  before: string | undefined,
  { isThread = false, newFrom, timeZone }: RowOptions,
): readonly Row[] {
  const isSameDay = before !== undefined && dayKey(before, timeZone) === dayKey(ts, timeZone);
  const day: readonly Row[] = isSameDay || isThread ? [] : [{ kind: 'day', ts }];
  return ts === newFrom ? [...day, { kind: 'new' }] : day;
}

function isTogether(before: Message, message: Message): boolean {
  return (
    before.user === message.user &&
    before.onlyFor === message.onlyFor &&
    !message.isBroadcast &&
    Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS
  );
}
