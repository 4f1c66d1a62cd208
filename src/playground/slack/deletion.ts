import { type Core, nextTs } from './core.ts';
import { changeMessage, messagesIn, publish, removeMessage, tellOfEdit } from './messages.ts';
import type { Message } from './state.ts';
import { channelType, messageOnWire } from './wire.ts';

/** Slack's own robot, in whose name a deleted head of a thread stands. */
const SLACKBOT = 'USLACKBOT';

/**
 * Deletes a message and tells the app. One with replies leaves a mark at the head of its thread, which
 * goes with the last of them; the app hears that it was changed.
 */
export async function deleteMessage(core: Core, message: Message): Promise<void> {
  if (repliesTo(core, message) > 0) {
    const mark = changeMessage(core, message, {
      user: SLACKBOT,
      text: 'This message was deleted.',
      blocks: [],
      files: [],
      reactions: [],
      bot_id: undefined,
      metadata: undefined,
      edited: undefined,
      isDeleted: true,
    });
    await tellOfEdit(core, message, mark);
    return;
  }
  removeMessage(core, message);
  removeEmptyHead(core, message);
  await publish(core, message.channel, {
    type: 'message',
    subtype: 'message_deleted',
    channel: message.channel,
    channel_type: channelType(core, message.channel),
    hidden: true,
    ts: nextTs(core),
    deleted_ts: message.ts,
    event_ts: nextTs(core),
    previous_message: messageOnWire(core, message),
  });
}

function repliesTo(core: Core, { channel, ts, thread_ts: thread }: Message): number {
  if (thread !== undefined) return 0;
  return messagesIn(core, channel, ts).filter((reply) => reply.ts !== ts).length;
}

function removeEmptyHead(core: Core, { channel, thread_ts: thread }: Message): void {
  if (thread === undefined) return;
  const head = messagesIn(core, channel, thread).find(({ ts }) => ts === thread);
  if (head?.isDeleted === true && repliesTo(core, head) === 0) removeMessage(core, head);
}
