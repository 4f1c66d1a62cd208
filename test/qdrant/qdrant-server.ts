import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ApiCheck } from './api-description.ts';
import { createCollections, type Collections, QdrantError } from './collections.ts';
import { OPERATIONS } from './operations.ts';

export interface QdrantRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/**
 * What happens to a request instead of an answer: `lost` before Qdrant heard it, `unanswered` after it
 * did it, `hanging` without an end; or an answer of one's own.
 */
export type Fault =
  | 'lost'
  | 'unanswered'
  | 'hanging'
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface QdrantServer {
  readonly url: string;
  /** Every request, also those that something happened to. */
  readonly requests: readonly QdrantRequest[];
  /** What the check found wrong with the exchanges. */
  readonly violations: readonly string[];
  /** The collections and aliases behind the wire. */
  readonly collections: Collections;
  /** Is asked about each request before it is done, and may take its time. Undefined: nothing happens. */
  meet(fault: (request: QdrantRequest) => Fault | undefined | Promise<Fault | undefined>): void;
  close(): Promise<void>;
}

/**
 * A Qdrant over HTTP on loopback, as far as the adapter uses one: it really stores, filters, ranks and
 * fuses. What it does not know it refuses.
 */
export async function startQdrant({
  apiKey,
  check,
  collections = createCollections(),
}: {
  readonly apiKey?: string;
  readonly check?: ApiCheck;
  /** What it holds at first. Default: nothing. */
  readonly collections?: Collections;
} = {}): Promise<QdrantServer> {
  const requests: QdrantRequest[] = [];
  const violations: string[] = [];
  let faultOf: Parameters<QdrantServer['meet']>[0] = () => undefined;

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { request, query } = await received(incoming);
    requests.push(request);
    const fault = await faultOf(request);
    if (fault === 'hanging') return;
    if (fault === 'lost') return void response.destroy();
    if (typeof fault === 'object') return send(response, fault);
    if (apiKey !== undefined && incoming.headers['api-key'] !== apiKey)
      return send(response, { status: 401, body: 'Invalid API key or JWT' });
    const { path, status, answer } = answerOf(collections, request);
    violations.push(...(check?.({ ...request, path, query, status, answer }) ?? []));
    if (fault === 'unanswered') return void response.destroy();
    send(response, { status, body: answer });
  }

  const server = createServer((incoming, response) => void respond(incoming, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    requests,
    violations,
    collections,
    meet(fault) {
      faultOf = fault;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function answerOf(collections: Collections, { method, path, body }: QdrantRequest) {
  if (method === 'GET' && path === '/')
    return {
      path,
      status: 200,
      answer: { title: 'qdrant - vector search engine', version: '1.19.0' },
    };
  const known = OPERATIONS[`${method} ${path}`] ? path : undefined;
  const [, name = '', rest = ''] = /^\/collections\/([^/]+)(.*)$/u.exec(path) ?? [];
  const template = known ?? `/collections/{collection_name}${rest}`;
  const operation = OPERATIONS[`${method} ${template}`];
  try {
    if (!operation) throw new QdrantError(404, `no ${method} ${path} here`);
    const result = operation({ collections, name: decodeURIComponent(name), body });
    return { path: template, status: 200, answer: { result, status: 'ok', time: 0.001 } };
  } catch (error) {
    if (!(error instanceof QdrantError)) throw error;
    const answer = { status: { error: error.message }, time: 0.001 };
    return { path: template, status: error.status, answer };
  }
}

async function received(incoming: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(incoming.url ?? '/', 'http://server');
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  const request = { method: incoming.method ?? '', path: url.pathname, body };
  return { request, query: [...url.searchParams.keys()] };
}

function send(
  response: ServerResponse,
  { status, body, headers = {} }: Exclude<Fault, string>,
): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'text/plain' : 'application/json',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body ?? {}));
}
