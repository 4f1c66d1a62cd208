import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelInfo } from '../../ports/conversations.ts';
import { asReading } from './reading-failure.ts';
import { slackErrorOf } from './slack-failure.ts';

/** https://docs.slack.dev/reference/objects/conversation-object */
const SlackChannel = z.object({
  id: z.string(),
  name: z.string().nullish(),
  is_im: z.boolean().nullish(),
  is_mpim: z.boolean().nullish(),
  is_private: z.boolean().nullish(),
  is_archived: z.boolean().nullish(),
  is_member: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_pending_ext_shared: z.boolean().nullish(),
});
type SlackChannel = z.infer<typeof SlackChannel>;

const Own = z.object({
  channels: z.array(SlackChannel).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

/** Ids are upper case, names lower case. */
const ID = /^[CDG][A-Z0-9]{5,}$/u;

const PAGE_SIZE = 200;
/** The bot is in fewer channels than that by far. */
const PAGES_MAX = 50;

/** A channel by `C0123`, `#name` or `<#C0123|name>`: by its name among those alone that the bot is in. */
export async function findChannel(
  client: WebClient,
  said: string,
): Promise<ChannelInfo | undefined> {
  const linked = /^<#([^|>]+)(?:\|[^>]*)?>$/u.exec(said.trim())?.[1];
  const named = linked ?? said.trim().replace(/^#/u, '');
  if (!ID.test(named)) return byName(client, named.toLowerCase());
  return named.startsWith('D') ? direct(client, named) : byId(client, named);
}

async function byId(client: WebClient, id: string): Promise<ChannelInfo | undefined> {
  const answer = await unlessUnknown(client.conversations.info({ channel: id }));
  return answer && channelOf(SlackChannel.parse(answer.channel));
}

/**
 * `conversations.info` would need a scope of its own for direct conversations; whether the bot is in it
 * shows by whether it may read it.
 */
async function direct(client: WebClient, id: string): Promise<ChannelInfo | undefined> {
  const answer = await unlessUnknown(client.conversations.history({ channel: id, limit: 1 }));
  return answer && channelOf({ id, is_im: true, is_private: true });
}

async function unlessUnknown<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await asReading(call);
  } catch (error) {
    if (slackErrorOf(error) === 'channel_not_found') return undefined;
    throw error;
  }
}

/** Private channels are left out where an operator refuses `groups:read`. */
async function byName(client: WebClient, name: string): Promise<ChannelInfo | undefined> {
  if (name === '') return undefined;
  try {
    return await ownNamed(client, { name, types: 'public_channel,private_channel' });
  } catch (error) {
    if (slackErrorOf(error) !== 'missing_scope') throw error;
    return ownNamed(client, { name, types: 'public_channel' });
  }
}

async function ownNamed(
  client: WebClient,
  { name, types }: { readonly name: string; readonly types: string },
): Promise<ChannelInfo | undefined> {
  let cursor = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const next = cursor === '' ? {} : { cursor };
    const options = { types, limit: PAGE_SIZE, ...next };
    const read = Own.parse(await asReading(client.users.conversations(options)));
    const found = read.channels.find((channel) => channel.name?.toLowerCase() === name);
    // Slack leaves `is_member` out of what the bot is a member of.
    if (found) return { ...channelOf(found), isMember: true };
    cursor = read.response_metadata?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
  return undefined;
}

function channelOf(channel: SlackChannel): ChannelInfo {
  const isDirect = channel.is_im === true || channel.is_mpim === true;
  return {
    id: channel.id,
    name: isDirect ? undefined : (channel.name ?? undefined),
    isMember: channel.is_member ?? isDirect,
    isPrivate: channel.is_private ?? isDirect,
    isArchived: channel.is_archived ?? false,
    isDirect,
    isShared: channel.is_ext_shared === true || channel.is_pending_ext_shared === true,
  };
}
