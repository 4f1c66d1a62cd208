import type { PastMessage } from '../../src/domain/mining/conversation.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { ChannelInfo, Conversations, SharedFile } from '../../src/ports/conversations.ts';

export interface FakeConversations extends Conversations {
  /** What was asked, in order. */
  readonly calls: readonly { readonly method: keyof Conversations; readonly what: string }[];
  /** By id. */
  readonly channels: Map<string, ChannelInfo>;
  /** Who is in a channel, by its id; everybody where it is not among them. */
  readonly members: Map<string, readonly string[]>;
  /** By id, with their bytes. */
  readonly files: Map<string, Omit<SharedFile, 'text'> & { readonly bytes: Uint8Array }>;
  /** Messages that a page holds; 200 at first. */
  pageSize: number;
  /** Somebody writes, in whatever order of ids. Ids that are not given rise by a second. */
  say(channel: string, message: Partial<PastMessage> & { readonly text: string }): PastMessage;
  edit(channel: string, message: string, text: string): void;
  /** It is gone; with replies under it, it stays at their head without author and text. */
  remove(channel: string, message: string): void;
  share(file: {
    readonly id: string;
    readonly name: string;
    readonly content: string | Uint8Array;
    readonly mimeType?: string;
  }): void;
  /** The next calls of that method, `times` of them, fail so. */
  failNext(method: keyof Conversations, error: Error, times?: number): void;
  /** So many calls of that method are answered, the one after them fails so. Takes the place of the last one set. */
  failAfter(method: keyof Conversations, calls: number, error: Error): void;
}

/** Where the messages of the fake begin: 2026-10-05T09:00:00Z. */
const FIRST_SECOND = 1_791_190_800;

