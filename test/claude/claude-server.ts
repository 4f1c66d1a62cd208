import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { z } from 'zod';
import { estimateTokens } from '../../src/domain/tokens.ts';
import { jsonHead, sendError, sendPage } from './error-response.ts';
import { headFault, MessageRequest, textOf } from './message-request.ts';
import { mismatch } from './output-schema.ts';

/** Shaped as a real one is, so that whatever hides keys hides this one too. */
export const CLAUDE_KEY = 'sk-ant-api03-a-key-for-tests-only-0123456789';

/** One request that was well made, as the model sees it. */
export interface ClaudeRequest {
  readonly model: string;
  readonly maxTokens: number;
  readonly effort: string | undefined;
  readonly system: string;
  /** The first message: what was asked. */
  readonly user: string;
  /** Of a repair: the answer that was wrong, and what was said about it. */
  readonly repair: { readonly answer: string; readonly reason: string } | undefined;
  readonly schema: Readonly<Record<string, unknown>> | undefined;
  readonly body: MessageRequest;
  readonly headers: IncomingHttpHeaders;
  /** How often the SDK had tried before. */
  readonly attempt: number;
}

/** What the server does with a request. */
export type ClaudeAnswer =
  /** An answer that keeps to the schema, as constrained decoding makes it: else it is a violation. */
  | { readonly type: 'output'; readonly output: unknown }
  /** Text as it stands, whatever the schema: invalid JSON, another shape. */
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'stopped';
      readonly reason: 'refusal' | 'max_tokens' | 'model_context_window_exceeded';
    }
  | {
      readonly type: 'error';
      readonly status: number;
      readonly error?: string;
      /** The API's own finer code, of a few errors. */
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    }
  /** What a proxy or another service would answer: a page, or the way to another address. */
  | { readonly type: 'page'; readonly status: number; readonly location?: string }
  /** A whole answer of status 200 that is no message. */
  | { readonly type: 'body'; readonly body: unknown }
  /** `hang`: nothing ever; `hang-midway`: half of the answer, then nothing. */
  | { readonly type: 'hang' | 'hang-midway' | 'truncated' | 'reset' | 'not-json' };

export type AnswerClaude = (
  request: ClaudeRequest,
  index: number,
) => ClaudeAnswer | Promise<ClaudeAnswer>;

export interface ClaudeServer {
  readonly url: string;
  /** Those that were well made, oldest first. */
  readonly requests: readonly ClaudeRequest[];
  /** What the real service would have refused, or could not have answered. Tests expect none. */
  readonly violations: readonly string[];
  /** How many requests were given up by the client before they were answered. */
  readonly givenUp: number;
  answerWith(answer: AnswerClaude): void;
  stop(): Promise<void>;
}

export interface ClaudeServerOptions {
  readonly answer: AnswerClaude;
  readonly apiKey?: string;
  /** Models that exist. Default: every name that begins with `claude-`. */
  readonly models?: readonly string[];
  /** Shortest stable part that the prompt cache holds, in tokens. */
  readonly cacheMinimum?: number;
  /** What follows a model's name in its answers, such as a date. */
  readonly suffix?: string;
}

