import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

export interface ApiCall {
  readonly method: string;
  /** Arguments as they arrived; JSON-encoded ones parsed. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** An answer of the Web API: a body, or a body with another status or headers. */
export type ApiAnswer = Readonly<Record<string, unknown>> & { readonly httpStatus?: number };

/** The far side of the wire for the Slack adapter's tests: Web API and Socket Mode, as told. */
export interface FakeSlackApi {
  readonly url: string;
  /** Where `apps.connections.open` sends the app. */
  readonly socketUrl: string;
  readonly calls: readonly ApiCall[];
  callsOf(method: string): readonly ApiCall[];
  /** From now on; `ok: true` is what every other method answers. */
  answer(method: string, answer: (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>): void;
  readonly connections: readonly WebSocket[];
  /** Sends an envelope over the first connection; resolves with the acknowledged payload. */
  send(type: string, payload: object): Promise<unknown>;
  /** Resolves once `probe` holds; asked at every call, connection and acknowledgement. */
  until(probe: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeSlackApi(): Promise<FakeSlackApi> {
  const calls: ApiCall[] = [];
  const answers = new Map<string, (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>>();
  const connections: WebSocket[] = [];
  const acknowledgements = new Map<string, (payload: unknown) => void>();
  const watchers = new Set<() => void>();
  const changed = (): void => watchers.forEach((watcher) => watcher());
  let sent = 0;

  const server = createServer((request, response) => {
    void (async () => {
      const method = (request.url ?? '').replace('/api/', '');
      const call = { method, args: argumentsOf(await bodyOf(request)) };
      calls.push(call);
      const answer = await (answers.get(method)?.(call) ?? { ok: true });
      const { httpStatus = 200, ...body } = answer;
      response.writeHead(httpStatus, { 'content-type': 'application/json', ...retryAfter(body) });
      response.end(JSON.stringify(body));
      changed();
    })();
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (connection) => {
    connections.push(connection);
    connection.on('close', () => {
      connections.splice(connections.indexOf(connection), 1);
      changed();
    });
    connection.on('message', (data) => {
      const { envelope_id: id, payload } = Acknowledgement.parse(JSON.parse(textOf(data)));
      acknowledgements.get(id)?.(payload);
      changed();
    });
    connection.send(JSON.stringify({ type: 'hello' }));
    changed();
  });
  const port = await listen(server);
  answers.set('auth.test', () => AUTH);
  const socketUrl = `ws://127.0.0.1:${port}/link`;
  answers.set('apps.connections.open', () => ({ ok: true, url: socketUrl }));
  return {
    url: `http://127.0.0.1:${port}/api/`,
    socketUrl,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    answer: (method, answer) => void answers.set(method, answer),
    connections,
    send(type, payload) {
      sent += 1;
      const id = `envelope-${sent}`;
      connections[0]?.send(JSON.stringify({ envelope_id: id, type, payload }));
      return new Promise((resolve) => acknowledgements.set(id, resolve));
    },
    until: (probe) =>
      new Promise((resolve) => {
        const watcher = (): void => {
          if (!probe()) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
      }),
    async close() {
      connections.forEach((connection) => connection.terminate());
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

const AUTH = { ok: true, team: 'Acme', team_id: 'T1', user_id: 'UBOT', bot_id: 'BBOT' };

/** Any free port of the loopback interface. Resolves with it. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
}

function retryAfter(body: Readonly<Record<string, unknown>>): Record<string, string> {
  return typeof body['retryAfter'] === 'number' ? { 'retry-after': `${body['retryAfter']}` } : {};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function textOf(data: RawData): string {
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString();
  return Array.isArray(data) ? Buffer.concat(data).toString() : data.toString();
}

const Acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown() });

function argumentsOf(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]): [string, unknown] => [key, parsed(value)]),
  );
}

function parsed(value: string): unknown {
  return /^[[{]/u.test(value) ? JSON.parse(value) : value;
}
