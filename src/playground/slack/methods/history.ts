import { z } from 'zod';
import { type Core, messageAt } from '../core.ts';
import { flag, joined, method, type Method, page, paging, requireChannelScope } from '../method.ts';
import { messagesIn } from '../messages.ts';
import { Refusal } from '../refusal.ts';
import type { Channel, Message } from '../state.ts';
import { type Wire, messageOnWire } from '../wire.ts';

const range = {
  channel: z.string(),
  ...paging,
  oldest: z.string().default('0'),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
};

interface Range {
  readonly oldest: string;
  readonly latest?: string | undefined;
  readonly inclusive: boolean;
}

interface Asked extends Range {
  readonly cursor: string;
  readonly limit: number;
  readonly include_all_metadata: boolean;
}

const TIMESTAMP = /^\d+(?:\.\d+)?$/u;

function refuseNoTimes({ oldest, latest = '' }: Range): void {
  if (!TIMESTAMP.test(oldest)) throw new Refusal('invalid_ts_oldest');
  if (latest !== '' && !TIMESTAMP.test(latest)) throw new Refusal('invalid_ts_latest');
}

function isWithin({ ts }: Message, { oldest, latest = '', inclusive }: Range): boolean {
  const at = Number(ts);
  const isAfter = inclusive ? at >= Number(oldest) : at > Number(oldest);
  if (latest === '') return isAfter;
  return isAfter && (inclusive ? at <= Number(latest) : at < Number(latest));
}

function readable(core: Core, named: string): Channel {
  const channel = joined(core, named);
  requireChannelScope(core, channel, 'history');
  return channel;
}

/** Metadata is shown only when asked for, and only with the scope to read it. */
function shown(core: Core, messages: readonly Message[], { include_all_metadata }: Asked): Wire[] {
  const withMetadata = include_all_metadata && core.grants.hasScope('metadata.message:read');
  return messages.map((message) => messageOnWire(core, message, withMetadata));
}

function pageOf(core: Core, messages: readonly Message[], { cursor, limit }: Asked) {
  const part = page(messages, { cursor, limit: Math.min(limit, core.historyPageMax) });
  return { ...part, has_more: part.response_metadata['next_cursor'] !== '' };
}

/**
 * Newest first. Where only `oldest` is given, the pages begin with those closest to it:
 * https://github.com/slackhq/slack-api-docs/issues/4
 */
const history = method({
  parameters: z.object(range),
  answer(core, asked) {
    refuseNoTimes(asked);
    const channel = readable(core, asked.channel);
    const found = messagesIn(core, channel.id).filter((message) => isWithin(message, asked));
    const isFromOldest = Number(asked.oldest) > 0 && (asked.latest ?? '') === '';
    const { items, ...rest } = pageOf(core, isFromOldest ? found : found.toReversed(), asked);
    return { messages: shown(core, isFromOldest ? items.toReversed() : items, asked), ...rest };
  },
});

/**
 * Oldest first, the message at the head on every page. Of a reply's time, that reply alone.
 * https://docs.slack.dev/reference/methods/conversations.replies
 */
const replies = method({
  parameters: z.object({ ...range, ts: z.string() }),
  answer(core, asked) {
    refuseNoTimes(asked);
    const channel = readable(core, asked.channel);
    const head = messageAt(core, channel.id, asked.ts);
    if (!head || head.onlyFor !== undefined) throw new Refusal('thread_not_found');
    const found =
      head.thread_ts === undefined
        ? messagesIn(core, channel.id, head.ts).filter(({ ts }) => ts !== head.ts)
        : [];
    const within = found.filter((message) => isWithin(message, asked));
    const { items, ...rest } = pageOf(core, [head, ...within], asked);
    const isFirst = asked.cursor === '';
    return { messages: shown(core, isFirst ? items : [head, ...items], asked), ...rest };
  },
});

export const historyMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
};
