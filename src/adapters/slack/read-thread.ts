import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Logger } from '../../ports/logger.ts';
import { byTime, type SlackMessage, understood } from './past-message.ts';
import { asReading } from './reading-failure.ts';
import { slackErrorOf } from './slack-failure.ts';

interface SlackThreadPage {
  readonly head: string;
  /** Oldest first. */
  readonly messages: readonly SlackMessage[];
  readonly hasMore: boolean;
}

interface AskedThread {
  readonly channel: string;
  /** The head of the thread or any reply. */
  readonly message: string;
  readonly after: string | undefined;
}

const Page = z.object({
  messages: z.array(z.unknown()).default([]),
  has_more: z.boolean().default(false),
});

/** Slack advises no more; at the slow tier it gives 15 whatever is asked for. */
const PAGE_SIZE = 200;

/**
 * One page of a thread by one call of Slack's; nothing where it is gone. Slack gives the messages closest
 * to `oldest` first, and the message at the head with them. Of a reply's time it gives that reply alone,
 * which names its head.
 *
 * Source: https://docs.slack.dev/reference/methods/conversations.replies
 */
export async function readThreadPage(
  { client, logger }: { readonly client: WebClient; readonly logger: Logger },
  { channel, message, after }: AskedThread,
): Promise<SlackThreadPage> {
  try {
    const since = after === undefined ? {} : { oldest: after };
    const call = client.conversations.replies({ channel, ts: message, limit: PAGE_SIZE, ...since });
    const page = Page.parse(await asReading(call));
    const messages = understood(page.messages, { channel, logger }).toSorted(byTime);
    const head = messages[0]?.thread_ts ?? message;
    if (head !== message) return { head, messages: [], hasMore: true };
    const isNew = messages.some(({ ts }) => after === undefined || Number(ts) > Number(after));
    // Where a page brings nothing new, the next would be the same again.
    return { head, messages, hasMore: page.has_more && isNew };
  } catch (error) {
    if (!GONE.includes(slackErrorOf(error) ?? '')) throw error;
    return { head: message, messages: [], hasMore: false };
  }
}

const GONE = ['thread_not_found', 'message_not_found'];
