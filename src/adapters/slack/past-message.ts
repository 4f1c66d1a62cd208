import { z } from 'zod';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import { shownText } from '../../domain/shown-text.ts';
import type { Logger } from '../../ports/logger.ts';
import { timeOf } from './inbound.ts';
import { EventFiles, Timestamp } from './payloads.ts';
import { PastContent, readPastText } from './past-text.ts';

/** A message as histories and threads have it. */
export const SlackMessage = z.object({
  ...PastContent.shape,
  ts: Timestamp,
  thread_ts: Timestamp.optional(),
  subtype: z.string().optional(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  reply_count: z.int().nonnegative().nullish().catch(undefined),
  latest_reply: Timestamp.nullish().catch(undefined),
  edited: z.object({ ts: Timestamp }).nullish().catch(undefined),
  files: EventFiles.optional(),
});
export type SlackMessage = z.infer<typeof SlackMessage>;

/** Subtypes of what somebody said; every other one is Slack's own word of something that happened. */
const SAID: readonly (string | undefined)[] = [
  undefined,
  'bot_message',
  'file_share',
  'me_message',
  'thread_broadcast',
];

const SLACKBOT = 'USLACKBOT';

/** Those that are as Slack says; what is not is logged and left alone. */
export function understood(
  messages: readonly unknown[],
  { channel, logger }: { readonly channel: string; readonly logger: Logger },
): readonly SlackMessage[] {
  const read = messages.flatMap((message) => {
    const parsed = SlackMessage.safeParse(message);
    return parsed.success ? [parsed.data] : [];
  });
  const unread = messages.length - read.length;
  if (unread > 0) logger.warn('Past Slack messages were not understood', { channel, unread });
  return read;
}

export function readPastMessage(message: SlackMessage): PastMessage {
  const { ts, thread_ts: thread, subtype, user, bot_id: botId, edited } = message;
  const author = SAID.includes(subtype) ? (user ?? botId ?? undefined) : undefined;
  const lastReply = message.latest_reply;
  return {
    id: ts,
    at: timeOf(ts),
    ...(author === undefined ? {} : { author }),
    isBot: Boolean(botId) || subtype === 'bot_message' || author === SLACKBOT,
    text: isGone(message) ? '' : readPastText(message),
    ...(thread === undefined || thread === ts ? {} : { thread }),
    replyCount: message.reply_count ?? 0,
    ...(lastReply ? { lastReplyAt: timeOf(lastReply) } : {}),
    ...(edited ? { editedAt: timeOf(edited.ts) } : {}),
    files: (message.files ?? [])
      .filter(({ mode }) => mode !== 'tombstone')
      .map(({ id, name }) => ({ id, name: shownText(name ?? id) })),
  };
}

/** It was deleted; Slack keeps the place at the head of a thread that has replies. */
export function isGone({ subtype }: SlackMessage): boolean {
  return subtype === 'tombstone';
}

export function byTime(one: SlackMessage, other: SlackMessage): number {
  return Number(one.ts) - Number(other.ts);
}
