import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { Logger } from '../../ports/logger.ts';
import { CAPTURE } from './app-contract.ts';
import type { SlackIdentity } from './identity.ts';
import { slackActor, slackPlace, timeOf, workspaceOf } from './inbound.ts';
import { type EventCallback, ReactionAdded } from './payloads.ts';
import { asFailure } from './slack-failure.ts';
import { messageAddress } from './thread-links.ts';

interface ReactionParts {
  /** The emoji that captures a thread, without colons. Empty or undefined: none does. */
  readonly captureReaction: string | undefined;
  readonly identity: () => SlackIdentity;
  /** Slack takes the acknowledgement for 3 s only. */
  readonly client: WebClient;
  readonly logger: Logger;
}

/**
 * "Capture this", said by a reaction to a message. Undefined for every other reaction. The same person's
 * same reaction to the same message always has the same id: taking it back and giving it again is no
 * second request while the first is remembered.
 */
export async function fromReaction(
  envelope: EventCallback,
  parts: ReactionParts,
): Promise<InboundEvent | undefined> {
  const parsed = ReactionAdded.safeParse(envelope.event);
  if (!parsed.success || !isCapture(parsed.data, parts)) return undefined;
  const { user, item, event_ts: at } = parsed.data;
  const { channel, ts } = item;
  const workspace = workspaceOf(envelope);
  const thread = await headOf(parts, item);
  const { url } = parts.identity();
  const messageUrl = url && messageAddress(url, channel, { ts, thread_ts: thread });
  return {
    type: 'command-given',
    id: `slack:reaction:${workspace}:${channel}:${ts}:${user}:${parts.captureReaction}`,
    at: timeOf(at),
    actor: slackActor(workspace, user),
    place: slackPlace(workspace, channel, thread),
    text: CAPTURE,
    messageId: ts,
    ...(messageUrl === undefined ? {} : { messageUrl }),
  };
}

function isCapture(
  { reaction, user }: ReactionAdded,
  { captureReaction, identity }: ReactionParts,
): boolean {
  const [name = ''] = reaction.split('::');
  return name !== '' && name === captureReaction && user !== identity().botUserId;
}

const Replies = z.object({
  messages: z.array(z.object({ thread_ts: z.string().optional() })).default([]),
});

/**
 * The message at the head of the thread: an answer under a reply would open a thread that nobody sees. The
 * event does not say it. Where Slack does not either, the message itself.
 */
async function headOf(
  { client, logger }: ReactionParts,
  { channel, ts }: ReactionAdded['item'],
): Promise<string> {
  try {
    const only = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const answer = await asFailure(client.conversations.replies({ channel, ts, ...only }));
    return Replies.parse(answer).messages[0]?.thread_ts ?? ts;
  } catch (error) {
    logger.warn('The thread of a reaction was not found', { error });
    return ts;
  }
}