/** `/v1/messages` on loopback, no more lenient than the service itself. It keeps no time and waits for nobody. */
export async function startClaudeServer(options: ClaudeServerOptions): Promise<ClaudeServer> {
  const { apiKey = CLAUDE_KEY, models, cacheMinimum = 1_024, suffix = '' } = options;
  const requests: ClaudeRequest[] = [];
  const violations: string[] = [];
  const cached = new Set<string>();
  const dropped = new WeakSet<ServerResponse>();
  let { answer } = options;
  let givenUp = 0;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('close', () => {
      if (!response.writableEnded && !dropped.has(response)) givenUp += 1;
    });
    const text = await bodyOf(request);
    const { method, url: path, headers } = request;
    const fault = headFault({ method, path, headers, apiKey });
    if (fault) {
      if (fault.status !== 401) violations.push(`${method} ${path}: ${fault.message}`);
      return sendError(response, { type: 'error', ...fault });
    }
    const parsed = MessageRequest.safeParse(parsedJson(text));
    if (!parsed.success) {
      const message = parsed.error.issues
        .map(({ path: at, message: why }) =>
          [at.join('.'), why].filter((part) => part !== '').join(': '),
        )
        .join('; ');
      violations.push(message);
      return sendError(response, { type: 'error', status: 400, message });
    }
    const { model } = parsed.data;
    if (models ? !models.includes(model) : !model.startsWith('claude-')) {
      return sendError(response, { type: 'error', status: 404, message: `model: ${model}` });
    }
    const seen = toRequest(parsed.data, headers);
    requests.push(seen);
    const given = await answer(seen, requests.length - 1);
    const wrong = given.type === 'output' && seen.schema && mismatch(seen.schema, given.output);
    if (wrong) violations.push(`The answer cannot be written in the schema: ${wrong}`);
    if (given.type === 'truncated' || given.type === 'reset') dropped.add(response);
    if (!response.destroyed) send({ response, seen, given, usage: usageOf(seen), suffix });
  }

  function usageOf(seen: ClaudeRequest): Usage {
    const system = estimateTokens(seen.system);
    const rest = estimateTokens(JSON.stringify([seen.body.messages, seen.schema]));
    const isMarked = seen.body.system?.some((block) => block.cache_control) ?? false;
    if (!isMarked || system < cacheMinimum) return { input: system + rest, created: 0, read: 0 };
    const key = `${seen.model} ${seen.system}`;
    if (cached.has(key)) return { input: rest, created: 0, read: system };
    cached.add(key);
    return { input: rest, created: system, read: 0 };
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      violations.push(`The double failed: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    violations,
    get givenUp() {
      return givenUp;
    },
    answerWith(next) {
      answer = next;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

interface Usage {
  readonly input: number;
  readonly created: number;
  readonly read: number;
}

function toRequest(body: MessageRequest, headers: IncomingHttpHeaders): ClaudeRequest {
  const [first, wrong, reason] = body.messages.map(({ content }) => textOf(content));
  return {
    model: body.model,
    maxTokens: body.max_tokens,
    effort: body.output_config?.effort,
    system: (body.system ?? []).map(({ text }) => text).join('\n'),
    user: first ?? '',
    repair: wrong === undefined || reason === undefined ? undefined : { answer: wrong, reason },
    schema: body.output_config?.format?.schema,
    body,
    headers,
    attempt: Number(headers['x-stainless-retry-count'] ?? 0),
  };
}

function send(parts: {
  readonly response: ServerResponse;
  readonly seen: ClaudeRequest;
  readonly given: ClaudeAnswer;
  readonly usage: Usage;
  readonly suffix: string;
}): void {
  const { response, given } = parts;
  switch (given.type) {
    case 'output':
    case 'text':
    case 'stopped':
      return void response.writeHead(200, jsonHead()).end(messageOf({ ...parts, given }));
    case 'error':
      return sendError(response, given);
    case 'body':
      return void response.writeHead(200, jsonHead()).end(JSON.stringify(given.body));
    case 'hang':
      return;
    case 'hang-midway':
      return void response.writeHead(200, jsonHead()).write('{"id":"msg_1","type":');
    case 'truncated':
      response.writeHead(200, { ...jsonHead(), 'content-length': '5000' });
      return void response.write('{"id":"msg_1","type":"mess', () => response.destroy());
    case 'reset':
      return void response.socket?.resetAndDestroy();
    case 'page':
      return sendPage(response, given);
    case 'not-json':
      return void response.writeHead(200, jsonHead()).end('<html>Bad gateway</html>');
  }
}

/** One message of the model: a block of thought, as models of today begin with, then the text. */
function messageOf(parts: {
  readonly seen: ClaudeRequest;
  readonly given: Extract<ClaudeAnswer, { type: 'output' | 'text' | 'stopped' }>;
  readonly usage: Usage;
  readonly suffix: string;
}): string {
  const { seen, given, usage, suffix } = parts;
  const whole =
    given.type === 'output'
      ? JSON.stringify(given.output)
      : given.type === 'text'
        ? given.text
        : '';
  const tokens = estimateTokens(whole);
  const isCut = tokens > seen.maxTokens;
  const text = isCut ? whole.slice(0, Math.floor((whole.length * seen.maxTokens) / tokens)) : whole;
  const reason = given.type === 'stopped' ? given.reason : isCut ? 'max_tokens' : 'end_turn';
  const thought = { type: 'thinking', thinking: '', signature: 'c2lnbmF0dXJl' };
  return JSON.stringify({
    id: 'msg_01test',
    type: 'message',
    role: 'assistant',
    model: `${seen.model}${suffix}`,
    content: [thought, ...(text === '' ? [] : [{ type: 'text', text, citations: null }])],
    stop_reason: reason,
    stop_sequence: null,
    stop_details:
      reason === 'refusal' ? { type: 'refusal', category: 'cyber', explanation: null } : null,
    usage: {
      input_tokens: usage.input,
      output_tokens: Math.min(tokens, seen.maxTokens),
      cache_creation_input_tokens: usage.created,
      cache_read_input_tokens: usage.read,
    },
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
