import type { Actor, Place } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import { shownText } from '../../domain/shown-text.ts';
import { MESSAGE_SHORTCUTS } from './app-contract.ts';
import type { Press } from './button.ts';
import type { FormOrigin } from './form-view.ts';
import { formValues } from './form-values.ts';
import type { SlackIdentity } from './identity.ts';
import { readEntities, readMessageText } from './message-text.ts';
import {
  type BlockActions,
  type EventCallback,
  MessageEvent,
  type MessageShortcut,
  type SlashCommand,
  type ViewSubmission,
} from './payloads.ts';
import { messageAddress } from './thread-links.ts';

type MessagePosted = Extract<InboundEvent, { type: 'message-posted' }>;

/** Message subtypes that a person causes by writing. Edits, joins and the like are none. */
const SPOKEN_SUBTYPES: readonly (string | undefined)[] = [
  undefined,
  'file_share',
  'thread_broadcast',
];

/**
 * A message or a mention. Undefined for what is not meant for the bot: bots' messages, edits, and
 * channel messages outside threads that do not name it. A mention arrives twice, as `message` and
 * as `app_mention`: both give the same event, with the same id.
 */
export function fromMessage(envelope: EventCallback, botUserId: string): InboundEvent | undefined {
  const parsed = MessageEvent.safeParse(envelope.event);
  if (!parsed.success || !isSpoken(parsed.data, botUserId)) return undefined;
  const { channel, user = '', ts, thread_ts: thread, text } = parsed.data;
  const isDirect = channel.startsWith('D');
  const said = readMessageText(text ?? '', botUserId);
  if (!isDirect && thread === undefined && !said.namesBot) return undefined;
  const workspace = workspaceOf(envelope);
  const team = parsed.data.user_team ?? parsed.data.team ?? workspace;
  const base = {
    id: `slack:message:${workspace}:${channel}:${ts}`,
    at: timeOf(ts),
    actor: slackActor(team, user),
    place: slackPlace(workspace, channel, thread),
    text: said.text,
    ...filesIn(parsed.data),
  };
  if (!isDirect && thread === undefined) return { ...base, type: 'command-given' };
  return { ...base, type: 'message-posted', namesBot: said.namesBot, isDirect };
}

/** Files whose contents are there to be read. What is secret in a name is not kept. */
function filesIn({ files = [], ts: message }: MessageEvent): Pick<MessagePosted, 'files'> {
  const shared = files
    .filter(({ mode }) => mode !== 'tombstone' && mode !== 'hidden_by_limit')
    .map(({ id, name, size }) => ({
      id,
      name: shownText(name ?? id),
      sizeBytes: size ?? 0,
      message,
    }));
  return shared.length === 0 ? {} : { files: shared };
}

function isSpoken(message: MessageEvent, botUserId: string): boolean {
  const { subtype, bot_id: botId, user } = message;
  return SPOKEN_SUBTYPES.includes(subtype) && !botId && user !== undefined && user !== botUserId;
}

/** `now`: commands carry no time of their own. ISO. */
export function fromCommand(command: SlashCommand, now: string): InboundEvent {
  const workspace = workspaceOf(command);
  return {
    type: 'command-given',
    id: `slack:command:${command.trigger_id}`,
    at: now,
    actor: slackActor(workspace, command.user_id),
    place: slackPlace(workspace, command.channel_id),
    text: readEntities(command.text).trim(),
  };
}

/**
 * "Recommend for this message": the command, with the message's text where it takes that, the message's
 * thread the place. Undefined for a shortcut of another version of the app.
 */
export function fromShortcut(
  shortcut: MessageShortcut,
  { botUserId, url }: Pick<SlackIdentity, 'botUserId' | 'url'>,
): InboundEvent | undefined {
  const { message, channel, user, callback_id: callbackId } = shortcut;
  const known = Object.hasOwn(MESSAGE_SHORTCUTS, callbackId)
    ? MESSAGE_SHORTCUTS[callbackId]
    : undefined;
  if (known === undefined) return undefined;
  const said = known.takesText ? readMessageText(message.text ?? '', botUserId).text : '';
  const workspace = workspaceOf(shortcut);
  const messageUrl = url && messageAddress(url, channel.id, message);
  return {
    type: 'command-given',
    id: `slack:shortcut:${shortcut.trigger_id}:${shortcut.action_ts}`,
    at: timeOf(shortcut.action_ts),
    actor: slackActor(user.team_id ?? workspace, user.id),
    place: slackPlace(workspace, channel.id, message.thread_ts ?? message.ts),
    text: `${known.command} ${said}`.trim(),
    messageId: message.ts,
    ...markOfHead(channel.id, message),
    ...(messageUrl === undefined ? {} : { messageUrl }),
  };
}