/** Past conversations in memory, with ids like Slack's. `C1` is `#platform`, the bot is in it. */
export function createFakeConversations(): FakeConversations {
  const calls: { method: keyof Conversations; what: string }[] = [];
  const channels = new Map<string, ChannelInfo>([['C1', aChannel({ id: 'C1', name: 'platform' })]]);
  const members = new Map<string, readonly string[]>();
  const files = new Map<string, Omit<SharedFile, 'text'> & { readonly bytes: Uint8Array }>();
  const said = new Map<string, PastMessage[]>();
  const faults: { readonly method: keyof Conversations; readonly error: Error }[] = [];
  const limits = new Map<keyof Conversations, { left: number; readonly error: Error }>();
  let written = 0;

  function begin(method: keyof Conversations, what: string): void {
    calls.push({ method, what });
    const index = faults.findIndex((fault) => fault.method === method);
    const [fault] = index === -1 ? [] : faults.splice(index, 1);
    if (fault) throw fault.error;
    const limit = limits.get(method);
    if (!limit) return;
    limit.left -= 1;
    if (limit.left >= 0) return;
    limits.delete(method);
    throw limit.error;
  }

  function shown(channel: string): readonly PastMessage[] {
    refuseStranger(channels.get(channel));
    return withReplies(said.get(channel) ?? []);
  }

  function change(channel: string, id: string, changes: Partial<PastMessage>): void {
    const all = said.get(channel) ?? [];
    said.set(
      channel,
      all.map((message) => (message.id === id ? { ...message, ...changes } : message)),
    );
  }

  const fake: FakeConversations = {
    calls,
    channels,
    members,
    files,
    pageSize: 200,
    say(channel, message) {
      written += 1;
      const id = message.id ?? `${FIRST_SECOND + written}.000100`;
      const isBot = message.isBot ?? false;
      const begun = { author: 'U1', replyCount: 0, files: [], at: timeOf(id) };
      const full: PastMessage = { ...begun, ...message, id, isBot };
      const all = said.get(channel) ?? [];
      const isLast = Number(all.at(-1)?.id ?? 0) < Number(id);
      all.push(full);
      said.set(channel, isLast ? all : all.toSorted(byId));
      return full;
    },
    edit(channel, id, text) {
      change(channel, id, { text, editedAt: timeOf(`${FIRST_SECOND + written}.5`) });
    },
    remove(channel, id) {
      const all = said.get(channel) ?? [];
      if (all.some(({ thread }) => thread === id)) {
        change(channel, id, { text: '', author: undefined, files: [] });
        return;
      }
      said.set(
        channel,
        all.filter((message) => message.id !== id),
      );
    },
    share({ id, name, content, mimeType = 'text/plain' }) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      files.set(id, { name, mimeType, url: `https://chat.example.com/files/${id}`, bytes });
    },
    failNext(method, error, times = 1) {
      faults.push(...Array.from({ length: times }, () => ({ method, error })));
    },
    failAfter(method, calls, error) {
      limits.set(method, { left: calls, error });
    },
    async channel(_workspace, name) {
      begin('channel', name);
      const bare = /^<#([^|>]+)(?:\|[^>]*)?>$/u.exec(name)?.[1] ?? name.replace(/^#/u, '');
      return channels.get(bare) ?? [...channels.values()].find((known) => known.name === bare);
    },
    async isMember({ channel }, { id }) {
      begin('isMember', `${channel} ${id}`);
      const people = members.get(channel);
      return channels.get(channel)?.isMember === true && (people?.includes(id) ?? true);
    },
    async history({ channel }, { oldest, before }) {
      begin('history', `${channel} ${oldest} ${before ?? ''}`.trim());
      const found = shown(channel)
        .filter(({ id }) => Number(id) > Number(oldest))
        .filter(({ id }) => before === undefined || Number(id) < Number(before))
        .filter(({ thread }) => thread === undefined)
        .toReversed();
      const messages = found.slice(0, fake.pageSize);
      return { messages, hasMore: found.length > messages.length };
    },
    async thread({ channel }, { message, after }) {
      begin('thread', `${channel} ${message} ${after ?? ''}`.trim());
      const all = shown(channel);
      const head = all.find(({ id }) => id === message)?.thread ?? message;
      if (head !== message) return { head, messages: [], hasMore: true };
      const isAfter = ({ id }: PastMessage): boolean =>
        after === undefined || Number(id) > Number(after);
      const replies = all.filter((one) => one.thread === head && isAfter(one));
      const first = all.filter(({ id }) => id === head);
      const messages = replies.slice(0, fake.pageSize - first.length);
      return { head, messages: [...first, ...messages], hasMore: replies.length > messages.length };
    },
    async message({ channel }, message) {
      begin('message', `${channel} ${message}`);
      const found = shown(channel).find(({ id }) => id === message);
      return found && isGone(found) ? undefined : found;
    },
    async permalink({ channel, thread }, message) {
      begin('permalink', `${channel} ${message}`);
      const under = thread === undefined || thread === message ? '' : `?thread_ts=${thread}`;
      return `https://chat.example.com/archives/${channel}/p${message.replace('.', '')}${under}`;
    },
    async file(_workspace, id, maxBytes) {
      begin('file', id);
      const file = files.get(id);
      if (!file) throw new Failure('invalid-input', 'That file is gone.');
      const { bytes, ...about } = file;
      if (bytes.length > maxBytes) throw new Failure('invalid-input', 'That file is too large.');
      return { ...about, text: textOf(bytes) };
    },
  };
  return fake;
}

export function aChannel(more: Partial<ChannelInfo> & { readonly id: string }): ChannelInfo {
  const nothing = { isPrivate: false, isArchived: false, isDirect: false, isShared: false };
  return { name: more.id.toLowerCase(), isMember: true, ...nothing, ...more };
}

function refuseStranger(channel: ChannelInfo | undefined): void {
  if (channel?.isMember) return;
  throw new Failure('forbidden', 'I am not in that channel. Invite me there with /invite @dotai.');
}

function withReplies(all: readonly PastMessage[]): readonly PastMessage[] {
  const replies = Map.groupBy(all, ({ thread }) => thread);
  return all.map((message) => {
    const under = replies.get(message.id) ?? [];
    const last = under.at(-1)?.at;
    return last === undefined
      ? message
      : { ...message, replyCount: under.length, lastReplyAt: last };
  });
}

function isGone({ author, isBot, text }: PastMessage): boolean {
  return author === undefined && !isBot && text === '';
}

function textOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw new Failure('invalid-input', 'That file is no text.', { cause });
  }
  throw new Failure('invalid-input', 'That file is no text.');
}

function byId(one: PastMessage, other: PastMessage): number {
  return Number(one.id) - Number(other.id);
}

function timeOf(id: string): string {
  return new Date(Number(id) * 1_000).toISOString();
}
