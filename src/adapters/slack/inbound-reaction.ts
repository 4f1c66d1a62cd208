import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { Logger } from '../../ports/logger.ts';
import { CAPTURE } from './app-contract.ts';
import type { SlackIdentity } from './identity.ts';
import { markOfHead, slackActor, slackPlace, timeOf, workspaceOf } from './inbound.ts';
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
 * Reads "capture this", said by a reaction to a message; undefined for every other reaction. The same
 * person's same reaction to the same message always has the same id: taking it back and giving it again is
 * no second request while the first is remembered. Where Slack does not say in which thread the message
 * stands, the place has none: whoever reads the thread finds out.
 */
export function createReactionReader(
  parts: ReactionParts,
): (envelope: EventCallback) => Promise<InboundEvent | undefined> {
  const headOf = createHeads(parts);
  return async (envelope) => {
    const parsed = ReactionAdded.safeParse(envelope.event);
    if (!parsed.success || !isCapture(parsed.data, parts)) return undefined;
    const { user, item, event_ts: at } = parsed.data;
    const { channel, ts } = item;
    const workspace = workspaceOf(envelope);
    const thread = await headOf(item);
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
      ...(thread === undefined ? {} : markOfHead(channel, { ts, thread_ts: thread })),
      ...(messageUrl === undefined ? {} : { messageUrl }),
    };
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

/** Messages whose threads are remembered: a message gets its reactions within a short while. */
const REMEMBERED_MAX = 500;

/**
 * The message at the head of a message's thread, which is itself where it has none: an answer under a reply
 * would open a thread that nobody sees. The event does not say it, so Slack is asked, once a message: the
 * calls are those with which threads are read, and few at the slow tier. Undefined where Slack does not say
 * it now.
 */
function createHeads({
  client,
  logger,
}: ReactionParts): (item: ReactionAdded['item']) => Promise<string | undefined> {
  const heads = new Map<string, string>();
  return async ({ channel, ts }) => {
    const key = `${channel} ${ts}`;
    const known = heads.get(key);
    if (known !== undefined) return known;
    try {
      const only = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
      const answer = await asFailure(client.conversations.replies({ channel, ts, ...only }));
      const head = Replies.parse(answer).messages[0]?.thread_ts ?? ts;
      heads.set(key, head);
      for (const oldest of [...heads.keys()].slice(0, -REMEMBERED_MAX)) heads.delete(oldest);
      return head;
    } catch (error) {
      logger.warn('The thread of a reaction was not found', { error });
      return undefined;
    }
  };
}
