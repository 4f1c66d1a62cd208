import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { ANONYMOUS } from './access.ts';
import type { DemoUser } from './access.ts';
import { ApiError, PageNotFound, unauthorized } from './api-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { faultStatus } from './faults.ts';
import type { Fault, Faults } from './faults.ts';
import type { ApiRequest } from './request.ts';
import { body } from './router.ts';
import type { Answer, Router } from './router.ts';
import { watchObjects } from './watch.ts';

/** One request that was answered, for tests that count them. */
export interface RequestNote {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly user: string;
  readonly status: number;
}

export interface ApiServerParts {
  readonly state: ClusterState;
  readonly users: readonly DemoUser[];
  readonly router: Router;
  readonly faults: Faults;
  readonly note: (note: RequestNote) => void;
}

/** Answers longer than this are compressed for clients that take it, in bytes, as the real server does. */
const COMPRESS_FROM_BYTES = 128 * 1_024;

/** The HTTP face of the demo cluster; not listening yet. */
export function createApiServer(parts: ApiServerParts): Server {
  return createServer((incoming, response) => {
    handle(parts, incoming, response).catch((cause: unknown) => {
      const message = cause instanceof Error ? cause.message : String(cause);
      send(
        incoming,
        response,
        failure(new ApiError({ code: 500, reason: 'InternalError', message })),
      );
    });
  });
}

async function handle(
  parts: ApiServerParts,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = (await buffer(incoming)).toString('utf8');
  const user = userOf(parts.users, incoming.headers.authorization);
  const request = requestOf(incoming, text, user ?? ANONYMOUS);
  const fault = parts.faults.take(request);
  if (fault && fault.when !== 'after') return strike(parts, fault, incoming, response);
  const answer = user === undefined ? failure(unauthorized()) : answered(parts.router, request);
  if (fault) return strike(parts, fault, incoming, response);
  const status = answer.type === 'body' ? answer.status : 200;
  parts.note({ method: request.method, url: incoming.url ?? '', user: request.user, status });
  if (answer.type === 'body') return send(incoming, response, answer);
  return stream(parts.state, request, answer, response);
}

/** The user of a token; the anonymous one without a token; undefined for a token that is nobody's. */
function userOf(users: readonly DemoUser[], header: string | undefined): string | undefined {
  if (header === undefined) return ANONYMOUS;
  return users.find(({ token }) => header === `Bearer ${token}`)?.name;
}

function requestOf(incoming: IncomingMessage, text: string, user: string): ApiRequest {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const { headers } = incoming;
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    accept: headers.accept ?? '',
    contentType: headers['content-type'] ?? '',
    userAgent: headers['user-agent'] ?? 'unknown',
    ifNoneMatch: headers['if-none-match'] ?? '',
    body: text,
    user,
  };
}

function answered(router: Router, request: ApiRequest): Answer {
  try {
    return router.answer(request);
  } catch (cause) {
    if (cause instanceof ApiError) return failure(cause);
    if (!(cause instanceof PageNotFound)) throw cause;
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    return { ...body(404, {}), text: '404 page not found\n', headers };
  }
}

function failure({ code, status }: ApiError): Answer & { readonly type: 'body' } {
  const isBusy = code === 429 || code === 503;
  return body(code, status, { ...(isBusy && { 'retry-after': '1' }) });
}

function strike(
  { note }: ApiServerParts,
  fault: Fault,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  if (fault.does === 'hang') return;
  if (fault.does === 'reset') {
    incoming.socket.destroy();
    return;
  }
  const { status } = fault.does;
  note({ method: incoming.method ?? '', url: incoming.url ?? '', user: '', status });
  send(incoming, response, failure(faultStatus(status)));
}

/** The real server writes UTF-8 into its headers; Node takes one character for each byte. */
function onTheWire(header: string): string {
  return Buffer.from(header, 'utf8').toString('latin1');
}

function send(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: Answer & { readonly type: 'body' },
): void {
  for (const text of answer.warnings) {
    response.appendHeader('warning', onTheWire(`299 - ${JSON.stringify(text)}`));
  }
  const bytes = Buffer.from(answer.text);
  const takesGzip = (incoming.headers['accept-encoding'] ?? '').includes('gzip');
  if (bytes.length < COMPRESS_FROM_BYTES || !takesGzip) {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
    response.end(bytes);
    return;
  }
  const packed = gzipSync(bytes, { level: 1 });
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-encoding': 'gzip',
    'content-length': packed.length,
  });
  response.end(packed);
}

function stream(
  state: ClusterState,
  request: ApiRequest,
  { path, resource }: Answer & { readonly type: 'watch' },
  response: ServerResponse,
): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  const stop = watchObjects(
    state,
    request,
    { path, type: resource },
    {
      send: (event) => response.write(`${JSON.stringify(event)}\n`),
      end: () => response.end(),
    },
  );
  response.on('close', stop);
}
