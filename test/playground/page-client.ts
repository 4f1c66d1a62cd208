import { request as httpRequest } from 'node:http';
import { WebSocket } from 'ws';
import type { Act, ActAnswer } from '../../src/playground/page-protocol.ts';

/** The page's side of the wire, without a browser. */

export async function act(url: string, as: string, does: Act): Promise<ActAnswer> {
  const response = await post(url, '/playground/act', { as, act: does });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const answer: ActAnswer = JSON.parse(await response.text());
  return answer;
}

export function post(url: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

export interface Heard<Event> {
  readonly events: readonly Event[];
  /** Resolves with the first defined result of `probe`, asked now and after every event. */
  until<Value>(probe: (events: readonly Event[]) => Value | undefined | false): Promise<Value>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

/**
 * Follows a stream as the page does, and resolves with its first event. Rejects with the status or the
 * sentence where there is none.
 */
export async function listen<Event>(url: string, path: string): Promise<Heard<Event>> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { origin: url });
  const events: Event[] = [];
  const watchers = new Set<() => void>();
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    const event: Event = JSON.parse(data.toString());
    events.push(event);
    watchers.forEach((look) => look());
    started.resolve();
  });
  socket.on('error', started.reject);
  socket.on('close', (code, reason) => {
    started.reject(new Error(`${code}: ${String(reason)}`));
    ended.resolve();
  });
  await started.promise;
  return {
    events,
    ended: ended.promise,
    until: (probe) => whenFound(watchers, events, probe),
    close: () => socket.terminate(),
  };
}

const PATIENCE_MS = 10_000;

function whenFound<Event, Value>(
  watchers: Set<() => void>,
  events: readonly Event[],
  probe: (events: readonly Event[]) => Value | undefined | false,
): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const timer = setTimeout(() => {
    reject(new Error(`not heard; the last was ${JSON.stringify(events.at(-1))?.slice(0, 1_000)}`));
  }, PATIENCE_MS);
  function look(): void {
    const found = probe(events);
    if (found !== undefined && found !== false) resolve(found);
  }
  watchers.add(look);
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    watchers.delete(look);
  });
}

export interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A request with whatever headers and path, as no browser would let a page send it. */
export function raw(
  port: number,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
): Promise<Raw> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('upgrade', ({ statusCode = 0, headers: told }, socket) => {
      socket.destroy();
      resolve({ status: statusCode, headers: told, body: '' });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
