import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Conversations, HistoryPage } from '../../ports/conversations.ts';
import type { Logger } from '../../ports/logger.ts';
import { isInChannel } from './channel-member.ts';
import { findChannel } from './find-channel.ts';
import type { SlackIdentity } from './identity.ts';
import { byTime, isGone, readPastMessage, type SlackMessage, understood } from './past-message.ts';
import { readFile } from './read-file.ts';
import { readThreadPage } from './read-thread.ts';
import { asReading } from './reading-failure.ts';
import { slackErrorOf } from './slack-failure.ts';
import { messageAddress } from './thread-links.ts';

interface ConversationParts {
  /** Repeats nothing by itself, and waits for nothing that Slack puts off. */
  readonly client: WebClient;
  /** Known once the adapter has started. */
  readonly identity: () => SlackIdentity;
  readonly logger: Logger;
}

const Page = z.object({
  messages: z.array(z.unknown()).default([]),
  has_more: z.boolean().default(false),
});

/** Slack advises no more; at the slow tier it gives 15 whatever is asked for. */
const PAGE_SIZE = 200;

/**
 * After every message. Without an end Slack gives the messages closest to `oldest` instead of the newest.
 *
 * Source: https://github.com/slackhq/slack-api-docs/issues/4
 */
const END = '9999999999.999999';

/** What was said in Slack before. One call of Slack's a page; addresses cost none. */
export function createSlackConversations(parts: ConversationParts): Conversations {
  const { client, identity } = parts;
  return {
    channel: (_workspace, name) => findChannel(client, name),
    isMember: ({ channel }, actor) => isInChannel(client, { channel, actor }),
    history: (place, range) => history(parts, place.channel, range),
    async thread({ channel }, { message, after }) {
      const page = await readThreadPage(parts, { channel, message, after });
      return { ...page, messages: page.messages.map(readPastMessage) };
    },
    async message({ channel }, message) {
      const found = await messageNow(parts, channel, message);
      return found && readPastMessage(found);
    },
    async permalink({ workspace, channel, thread }, message) {
      const { url, teamId, enterpriseId } = identity();
      const isHere = workspace === teamId || workspace === enterpriseId;
      if (url === undefined || !isHere) return undefined;
      return messageAddress(url, channel, { ts: message, thread_ts: thread });
    },
    file: (_workspace, id, maxBytes) => readFile(client, { id, maxBytes }),
  };
}

async function history(
  { client, logger }: ConversationParts,
  channel: string,
  { oldest, before }: { readonly oldest: string; readonly before?: string | undefined },
): Promise<HistoryPage> {
  const options = { channel, oldest, latest: before ?? END, limit: PAGE_SIZE };
  const page = Page.parse(await asReading(client.conversations.history(options)));
  const messages = understood(page.messages, { channel, logger });
  return {
    messages: messages.toSorted(byTime).toReversed().map(readPastMessage),
    // An empty page names no message before which to go on.
    hasMore: page.has_more && messages.length > 0,
  };
}

/** `conversations.replies` finds replies too; where it gives the head along, that is passed over. */
async function messageNow(
  { client, logger }: ConversationParts,
  channel: string,
  ts: string,
): Promise<SlackMessage | undefined> {
  try {
    const only = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const answer = await asReading(client.conversations.replies({ channel, ts, ...only }));
    const { messages } = Page.parse(answer);
    const found = understood(messages, { channel, logger }).find((message) => message.ts === ts);
    return found && isGone(found) ? undefined : found;
  } catch (error) {
    if (GONE.includes(slackErrorOf(error) ?? '')) return undefined;
    throw error;
  }
}

const GONE = ['thread_not_found', 'message_not_found'];
