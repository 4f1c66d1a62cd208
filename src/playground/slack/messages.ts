import { type Core, channelOf, isBotMember, messageAt, nextTs } from './core.ts';
import type { Message } from './state.ts';
import { type Wire, channelType, messageOnWire } from './wire.ts';

/** What a message is made of; identifiers and times are given by Slack. */
export type Draft = Pick<Message, 'channel' | 'user' | 'text' | 'blocks'> &
  Partial<Pick<Message, 'bot_id' | 'thread_ts' | 'metadata' | 'files' | 'onlyFor' | 'isBroadcast'>>;

export interface Posted {
  readonly message: Message;
  /** Resolves when the app has acknowledged the event, or failed to the first time. */
  readonly heard: Promise<unknown>;
}

/** Writes a message. The app hears of it where it is a member. */
export function postMessage(core: Core, draft: Draft): Posted {
  const message: Message = {
    ...draft,
    files: draft.files ?? [],
    isBroadcast: draft.isBroadcast ?? false,
    reactions: [],
    ts: nextTs(core),
  };
  core.store.update((state) => ({ ...state, messages: [...state.messages, message] }), {
    type: 'message-posted',
    message,
  });
  const { channel, thread_ts: thread, user } = message;
  const isAnswer = user === core.identity.botUserId;
  if (isAnswer && thread !== undefined) core.statuses.set({ channel, thread }, '');
  return { message, heard: tell(core, message) };
}

/** Replaces a message; `changes` says which fields. */
export function changeMessage(core: Core, before: Message, changes: Partial<Message>): Message {
  const message: Message = { ...before, ...changes };
  core.store.update(
    (state) => ({
      ...state,
      messages: state.messages.map((other) => (isSame(other, before) ? message : other)),
    }),
    { type: 'message-updated', message, before },
  );
  return message;
}

export function removeMessage(core: Core, message: Message): void {
  core.store.update(
    (state) => ({
      ...state,
      messages: state.messages.filter((other) => !isSame(other, message)),
    }),
    { type: 'message-deleted', message },
  );
}

/** What a channel shows to everybody, oldest first; of one thread, or outside all threads. */
export function messagesIn(core: Core, channel: string, thread?: string): readonly Message[] {
  return core.store.read().messages.filter((message) => {
    if (message.channel !== channel || message.onlyFor !== undefined) return false;
    if (thread !== undefined) return message.ts === thread || message.thread_ts === thread;
    return message.thread_ts === undefined || message.isBroadcast;
  });
}

/** Tells the app that a message was edited, its own included, as Slack does. */
export function tellOfEdit(core: Core, before: Message, message: Message): Promise<boolean> {
  return publish(core, message.channel, {
    type: 'message',
    subtype: 'message_changed',
    channel: message.channel,
    channel_type: channelType(core, message.channel),
    hidden: true,
    ts: nextTs(core),
    event_ts: message.edited?.ts ?? message.ts,
    message: messageOnWire(core, message),
    previous_message: messageOnWire(core, before),
  });
}

async function tell(core: Core, message: Message): Promise<unknown> {
  if (message.onlyFor !== undefined) return;
  const asEvent: Wire = {
    ...messageOnWire(core, message),
    channel: message.channel,
    event_ts: message.ts,
  };
  const { botUserId } = core.identity;
  const isMention = message.user !== botUserId && message.text.includes(`<@${botUserId}>`);
  const isDirect = channelOf(core, message.channel)?.kind === 'im';
  const subtype = message.files.length > 0 ? { subtype: 'file_share' } : {};
  const mention =
    isMention && !isDirect
      ? publish(core, message.channel, { ...asEvent, type: 'app_mention' }, 'app_mention')
      : undefined;
  const type = channelType(core, message.channel);
  const said = publish(core, message.channel, { ...asEvent, ...subtype, channel_type: type });
  return Promise.all([mention, said]);
}

const SUBSCRIPTIONS: Readonly<Record<string, string>> = {
  channel: 'message.channels',
  group: 'message.groups',
  im: 'message.im',
};

/** An event of a channel reaches the app only as a member, and where its manifest asks for it. */
export async function publish(
  core: Core,
  channelId: string,
  event: Wire,
  subscription = SUBSCRIPTIONS[channelType(core, channelId)] ?? '',
): Promise<boolean> {
  const channel = channelOf(core, channelId);
  if (!channel || !isBotMember(core, channel) || !core.grants.hasEvent(subscription)) return false;
  return core.events.publish(event);
}

/** The first message of a thread that `thread` names, by its own or a reply's time. */
export function threadRoot(core: Core, channel: string, thread: string): Message | undefined {
  const found = messageAt(core, channel, thread);
  if (found?.thread_ts === undefined) return found;
  return messageAt(core, channel, found.thread_ts);
}

function isSame(one: Message, other: Message): boolean {
  return one.channel === other.channel && one.ts === other.ts;
}