/** `context`: who pressed and where, as `pressContext` says. */
export function fromPress(
  payload: BlockActions,
  press: Press,
  context: PressContext,
): InboundEvent {
  const [first] = payload.actions;
  const pressedAt = first?.action_ts ?? '';
  return {
    type: 'button-pressed',
    id: `slack:press:${payload.trigger_id}:${pressedAt}`,
    at: timeOf(pressedAt),
    ...context,
    sessionId: press.sessionId,
    action: press.action,
  };
}

export interface PressContext {
  readonly actor: Actor;
  readonly place: Place;
  /** As the event of a press has it. */
  readonly isOnHead?: true;
}

/**
 * Who pressed a button, and in which conversation. A press in the Home belongs to no channel: it
 * counts for the direct conversation with that person, which `directPlace` finds.
 */
export async function pressContext(
  payload: BlockActions,
  directPlace: (actor: Actor) => Promise<Place>,
): Promise<PressContext> {
  const { user, channel, container, message } = payload;
  const workspace = workspaceOf(payload);
  const actor = slackActor(user.team_id ?? workspace, user.id);
  if (channel === undefined) return { actor, place: await directPlace(actor) };
  // An ephemeral message has no thread of its own.
  const own = container?.is_ephemeral === true ? undefined : (message?.ts ?? container?.message_ts);
  const thread = message?.thread_ts ?? container?.thread_ts ?? own;
  const place = slackPlace(workspace, channel.id, thread);
  return { actor, place, ...markOfHead(channel.id, { ts: own, thread_ts: thread }) };
}

/**
 * For a message that is no reply. The payload of such a one names its thread as soon as there are
 * replies, wherever it was pressed: in the channel or beside it, in the open thread. What only one person
 * sees in a thread without replies is shown nowhere.
 *
 * Source: https://docs.slack.dev/reference/methods/chat.postEphemeral
 */
export function markOfHead(
  channel: string,
  message: { readonly ts?: string | undefined; readonly thread_ts?: string | undefined },
): { readonly isOnHead?: true } {
  const { ts, thread_ts: thread = ts } = message;
  // What is told in a direct conversation stays, and its thread says that there is a reply.
  return ts !== undefined && ts === thread && !channel.startsWith('D') ? { isOnHead: true } : {};
}

/**
 * `trigger_id` is part of the id: a corrected form comes from the same view with the same hash, and
 * must not be taken for a repeat of the one that had errors.
 */
export function fromSubmission(given: {
  readonly payload: ViewSubmission;
  readonly origin: FormOrigin;
  readonly now: string;
}): Extract<InboundEvent, { type: 'form-submitted' }> {
  const { payload, origin, now } = given;
  const { view, user, trigger_id: trigger = '' } = payload;
  const workspace = workspaceOf(payload);
  return {
    type: 'form-submitted',
    id: `slack:view:${view.id}:${view.hash}:${trigger}`,
    at: now,
    actor: slackActor(user.team_id ?? workspace, user.id),
    place: slackPlace(workspace, origin.channel, origin.thread),
    sessionId: origin.sessionId,
    formId: origin.formId,
    values: formValues(view.state.values),
  };
}

/** The workspace that a payload comes from; the organisation where the app is installed for all. */
export function workspaceOf(payload: {
  readonly team_id?: string | null | undefined;
  readonly enterprise_id?: string | null | undefined;
  readonly team?: { readonly id: string } | null | undefined;
  readonly enterprise?: { readonly id: string } | null | undefined;
}): string {
  const team = payload.team_id ?? payload.team?.id;
  return team ?? payload.enterprise_id ?? payload.enterprise?.id ?? '';
}

export function slackActor(workspace: string, id: string): Actor {
  return { platform: 'slack', workspace, id };
}

export function slackPlace(workspace: string, channel: string, thread?: string): Place {
  const place = { platform: 'slack' as const, workspace, channel };
  return thread === undefined ? place : { ...place, thread };
}

/** Slack's timestamps as ISO time. */
export function timeOf(timestamp: string): string {
  return new Date(Number(timestamp) * 1_000).toISOString();
}
