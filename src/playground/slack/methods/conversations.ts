import { z } from 'zod';
import { type Core, directChannel, isBotMember, personOf } from '../core.ts';
import {
  SCOPE_OF_KIND,
  conversation,
  flag,
  method,
  type Method,
  missingScope,
  page,
  paging,
  requireChannelScope,
  visible,
} from '../method.ts';
import { addBot } from '../membership.ts';
import { Refusal } from '../refusal.ts';
import type { Channel } from '../state.ts';
import { channelOnWire } from '../wire.ts';

const info = method({
  parameters: z.object({ channel: z.string() }),
  answer(core, { channel: named }) {
    const channel = visible(core, named);
    requireChannelScope(core, channel, 'read');
    return { channel: channelOnWire(core, channel) };
  },
});

/** What `types` names. https://docs.slack.dev/reference/methods/users.conversations */
const KIND_OF_TYPE: Readonly<Record<string, Channel['kind']>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
};

const list = method({
  scopes: ['channels:read', 'groups:read', 'im:read'],
  parameters: z.object({
    ...paging,
    types: z.string().default('public_channel'),
    exclude_archived: flag,
  }),
  answer(core, { types, exclude_archived, ...asked }) {
    const kinds = types.split(',').map((type) => KIND_OF_TYPE[type.trim()]);
    const found = core.store
      .read()
      .channels.filter(
        ({ kind, isArchived }) => kinds.includes(kind) && !(exclude_archived && isArchived),
      )
      .filter((channel) => channel.kind === 'public' || isBotMember(core, channel));
    const { items, ...rest } = page(found, asked);
    return { channels: items.map((channel) => channelOnWire(core, channel)), ...rest };
  },
});

/** The conversations that the bot itself is in. Every kind that is asked for needs its scope. */
const own = method({
  parameters: z.object({
    ...paging,
    types: z.string().default('public_channel'),
    exclude_archived: flag,
  }),
  answer(core, { types, exclude_archived, ...asked }) {
    const kinds = types.split(',').flatMap((type) => KIND_OF_TYPE[type.trim()] ?? []);
    const needed = kinds.map((kind) => `${SCOPE_OF_KIND[kind]}:read`);
    const lacking = needed.filter((scope) => !core.grants.hasScope(scope));
    if (lacking.length > 0) throw missingScope(core, lacking);
    const found = core.store
      .read()
      .channels.filter((channel) => kinds.includes(channel.kind) && isBotMember(core, channel))
      .filter(({ isArchived }) => !(exclude_archived && isArchived));
    const { items, ...rest } = page(found, asked);
    return { channels: items.map((channel) => channelOnWire(core, channel)), ...rest };
  },
});

const members = method({
  parameters: z.object({ channel: z.string(), ...paging }),
  answer(core, { channel: named, ...asked }) {
    const channel = visible(core, named);
    requireChannelScope(core, channel, 'read');
    const { items, ...rest } = page(channel.members, asked);
    return { members: items, ...rest };
  },
});

const open = method({
  scopes: ['im:write'],
  parameters: z.object({
    channel: z.string().optional(),
    users: z.string().optional(),
    return_im: flag,
  }),
  answer(core, { channel: named, users, return_im }) {
    const channel = named === undefined ? directWith(core, users) : conversation(core, named);
    const shown = return_im ? channelOnWire(core, channel) : { id: channel.id };
    return { channel: shown, already_open: true };
  },
});

function directWith(core: Core, users: string | undefined): Channel {
  if (users === undefined || users === '') throw new Refusal('users_list_not_supplied');
  const [user = '', ...others] = users.split(',');
  if (others.length > 0) throw new Refusal('method_not_supported_for_channel_type');
  const person = personOf(core, user.trim());
  if (!person) throw new Refusal('user_not_found');
  if (person.standing === 'deactivated') throw new Refusal('user_disabled');
  if (person.standing === 'bot') throw new Refusal('cannot_dm_bot');
  return directChannel(core, person.id);
}

const join = method({
  scopes: ['channels:join'],
  parameters: z.object({ channel: z.string() }),
  answer(core, { channel: named }) {
    const channel = conversation(core, named);
    if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
    if (isBotMember(core, channel)) {
      return { channel: channelOnWire(core, channel), warning: 'already_in_channel' };
    }
    return { channel: channelOnWire(core, addBot(core, channel)) };
  },
});

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'users.conversations': own,
  'conversations.open': open,
  'conversations.join': join,
};
