import { z } from 'zod';
import { type Core, messageAt, nextTs, personOf, teamUrl } from '../core.ts';
import { LIMITS } from '../limits.ts';
import {
  acceptedBlocks,
  conversation,
  flag,
  joined,
  method,
  type Method,
  nested,
  refuseLongText,
} from '../method.ts';
import { deleteMessage } from '../deletion.ts';
import { changeMessage, messagesIn, postMessage, tellOfEdit, threadRoot } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import { Metadata, type Message } from '../state.ts';
import { messageOnWire } from '../wire.ts';

const content = {
  channel: z.string().min(1),
  text: z.string().default(''),
  blocks: nested(z.unknown()),
  metadata: nested(z.union([Metadata, z.strictObject({})])).optional(),
};

const postMessageMethod = method({
  scopes: ['chat:write'],
  parameters: z.object({
    ...content,
    thread_ts: z.string().optional(),
    reply_broadcast: flag,
  }),
  answer(core, { channel: named, thread_ts, reply_broadcast, ...sent }) {
    const source = 'chat.postMessage';
    const channel = joined(core, named);
    refuseLongText(core, sent.text, LIMITS.messageText, source);
    const blocks = acceptedBlocks(core, sent.blocks, source);
    if (sent.text === '' && blocks.length === 0) throw new Refusal('no_text');
    const thread = thread_ts === undefined ? undefined : threadRoot(core, channel.id, thread_ts);
    if (thread_ts !== undefined && !thread) throw new Refusal('thread_not_found');
    const { message } = postMessage(core, {
      channel: channel.id,
      ...byBot(core),
      text: sent.text,
      blocks,
      metadata: metadataIn(sent.metadata),
      thread_ts: thread?.ts,
      isBroadcast: reply_broadcast,
    });
    return { channel: channel.id, ts: message.ts, message: messageOnWire(core, message, true) };
  },
});

const update = method({
  scopes: ['chat:write'],
  parameters: z.object({ ...content, text: z.string().optional(), ts: z.string() }),
  answer(core, { channel: named, ts, ...sent }) {
    const source = 'chat.update';
    const channel = conversation(core, named);
    const before = ownMessage(core, channel.id, ts, 'cant_update_message');
    const text = sent.text ?? before.text;
    refuseLongText(core, text, LIMITS.messageText, source);
    const blocks =
      sent.blocks === undefined ? before.blocks : acceptedBlocks(core, sent.blocks, source);
    if (text === '' && blocks.length === 0) throw new Refusal('no_text');
    const metadata = sent.metadata === undefined ? before.metadata : metadataIn(sent.metadata);
    const edited = { user: core.identity.botUserId, ts: nextTs(core) };
    const message = changeMessage(core, before, { text, blocks: [...blocks], metadata, edited });
    void tellOfEdit(core, before, message);
    const shown = messageOnWire(core, message, true);
    return { channel: channel.id, ts, text, message: shown };
  },
});

const remove = method({
  scopes: ['chat:write'],
  parameters: z.object({ channel: z.string(), ts: z.string() }),
  answer(core, { channel: named, ts }) {
    const channel = conversation(core, named);
    void deleteMessage(core, ownMessage(core, channel.id, ts, 'cant_delete_message'));
    return { channel: channel.id, ts };
  },
});

const postEphemeral = method({
  scopes: ['chat:write'],
  parameters: z.object({ ...content, user: z.string(), thread_ts: z.string().optional() }),
  answer(core, { channel: named, user, thread_ts, ...sent }) {
    const source = 'chat.postEphemeral';
    const channel = joined(core, named);
    if (!personOf(core, user)) throw new Refusal('user_not_found');
    if (!channel.members.includes(user)) throw new Refusal('user_not_in_channel');
    refuseLongText(core, sent.text, LIMITS.messageText, source);
    const blocks = acceptedBlocks(core, sent.blocks, source);
    if (sent.text === '' && blocks.length === 0) throw new Refusal('no_text');
    if (thread_ts !== undefined) noteUnseen(core, { channel: channel.id, thread: thread_ts });
    const { message } = postMessage(core, {
      channel: channel.id,
      ...byBot(core),
      text: sent.text,
      blocks,
      thread_ts,
      onlyFor: user,
    });
    return { message_ts: message.ts };
  },
});

/**
 * Slack takes it and shows it nowhere: "Ephemeral messages in threads are only shown if there is already an
 * active thread."
 *
 * Source: https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
function noteUnseen(
  core: Core,
  { channel, thread }: { readonly channel: string; readonly thread: string },
): void {
  const isActive = messagesIn(core, channel, thread).some(({ ts }) => ts !== thread);
  if (isActive) return;
  const message = 'nobody sees it: the thread has no replies';
  const problems = [{ pointer: '/thread_ts', message }];
  core.recordViolation({ source: 'chat.postEphemeral', error: 'thread_not_active', problems });
}

const getPermalink = method({
  parameters: z.object({ channel: z.string(), message_ts: z.string() }),
  answer(core, { channel: named, message_ts }) {
    const channel = conversation(core, named);
    const message = messageAt(core, channel.id, message_ts);
    if (!message) throw new Refusal('message_not_found');
    return { channel: channel.id, permalink: permalinkOf(core, message) };
  },
});

/** https://acme.slack.com/archives/C1/p1700000000000100, with the thread where there is one. */
function permalinkOf(core: Core, { channel, ts, thread_ts }: Message): string {
  const link = `${teamUrl(core.identity)}/archives/${channel}/p${ts.replace('.', '')}`;
  return thread_ts === undefined ? link : `${link}?thread_ts=${thread_ts}&cid=${channel}`;
}

/** The marks of a message that the bot wrote. */
export function byBot(core: Core) {
  return { user: core.identity.botUserId, bot_id: core.identity.botId };
}

function ownMessage(core: Core, channel: string, ts: string, refusal: string): Message {
  const message = messageAt(core, channel, ts);
  if (!message || message.onlyFor !== undefined) throw new Refusal('message_not_found');
  if (message.bot_id !== core.identity.botId) throw new Refusal(refusal);
  return message;
}

/** An empty object takes metadata away. */
function metadataIn(sent: object | undefined): Message['metadata'] {
  const parsed = Metadata.safeParse(sent);
  return parsed.success ? parsed.data : undefined;
}

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessageMethod,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
