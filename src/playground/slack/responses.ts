import { z } from 'zod';
import { type Core, channelOf, messageAt, nextTs } from './core.ts';
import { LIMITS } from './limits.ts';
import { acceptedBlocks, refuseLongText } from './method.ts';
import { byBot } from './methods/chat.ts';
import { changeMessage, postMessage, removeMessage, tellOfEdit } from './messages.ts';
import { Refusal } from './refusal.ts';
import type { ResponseTarget } from './tickets.ts';
import type { Wire } from './wire.ts';

const Answer = z.object({
  text: z.string().default(''),
  blocks: z.unknown().optional(),
  response_type: z.enum(['in_channel', 'ephemeral']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

/**
 * What the app said to a response URL, or in the acknowledgement of a command: a message to the one
 * person or the channel, or a change of the message that was used. Throws `Refusal`.
 */
export function takeAnswer(
  core: Core,
  target: ResponseTarget,
  sent: unknown,
  source: string,
): void {
  const parsed = Answer.safeParse(sent);
  if (!parsed.success) throw refusedAnswer(core, source, 'invalid_payload');
  const { text, response_type, replace_original, delete_original, thread_ts } = parsed.data;
  refuseLongText(core, text, LIMITS.messageText, source);
  const blocks = acceptedBlocks(core, parsed.data.blocks, source);
  const original =
    target.messageTs === undefined ? undefined : messageAt(core, target.channel, target.messageTs);
  if (delete_original && original) return removeMessage(core, original);
  if (text === '' && blocks.length === 0) throw refusedAnswer(core, source, 'no_text');
  if (replace_original && original) {
    const edited = { user: core.identity.botUserId, ts: nextTs(core) };
    const message = changeMessage(core, original, { text, blocks, edited });
    if (message.onlyFor === undefined) void tellOfEdit(core, original, message);
    return;
  }
  postMessage(core, {
    channel: target.channel,
    ...byBot(core),
    text,
    blocks,
    thread_ts: thread_ts ?? target.threadTs,
    ...(response_type === 'ephemeral' ? { onlyFor: target.userId } : {}),
  });
}

function refusedAnswer(core: Core, source: string, error: string): Refusal {
  core.recordViolation({ source, error, problems: [] });
  return new Refusal(error);
}

/** What answers a POST to a response URL. */
export function useResponseUrl(core: Core, path: string, sent: unknown): Wire {
  const target = core.responseUrls.use(path);
  if ('error' in target) return { ok: false, error: target.error };
  if (!channelOf(core, target.channel)) return { ok: false, error: 'channel_not_found' };
  try {
    takeAnswer(core, target, sent, 'response_url');
    return { ok: true };
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return { ok: false, error: cause.error, ...cause.details };
  }
}
