import type { InboundEvent } from '../../chat/inbound.ts';
import { slackActor, slackPlace, timeOf, workspaceOf } from './inbound.ts';
import { type EventCallback, FileDeleted, MessageChange } from './payloads.ts';

/** In whose name a change stands where Slack does not say who wrote the message. */
const SLACKBOT = 'USLACKBOT';

const DELETED = 'deleted';

/**
 * A person's message was deleted, or reads differently now. Undefined for all else that Slack calls a
 * change: links that unfold, replies that are counted, and whatever bots do to their own.
 */
export function fromChange(envelope: EventCallback, botUserId: string): InboundEvent | undefined {
  const parsed = MessageChange.safeParse(envelope.event);
  if (!parsed.success) return undefined;
  const change = parsed.data;
  const { channel, ts, previous_message: before } = change;
  const author = before ?? ('message' in change ? change.message : undefined);
  if (author?.bot_id || author?.user === botUserId) return undefined;
  const what = whatBecame(change);
  if (what === undefined) return undefined;
  const workspace = workspaceOf(envelope);
  return {
    type: 'message-changed',
    id: `slack:changed:${workspace}:${channel}:${what.messageId}:${what.change}`,
    at: timeOf(ts),
    actor: slackActor(workspace, author?.user ?? SLACKBOT),
    place: slackPlace(workspace, channel),
    messageId: what.messageId,
    ...(what.change === DELETED ? { isDeleted: true } : {}),
  };
}

/** A file was deleted. Slack says neither by whom nor where it was shared. */
export function fromFileDeletion(envelope: EventCallback): InboundEvent | undefined {
  const parsed = FileDeleted.safeParse(envelope.event);
  if (!parsed.success) return undefined;
  const { file_id: fileId, event_ts: at } = parsed.data;
  const workspace = workspaceOf(envelope);
  return {
    type: 'file-deleted',
    id: `slack:file-deleted:${workspace}:${fileId}`,
    at: timeOf(at),
    actor: slackActor(workspace, SLACKBOT),
    place: slackPlace(workspace, ''),
    fileId,
  };
}

/** `change` tells one edit from the next; a message is deleted once, however Slack tells of it. */
function whatBecame(
  change: MessageChange,
): { readonly messageId: string; readonly change: string } | undefined {
  if (change.subtype === 'message_deleted') {
    return { messageId: change.deleted_ts, change: DELETED };
  }
  const { message, previous_message: before } = change;
  if (message.subtype === 'tombstone') return { messageId: message.ts, change: DELETED };
  const isEdit =
    before === undefined ? message.edited : (before.text ?? '') !== (message.text ?? '');
  if (!isEdit) return undefined;
  return { messageId: message.ts, change: message.edited?.ts ?? change.ts };
}
