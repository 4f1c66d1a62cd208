import type { WebClient } from '@slack/web-api';
import { Failure } from '../../domain/failure.ts';
import type { Logger } from '../../ports/logger.ts';
import type {
  ChatPlatform,
  MessageReference,
  OutgoingCard,
  OutgoingFile,
} from '../../ports/chat-platform.ts';
import type { Place } from '../../chat/actor.ts';
import type { Card } from '../../chat/card.ts';
import { checkMessage, type SlackMessage } from './check-payload.ts';
import { readHistory } from './history.ts';
import type { SlackIdentity } from './identity.ts';
import { readGroup, readPerson } from './people.ts';
import { renderBlocks, renderPlainBlocks, type RenderRequest, renderText } from './render.ts';
import { paragraph } from './render-element.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SlackClients } from './slack-clients.ts';
import { areBlocksRefused, asFailure } from './slack-failure.ts';
import { showHome } from './show-home.ts';
import { showWorking } from './show-working.ts';
import { threadAddress, withThreadLinks } from './thread-links.ts';

interface PlatformParts {
  readonly clients: SlackClients;
  /** Known once the adapter has started. */
  readonly identity: () => SlackIdentity;
  readonly responseUrls: ResponseUrls;
  readonly logger: Logger;
}

/** Marks a card, in the message's metadata, so that it is found again. */
const DELIVERY_EVENT = 'dotai_delivery';

/** The bot's hands in Slack. */
export function createSlackPlatform(parts: PlatformParts): ChatPlatform {
  const { clients, identity } = parts;
  const { patient, quick } = clients;
  return {
    platform: 'slack',
    post: (outgoing) => post(parts, outgoing),
    update: (message, outgoing) => update(parts, message, outgoing),
    tell: (outgoing) => tell(parts, outgoing),
    async find(place, deliveryId) {
      const messages = await readHistory(patient, place);
      const found = messages?.find(
        ({ metadata }) =>
          metadata?.event_type === DELIVERY_EVENT &&
          metadata.event_payload['delivery'] === deliveryId,
      );
      return found === undefined ? undefined : { channel: place.channel, id: found.ts };
    },
    showHome: (viewer, card) => showHome(patient, viewer, linked(parts, card)),
    async showWorking(place, isWorking) {
      if (isDirect(place)) await showWorking(quick, place, isWorking);
    },
    isDirect,
    upload: (file) => upload(parts, file),
    async hasFile(place, name) {
      const messages = await readHistory(patient, place);
      const files = messages?.flatMap((message) => message.files ?? []) ?? [];
      return files.some((file) => file.name === name);
    },
    async directPlace(actor) {
      const { channel } = await asFailure(patient.conversations.open({ users: actor.id }));
      if (channel?.id === undefined) throw new Error('conversations.open named no channel');
      return { platform: 'slack', workspace: actor.workspace, channel: channel.id };
    },
    channelPlace: (channel) => ({ platform: 'slack', workspace: identity().teamId, channel }),
    permalink: (message) => permalink(parts, message),
    person: (actor) => readPerson(patient, actor, identity()),
    groupMembers: (groupId) => readGroup(patient, groupId),
  };
}

async function post(parts: PlatformParts, outgoing: OutgoingCard): Promise<MessageReference> {
  const answer = await withPlainRetry(parts, requestOf(parts, outgoing), (message) =>
    say(parts.clients.patient, {
      ...message,
      ...targetOf(outgoing.place),
      metadata: metadataOf(outgoing),
    }),
  );
  if (answer.ts === undefined) throw new Error('chat.postMessage named no message');
  return { channel: answer.channel ?? outgoing.place.channel, id: answer.ts };
}

/** Posts; nothing that the bot says unfolds previews of what it links to. */
function say(
  client: WebClient,
  message: Extract<Parameters<WebClient['chat']['postMessage']>[0], { blocks: unknown }>,
): ReturnType<WebClient['chat']['postMessage']> {
  const quiet = { ...message, unfurl_links: false, unfurl_media: false };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
  return client.chat.postMessage(quiet);
}

