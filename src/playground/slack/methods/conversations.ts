import { z } from 'zod';
import { type Core, directChannel, isBotMember, personOf } from '../core.ts';
import {
  conversation,
  flag,
  joined,
  method,
  type Method,
  page,
  paging,
  requireChannelScope,
} from '../method.ts';
import { addBot } from '../membership.ts';
import { messagesIn, threadRoot } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import type { Channel, Message } from '../state.ts';
import { channelOnWire, messageOnWire } from '../wire.ts';

const info = method({
  parameters: z.object({ channel: z.string() }),
  answer(core, { channel: named }) {
    const channel = conversation(core, named);
    requireChannelScope(core, channel, 'read');
    return { channel: channelOnWire(core, channel) };
  },
});

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

const members = method({
  parameters: z.object({ channel: z.string(), ...paging }),
  answer(core, { channel: named, ...asked }) {
    const channel = conversation(core, named);
    requireChannelScope(core, channel, 'read');
    const { items, ...rest } = page(channel.members, asked);
    return { members: items, ...rest };
  },
});

const range = {
  channel: z.string(),
  ...paging,
  oldest: z.string().default('0'),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
};
type Range = {
  readonly oldest: string;
  readonly latest?: string | undefined;
  readonly inclusive: boolean;
};

function isWithin({ ts }: Message, { oldest, latest, inclusive }: Range): boolean {
  const at = Number(ts);
  const isAfter = inclusive ? at >= Number(oldest) : at > Number(oldest);
  if (latest === undefined || latest === '') return isAfter;
  return isAfter && (inclusive ? at <= Number(latest) : at < Number(latest));
}

/** Metadata is shown only when asked for, and only with the scope to read it. */
function showsMetadata(core: Core, asked: boolean): boolean {
  return asked && core.grants.hasScope('metadata.message:read');
}

const history = method({
  parameters: z.object(range),
  answer(core, { channel: named, include_all_metadata, ...asked }) {
    const channel = joined(core, named);
    requireChannelScope(core, channel, 'history');
    const found = messagesIn(core, channel.id)
      .filter((message) => isWithin(message, asked))
      .toReversed();
    const { items, response_metadata } = page(found, asked);
    const withMetadata = showsMetadata(core, include_all_metadata);
    return {
      messages: items.map((message) => messageOnWire(core, message, withMetadata)),
      has_more: response_metadata['next_cursor'] !== '',
      response_metadata,
    };
  },
});

const replies = method({
  parameters: z.object({ ...range, ts: z.string() }),
  answer(core, { channel: named, ts, include_all_metadata, ...asked }) {
    const channel = joined(core, named);
    requireChannelScope(core, channel, 'history');
    const root = threadRoot(core, channel.id, ts);
    if (!root) throw new Refusal('thread_not_found');
    const found = messagesIn(core, channel.id, root.ts).filter(
      (message) => message === root || isWithin(message, asked),
    );
    const { items, response_metadata } = page(found, asked);
    const withMetadata = showsMetadata(core, include_all_metadata);
    return {
      messages: items.map((message) => messageOnWire(core, message, withMetadata)),
      has_more: response_metadata['next_cursor'] !== '',
      response_metadata,
    };
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
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.open': open,
  'conversations.join': join,
};
