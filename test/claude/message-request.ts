import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { schemaFaults } from './output-schema.ts';

/** Most `cache_control` marks of one request. Source: the prompt caching guide. */
const CACHE_MARKS_MAX = 4;
/** Source: the models overview, for every model that the tests name. */
const MAX_TOKENS_LIMIT = 128_000;

const CacheControl = z.strictObject({
  type: z.literal('ephemeral'),
  ttl: z.enum(['5m', '1h']).optional(),
});
const TextBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string().regex(/\S/u, 'text content blocks must be non-empty'),
  cache_control: CacheControl.optional(),
});
const Message = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.union([
    z.string().regex(/\S/u, 'content must be non-empty'),
    z.array(TextBlock).min(1),
  ]),
});

/** The body of `POST /v1/messages`, as far as this product uses it: anything more is refused. */
export const MessageRequest = z
  .strictObject({
    model: z.string().min(1),
    max_tokens: z.number().int().min(1).max(MAX_TOKENS_LIMIT),
    system: z.array(TextBlock).min(1).optional(),
    messages: z.array(Message).min(1),
    output_config: z
      .strictObject({
        format: z
          .strictObject({
            type: z.literal('json_schema'),
            schema: z.record(z.string(), z.unknown()),
          })
          .optional(),
        effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional(),
      })
      .optional(),
    thinking: z
      .strictObject({ type: z.enum(['adaptive', 'disabled', 'between_tools']) })
      .optional(),
    metadata: z.strictObject({ user_id: z.string().max(256).optional() }).optional(),
    stream: z.literal(false).optional(),
  })
  .superRefine((body, context) => {
    for (const message of faultsOf(body)) context.addIssue({ code: 'custom', message });
  });
export type MessageRequest = z.infer<typeof MessageRequest>;

/** Which models can be told not to think, and how. Source: the pages on what is new in each. */
const THOUGHTLESS = [
  ['claude-haiku-5-5', 'disabled'],
  ['claude-sonnet-5-5', 'between_tools'],
] as const;

function thinkingFault(body: {
  readonly model: string;
  readonly thinking?: { readonly type: string } | undefined;
  readonly output_config?: { readonly effort?: string | undefined } | undefined;
}): string | undefined {
  const { model, thinking, output_config: output } = body;
  if (!thinking || thinking.type === 'adaptive') return undefined;
  if (!THOUGHTLESS.some(([name, type]) => name === model && type === thinking.type)) {
    return `thinking.type: "${thinking.type}" is not supported for this model`;
  }
  return output?.effort === 'xhigh' || output?.effort === 'max'
    ? `thinking.type: "${thinking.type}" is not supported at this effort`
    : undefined;
}

function faultsOf(body: {
  readonly model: string;
  readonly thinking?: { readonly type: string } | undefined;
  readonly system?: readonly z.infer<typeof TextBlock>[] | undefined;
  readonly messages: readonly z.infer<typeof Message>[];
  readonly output_config?:
    | {
        readonly format?: { readonly schema: unknown } | undefined;
        readonly effort?: string | undefined;
      }
    | undefined;
}): readonly string[] {
  const { messages, output_config: output, system = [] } = body;
  const roles = messages.map(({ role }) => role);
  const blocks = [...system, ...messages.flatMap(({ content }) => [content].flat())];
  const marks = blocks.filter((block) => typeof block !== 'string' && block.cache_control);
  const thinking = thinkingFault(body);
  return [
    ...(thinking === undefined ? [] : [thinking]),
    ...(roles[0] === 'user' ? [] : ['messages: the first message must use the user role']),
    ...(roles.at(-1) === 'user' ? [] : ['messages: the model does not support prefill']),
    ...(roles.some((role, index) => role === roles[index - 1])
      ? ['messages: roles must alternate between user and assistant']
      : []),
    ...(marks.length > CACHE_MARKS_MAX ? ['A maximum of 4 blocks with cache_control'] : []),
    ...(output?.format ? schemaFaults(output.format.schema) : []),
  ];
}

/** What is wrong with the request line and its headers, as the API would say it; undefined when nothing. */
export function headFault(head: {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly apiKey: string;
}): { readonly status: number; readonly message: string } | undefined {
  const { method, path, headers, apiKey } = head;
  if (path !== '/v1/messages') return { status: 404, message: 'Not found' };
  if (method !== 'POST') return { status: 405, message: 'Method Not Allowed' };
  // The service takes either; the SDK sends the former since its release 1.
  const isKnown = headers.authorization === `Bearer ${apiKey}` || headers['x-api-key'] === apiKey;
  if (!isKnown) return { status: 401, message: 'invalid API key' };
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(String(headers['anthropic-version']))) {
    return { status: 400, message: 'anthropic-version: header is required' };
  }
  if (!/^application\/json\b/u.test(headers['content-type'] ?? '')) {
    return { status: 400, message: 'content-type: must be application/json' };
  }
  return undefined;
}

export function textOf(content: z.infer<typeof Message>['content']): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
}
