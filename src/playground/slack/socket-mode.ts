import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type Outgoing, type Transport, Undelivered } from './delivery.ts';
import { addressOf, jsonObject } from './http-request.ts';
import { SOCKET_CONNECTIONS } from './limits.ts';
import type { Store } from './store.ts';

/** Slack pings this often; the client gives up after 30 s without one. */
const PING_EVERY_MS = 10_000;
/** How long a connection that was asked to leave may stay. */
const LEAVE_WITHIN_MS = 10_000;

export interface SocketMode extends Transport {
  /** A path with a ticket that opens one connection. */
  ticket(): string;
  /** Takes over an HTTP upgrade; refuses an unknown or used ticket. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly connectionCount: number;
  /** Asks every connection to make way, as Slack does every few hours. */
  refresh(): void;
  /** Cuts every connection without a word. */
  drop(): void;
  close(): void;
}

export function createSocketMode(appId: string, store: Store): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = createWaiting();
  const pool = createPool((connections) => store.announce({ type: 'socket-changed', connections }));

  return {
    get connectionCount() {
      return pool.all().length;
    },
    ticket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${appId}`;
    },
    accept(request, socket, head) {
      const ticket = addressOf(request)?.searchParams.get('ticket');
      if (typeof ticket !== 'string' || !tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (connection) =>
        welcome(connection, { appId, pool, waiting }),
      );
    },
    deliver(outgoing) {
      const connection = pool.next();
      if (!connection) return Promise.reject(new Undelivered('no_connection'));
      const acknowledged = waiting.expect(outgoing.envelopeId, connection);
      connection.send(JSON.stringify(envelope(outgoing)));
      return acknowledged;
    },
    refresh: () => pool.askToLeave(),
    drop: () => pool.all().forEach((connection) => connection.terminate()),
    close() {
      server.close();
      pool.all().forEach((connection) => connection.terminate());
    },
  };
}

interface Line {
  readonly appId: string;
  readonly pool: ReturnType<typeof createPool>;
  readonly waiting: ReturnType<typeof createWaiting>;
}

function welcome(connection: WebSocket, { appId, pool, waiting }: Line): void {
  const ping = setInterval(() => connection.ping(), PING_EVERY_MS).unref();
  connection.on('message', (data) => waiting.acknowledge(textIn(data)));
  connection.on('error', () => connection.terminate());
  connection.on('close', () => {
    clearInterval(ping);
    pool.remove(connection);
    waiting.abandon(connection);
  });
  if (pool.all().length >= SOCKET_CONNECTIONS) {
    connection.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
    connection.close();
    return;
  }
  const greeting = JSON.stringify(hello(appId, pool.all().length + 1));
  connection.send(greeting, () => pool.add(connection));
}

/** The open connections; any of them may be given any envelope. */
function createPool(changed: (connections: number) => void) {
  const leaving = new WeakSet<WebSocket>();
  let open: readonly WebSocket[] = [];
  let turn = 0;
  return {
    all: () => open,
    add(connection: WebSocket): void {
      const old = open.filter((other) => leaving.has(other));
      open = [...open, connection];
      changed(open.length);
      old.forEach((other) => other.close(1_000));
    },
    remove(connection: WebSocket): void {
      open = open.filter((other) => other !== connection);
      changed(open.length);
    },
    /** In turn; one that was asked to leave only while there is no other. */
    next(): WebSocket | undefined {
      const staying = open.filter((connection) => !leaving.has(connection));
      const usable = staying.length > 0 ? staying : open;
      turn += 1;
      return usable[turn % Math.max(1, usable.length)];
    },
    /** The new connection comes first; the old one is closed when it is there, or later. */
    askToLeave(): void {
      for (const connection of open) {
        leaving.add(connection);
        connection.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
        setTimeout(() => connection.close(1_000), LEAVE_WITHIN_MS).unref();
      }
    },
  };
}

const Acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

interface Waiting {
  readonly connection: WebSocket;
  readonly resolve: (ack: unknown) => void;
  readonly reject: (cause: Undelivered) => void;
}

/** Envelopes that were sent and not acknowledged yet. */
function createWaiting() {
  const waiting = new Map<string, Waiting>();
  return {
    expect(id: string, connection: WebSocket): Promise<unknown> {
      return new Promise((resolve, reject) => {
        waiting.set(id, { connection, resolve, reject });
      });
    },
    acknowledge(text: string): void {
      const parsed = Acknowledgement.safeParse(jsonObject(text));
      if (!parsed.success) return;
      const { envelope_id: id, payload } = parsed.data;
      waiting.get(id)?.resolve(payload);
      waiting.delete(id);
    },
    abandon(connection: WebSocket): void {
      for (const [id, entry] of waiting) {
        if (entry.connection !== connection) continue;
        waiting.delete(id);
        entry.reject(new Undelivered('connection_lost'));
      }
    },
  };
}

function textIn(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}

function hello(appId: string, connections: number): object {
  return {
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'local', approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}

function envelope({ envelopeId, kind, body, attempt, retryReason }: Outgoing): object {
  return {
    envelope_id: envelopeId,
    type: kind,
    payload: body,
    accepts_response_payload: kind !== 'events_api',
    ...(kind === 'events_api' ? { retry_attempt: attempt, retry_reason: retryReason } : {}),
  };
}
