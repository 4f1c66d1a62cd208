import { z } from 'zod';
import { type Core, messageAt } from '../core.ts';
import { LIMITS } from '../limits.ts';
import { conversation, joined, method, type Method, nested } from '../method.ts';
import { addReaction } from '../reactions.ts';
import { Refusal, refusedPayload } from '../refusal.ts';
import type { Message } from '../state.ts';
import { checkBlocks, checkView } from '../validate/surfaces.ts';
import { messageOnWire } from '../wire.ts';

const item = { channel: z.string(), timestamp: z.string() };

const reactionsAdd = method({
  scopes: ['reactions:write'],
  parameters: z.object({ ...item, name: z.string().min(1) }),
  answer(core, { channel: named, timestamp, name }) {
    const message = shownMessage(core, joined(core, named).id, timestamp);
    const added = addReaction(core, message, { name, user: core.identity.botUserId });
    if (!added) throw new Refusal('already_reacted');
    return {};
  },
});

const reactionsGet = method({
  scopes: ['reactions:read'],
  parameters: z.object(item),
  answer(core, { channel: named, timestamp }) {
    const { id } = conversation(core, named);
    const message = shownMessage(core, id, timestamp);
    return { type: 'message', channel: id, message: messageOnWire(core, message) };
  },
});

function shownMessage(core: Core, channel: string, ts: string): Message {
  const message = messageAt(core, channel, ts);
  if (!message) throw new Refusal('message_not_found');
  return message;
}

const thread = { channel_id: z.string(), thread_ts: z.string() };

const setStatus = method({
  scopes: ['assistant:write', 'chat:write'],
  parameters: z.object({ ...thread, status: z.string() }),
  answer(core, { channel_id, thread_ts, status }) {
    const { id } = joined(core, channel_id);
    core.statuses.set({ channel: id, thread: thread_ts }, status);
    return {};
  },
});

const Prompt = z.object({ title: z.string().min(1), message: z.string().min(1) });

const setSuggestedPrompts = method({
  scopes: ['assistant:write'],
  parameters: z.object({
    channel_id: z.string(),
    thread_ts: z.string().optional(),
    title: z.string().optional(),
    prompts: nested(z.array(Prompt).min(1).max(LIMITS.suggestedPrompts)),
  }),
  answer(core, { channel_id }) {
    joined(core, channel_id);
    return {};
  },
});

const setTitle = method({
  scopes: ['assistant:write'],
  parameters: z.object({ ...thread, title: z.string().min(1) }),
  answer(core, { channel_id }) {
    joined(core, channel_id);
    return {};
  },
});

/** Checks a payload without sending it. https://docs.slack.dev/reference/methods/blocks.validate */
const validateBlocks = method({
  parameters: z.object({
    blocks: nested(z.unknown()),
    view: nested(z.unknown()),
    message: nested(z.object({ blocks: z.unknown() })).optional(),
  }),
  answer(_core, { blocks, view, message }) {
    if (view !== undefined) {
      const home = checkView(view, 'home');
      const checked = home.problems ? checkView(view, 'modal') : home;
      if (checked.problems) throw refusedPayload('invalid_view', checked.problems);
      return {};
    }
    const checked = checkBlocks(message === undefined ? blocks : message.blocks, 'message', '');
    if (checked.problems) throw refusedPayload('invalid_blocks', checked.problems);
    return {};
  },
});

const openConnection = method({
  token: 'app',
  parameters: z.object({}),
  answer: (core) => ({ url: `${core.origin.replace('http', 'ws')}${core.socketTicket()}` }),
});

export const surroundingMethods: Readonly<Record<string, Method>> = {
  'reactions.add': reactionsAdd,
  'reactions.get': reactionsGet,
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
  'assistant.threads.setTitle': setTitle,
  'blocks.validate': validateBlocks,
  'apps.connections.open': openConnection,
};
