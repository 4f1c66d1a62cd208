import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Actor } from '../../chat/actor.ts';
import { asReading } from './reading-failure.ts';
import { slackErrorOf } from './slack-failure.ts';

const Page = z.object({
  members: z.array(z.string()).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

/**
 * Most members that Slack gives at once.
 *
 * Source: https://docs.slack.dev/reference/methods/conversations.members
 */
const PAGE_SIZE = 999;
/** Channels are smaller than that by far. */
const PAGES_MAX = 100;

/** Nobody is in what the bot does not see; those who cannot talk to it are in no direct conversation. */
const NOBODY = [
  'channel_not_found',
  'not_in_channel',
  'user_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
];

/** Whether a person is in a channel, or the bot's direct conversation is theirs. */
export async function isInChannel(
  client: WebClient,
  { channel, actor }: { readonly channel: string; readonly actor: Actor },
): Promise<boolean> {
  try {
    return channel.startsWith('D')
      ? await isOwnDirect(client, channel, actor)
      : await isListed(client, channel, actor);
  } catch (error) {
    if (NOBODY.includes(slackErrorOf(error) ?? '')) return false;
    throw error;
  }
}

/** The members of a direct conversation would need a scope of their own. */
async function isOwnDirect(client: WebClient, id: string, actor: Actor): Promise<boolean> {
  const { channel } = await asReading(client.conversations.open({ users: actor.id }));
  return channel?.id === id;
}

async function isListed(client: WebClient, channel: string, { id }: Actor): Promise<boolean> {
  let cursor = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const next = cursor === '' ? {} : { cursor };
    const options = { channel, limit: PAGE_SIZE, ...next };
    const read = Page.parse(await asReading(client.conversations.members(options)));
    if (read.members.includes(id)) return true;
    cursor = read.response_metadata?.next_cursor ?? '';
    if (cursor === '') return false;
  }
  return false;
}
