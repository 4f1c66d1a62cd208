import { z } from 'zod';
import { type Core, channelOf, directChannel, isBotMember, personOf } from './core.ts';
import { Refusal, refusedPayload } from './refusal.ts';
import type { Channel } from './state.ts';
import { type Checked, type Surface, checkBlocks } from './validate/surfaces.ts';
import { type Problem, problemsOf } from './validate/slack-words.ts';
import type { Block } from './validate/blocks.ts';
import type { Wire } from './wire.ts';

/** One method of the Web API, its parameters already checked when `answer` is called. */
export interface Method {
  /** Which token may call it. */
  readonly token: 'bot' | 'app';
  /** Any one of them suffices; none is needed where it is empty. */
  readonly scopes: readonly string[];
  /** Throws `Refusal`. */
  call(core: Core, raw: Wire): Promise<Wire>;
}

export function method<Parameters extends z.ZodType>(spec: {
  readonly token?: 'app';
  readonly scopes?: readonly string[];
  readonly parameters: Parameters;
  readonly answer: (core: Core, parameters: z.infer<Parameters>) => Wire | Promise<Wire>;
}): Method {
  return {
    token: spec.token ?? 'bot',
    scopes: spec.scopes ?? [],
    async call(core, raw) {
      const parsed = spec.parameters.safeParse(raw, { reportInput: true });
      if (!parsed.success) {
        throw refusedPayload('invalid_arguments', problemsOf(parsed.error.issues, ''));
      }
      return spec.answer(core, parsed.data);
    },
  };
}

/** Arguments come as text in forms and as they are in JSON. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1')
  .default(false);

export function count(most: number) {
  return z.coerce.number().int().min(1).max(1_000).default(most);
}

/** A nested argument: JSON text in a form. Text that is no JSON stays text and fails its schema. */
export function nested<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(fromText, schema);
}

function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    return value;
  }
}

/** The conversation that an argument names: an id, `#name`, or a person for a direct message. */
export function conversation(core: Core, named: string): Channel {
  const { channels } = core.store.read();
  const name = named.startsWith('#') ? named.slice(1) : named;
  const found =
    channelOf(core, named) ??
    channels.find((channel) => channel.name !== '' && channel.name === name);
  if (found) return found;
  if (personOf(core, named)) return directChannel(core, named);
  throw new Refusal('channel_not_found');
}

/** The same, as far as the app sees it: what is private and without the bot does not exist for it. */
export function visible(core: Core, named: string): Channel {
  const channel = conversation(core, named);
  if (channel.kind === 'public' || isBotMember(core, channel)) return channel;
  throw new Refusal('channel_not_found');
}

/** The same, where the bot must be in it. */
export function joined(core: Core, named: string): Channel {
  const channel = visible(core, named);
  if (!isBotMember(core, channel)) throw new Refusal('not_in_channel');
  if (channel.isArchived) throw new Refusal('is_archived');
  return channel;
}

/** The first word of the scopes for a kind of conversation. */
export const SCOPE_OF_KIND = { public: 'channels', private: 'groups', im: 'im' } as const;

/** A scope that depends on the kind of conversation: `history` needs `channels:history`… */
export function requireChannelScope(core: Core, channel: Channel, right: string): void {
  const needed = `${SCOPE_OF_KIND[channel.kind]}:${right}`;
  if (!core.grants.hasScope(needed)) throw missingScope(core, [needed]);
}

export function missingScope(core: Core, needed: readonly string[]): Refusal {
  const provided = core.grants.scopes.join(',');
  return new Refusal('missing_scope', { needed: needed.join(','), provided });
}

/** Checks blocks and refuses them as Slack does; what was refused is written down. */
export function acceptedBlocks(
  core: Core,
  input: unknown,
  source: string,
  surface: Surface = 'message',
): Block[] {
  if (input === undefined || input === null || input === '') return [];
  if (!Array.isArray(input)) {
    core.recordViolation({ source, error: 'invalid_blocks_format', problems: [] });
    throw new Refusal('invalid_blocks_format');
  }
  return accepted(core, checkBlocks(input, surface, '/blocks'), source, 'invalid_blocks');
}

/** Unwraps a checked payload, or writes the violation down and refuses. */
export function accepted<Value>(
  core: Core,
  checked: Checked<Value>,
  source: string,
  error: string,
): Value {
  if (!checked.problems) return checked.value;
  core.recordViolation({ source, error, problems: checked.problems });
  throw refusedPayload(error, checked.problems);
}

/** Text that Slack would not take at all. */
export function refuseLongText(core: Core, text: string, most: number, source: string): void {
  if (text.length <= most) return;
  const problem: Problem = {
    pointer: '/text',
    message: `must be less than ${most + 1} characters`,
  };
  core.recordViolation({ source, error: 'msg_too_long', problems: [problem] });
  throw refusedPayload('msg_too_long', [problem]);
}

/** One page of a list, and where the next begins. */
export function page<Item>(
  items: readonly Item[],
  { cursor, limit }: { readonly cursor: string; readonly limit: number },
): { readonly items: readonly Item[]; readonly response_metadata: Wire } {
  const start = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw new Refusal('invalid_cursor');
  const end = start + limit;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64url') : '';
  return { items: items.slice(start, end), response_metadata: { next_cursor: next } };
}

export const paging = { cursor: z.string().default(''), limit: count(100) };
