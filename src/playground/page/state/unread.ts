import type { Snapshot } from '../../page-protocol.ts';
import type { Message } from '../../slack/state.ts';

/** Up to which time a person has read, by `channel` or `channel/thread`. */
export type ReadMarks = Readonly<Record<string, string>>;

export interface Unread {
  /** Whether anything in the channel itself is unread. */
  readonly hasUnread: boolean;
  /** Unread messages that mention the person or one of their groups; in a direct conversation all. */
  readonly mentions: number;
}

export function placeKey(channel: string, thread?: string): string {
  return thread === undefined ? channel : `${channel}/${thread}`;
}

/**
 * What a person has not read, by channel, and by `channel/thread` where replies mention the person.
 * Other replies count nowhere.
 */
export function unreadOf(
  snapshot: Pick<Snapshot, 'channels' | 'messages' | 'userGroups'>,
  me: string,
  marks: ReadMarks,
): ReadonlyMap<string, Unread> {
  const names = namesOf(snapshot.userGroups, me);
  const direct = new Set(snapshot.channels.filter(({ kind }) => kind === 'im').map(({ id }) => id));
  const unread = new Map<string, Unread>();
  function count(key: string, added: Unread): void {
    const before = unread.get(key) ?? { hasUnread: false, mentions: 0 };
    unread.set(key, {
      hasUnread: before.hasUnread || added.hasUnread,
      mentions: before.mentions + added.mentions,
    });
  }
  for (const message of snapshot.messages) {
    if (message.user === me || isRead(message, marks)) continue;
    const { channel, thread_ts } = message;
    const isMention = direct.has(channel) || mentionsAny(message, names);
    const added = { hasUnread: !isReply(message), mentions: isMention ? 1 : 0 };
    if (!added.hasUnread && !isMention) continue;
    count(channel, added);
    if (isReply(message)) count(placeKey(channel, thread_ts), added);
  }
  return unread;
}

/** Marks a channel or a thread as read up to its latest message. The same marks where nothing is new. */
export function markedRead(
  marks: ReadMarks,
  messages: readonly Message[],
  place: { readonly channel: string; readonly thread?: string | undefined },
): ReadMarks {
  const latest = messages.findLast((message) => {
    if (message.channel !== place.channel) return false;
    return place.thread === undefined ? !isReply(message) : message.thread_ts === place.thread;
  });
  const key = placeKey(place.channel, place.thread);
  if (!latest || (marks[key] ?? '') >= latest.ts) return marks;
  return { ...marks, [key]: latest.ts };
}

/** What was read here or there. The first marks themselves where the others add nothing. */
export function mergedMarks(marks: ReadMarks, others: ReadMarks): ReadMarks {
  const later = Object.entries(others).filter(([key, ts]) => ts > (marks[key] ?? ''));
  return later.length === 0 ? marks : { ...marks, ...Object.fromEntries(later) };
}

/** Marks as the browser kept them; none where the text is not of their kind. */
export function marksIn(text: string | undefined): ReadMarks {
  if (text === undefined) return {};
  try {
    const marks: unknown = JSON.parse(text);
    if (typeof marks !== 'object' || marks === null) return {};
    return Object.fromEntries(
      Object.entries(marks).filter((entry): entry is [string, string] => {
        return typeof entry[1] === 'string';
      }),
    );
  } catch {
    return {};
  }
}

export function isReply({ thread_ts, ts, isBroadcast }: Message): boolean {
  return thread_ts !== undefined && thread_ts !== ts && !isBroadcast;
}

function isRead(message: Message, marks: ReadMarks): boolean {
  const thread = isReply(message) ? message.thread_ts : undefined;
  return (marks[placeKey(message.channel, thread)] ?? '') >= message.ts;
}

function namesOf(groups: Snapshot['userGroups'], me: string): readonly string[] {
  return [me, ...groups.filter(({ members }) => members.includes(me)).map(({ id }) => id)];
}

/** Ids are unlike words, so that they can be searched for in the blocks as they are. */
function mentionsAny({ text, blocks }: Message, ids: readonly string[]): boolean {
  const all = `${text}${JSON.stringify(blocks)}`;
  return ids.some((id) => {
    return [`<@${id}`, `<!subteam^${id}`, `_id":"${id}"`].some((mention) => all.includes(mention));
  });
}
