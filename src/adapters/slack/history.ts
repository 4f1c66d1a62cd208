import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Place } from '../../chat/actor.ts';
import { asFailure, slackErrorOf } from './slack-failure.ts';

/** What this adapter reads of a message that stands in a channel or thread. */
const PastMessage = z.object({
  ts: z.string(),
  metadata: z
    .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
    .optional()
    .catch(undefined),
  files: z
    .array(z.object({ name: z.string().nullish() }))
    .optional()
    .catch(undefined),
});
export type PastMessage = z.infer<typeof PastMessage>;

const Page = z.object({
  messages: z.array(PastMessage).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

const PAGE_SIZE = 200;
/** Threads of a conversation are far shorter; a busy channel is not read through. */
const PAGES_MAX = 5;

/**
 * The messages of a thread, or the latest of a channel. Undefined where the bot may not read them
 * (an operator refused the scope, or the bot is no member).
 */
export async function readHistory(
  client: WebClient,
  place: Place,
): Promise<readonly PastMessage[] | undefined> {
  const messages: PastMessage[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const read = await readPage(client, place, cursor);
    if (read === undefined) return undefined;
    messages.push(...read.messages);
    cursor = read.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') break;
  }
  return messages;
}

async function readPage(
  client: WebClient,
  place: Place,
  cursor: string | undefined,
): Promise<z.infer<typeof Page> | undefined> {
  const options = {
    channel: place.channel,
    include_all_metadata: true,
    limit: PAGE_SIZE,
    ...(cursor === undefined ? {} : { cursor }),
  };
  try {
    const answer = await asFailure(
      place.thread === undefined
        ? client.conversations.history(options)
        : client.conversations.replies({ ...options, ts: place.thread }),
    );
    return Page.parse(answer);
  } catch (error) {
    if (UNREADABLE.includes(slackErrorOf(error) ?? '')) return undefined;
    throw error;
  }
}

const UNREADABLE = ['missing_scope', 'not_in_channel', 'channel_not_found', 'thread_not_found'];