async function update(
  parts: PlatformParts,
  message: MessageReference,
  outgoing: OutgoingCard,
): Promise<void> {
  await withPlainRetry(parts, requestOf(parts, outgoing), (content) =>
    parts.clients.patient.chat.update({
      ...content,
      channel: message.channel,
      ts: message.id,
      metadata: metadataOf(outgoing),
    }),
  );
}

/** Slack's ids of direct conversations begin so. */
function isDirect({ channel }: Place): boolean {
  return channel.startsWith('D');
}

type Word = Parameters<ChatPlatform['tell']>[0];

/** Where the bot is no member, whoever has just done something there can be answered all the same. */
async function tell(parts: PlatformParts, outgoing: Word): Promise<void> {
  try {
    await whisper(parts, outgoing);
  } catch (error) {
    if (!(error instanceof Failure && error.kind === 'forbidden')) throw error;
    const { to: actor, place } = outgoing;
    const request = requestOf(parts, outgoing);
    const message = messageOf(request, renderBlocks(request));
    if (!(await parts.responseUrls.answer({ actor, place }, message))) throw error;
  }
}

/** In a direct conversation nobody else reads, so a message there may stay. */
async function whisper(parts: PlatformParts, outgoing: Word): Promise<void> {
  const { quick } = parts.clients;
  const { place, to } = outgoing;
  await withPlainRetry(parts, requestOf(parts, outgoing), async (message) => {
    const placed = { ...message, ...targetOf(place) };
    await (isDirect(place)
      ? say(quick, placed)
      : quick.chat.postEphemeral({ ...placed, user: to.id }));
  });
}

async function upload(parts: PlatformParts, file: OutgoingFile): Promise<void> {
  const { place, name, title, content } = file;
  const target =
    place.thread === undefined
      ? { channel_id: place.channel }
      : { channel_id: place.channel, thread_ts: place.thread };
  await asFailure(
    parts.clients.patient.files.uploadV2({
      ...target,
      filename: name,
      title,
      content,
      ...(/\.ya?ml$/u.test(name) ? { snippet_type: 'yaml' } : {}),
    }),
  );
}

async function permalink(
  { clients }: PlatformParts,
  { channel, id }: MessageReference,
): Promise<string | undefined> {
  try {
    const answer = await asFailure(clients.patient.chat.getPermalink({ channel, message_ts: id }));
    return answer.permalink;
  } catch (error) {
    if (error instanceof Failure && error.kind !== 'unavailable') return undefined;
    throw error;
  }
}

/** Sends a card; when Slack refuses its blocks, sends it once more in the plainest ones. */
async function withPlainRetry<Answer>(
  { logger }: PlatformParts,
  request: RenderRequest,
  send: (message: { text: string; blocks: SlackMessage['blocks'][number][] }) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await asFailure(send(messageOf(request, renderBlocks(request))));
  } catch (error) {
    if (!areBlocksRefused(error)) throw error;
    logger.warn('Slack refused the blocks of a card, sending it plain', { error });
    return await asFailure(send(messageOf(request, renderPlainBlocks(request))));
  }
}

function messageOf(
  { card }: RenderRequest,
  drawn: SlackMessage['blocks'],
): { text: string; blocks: SlackMessage['blocks'][number][] } {
  const blocks = drawn.length === 0 ? paragraph(['…']) : [...drawn];
  const message = { text: renderText(card), blocks };
  checkMessage(message);
  return message;
}

function requestOf(
  parts: PlatformParts,
  { card, sessionId = '' }: Pick<OutgoingCard, 'card' | 'sessionId'>,
): RenderRequest {
  return { card: linked(parts, card), sessionId, surface: 'message' };
}

function linked({ identity }: PlatformParts, card: Card): Card {
  return withThreadLinks(card, threadAddress(identity()));
}

function metadataOf({ deliveryId }: OutgoingCard): {
  event_type: string;
  event_payload: { delivery: string };
} {
  return { event_type: DELIVERY_EVENT, event_payload: { delivery: deliveryId } };
}

function targetOf({ channel, thread }: Place): { channel: string; thread_ts?: string } {
  return thread === undefined ? { channel } : { channel, thread_ts: thread };
}
