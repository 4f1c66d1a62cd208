import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/** A connection that has not answered the last ping by the next one is dead. */
const PING_EVERY_MS = 15_000;
/**
 * What a reader may leave unread beside the first event, in bytes. It is then cut off, and begins anew
 * with a snapshot; were that counted too, a long one would be followed by nothing but the next.
 */
const UNREAD_MAX = 4 * 1_024 * 1_024;
/** The page says nothing here, so that whoever says more than this, in bytes, is not the page. */
const HEARD_MAX = 1_024;

/** RFC 6455, 7.4.1. A browser hides why an upgrade was refused from its page, but not why one was closed. */
const POLICY_VIOLATION = 1_008;
/** RFC 6455, 5.5: a control frame holds 125 bytes, and the code takes two of them. */
const REASON_MAX = 123;

export interface EventStream {
  send(event: object): void;
  /** Calls `stop` when the stream has ended, whoever ended it. */
  onEnd(stop: () => void): void;
  end(): void;
  /** Ends a stream that is not to be given; `why` is a sentence for whoever asked for it. */
  refuse(why: string): void;
}

/**
 * The event streams of this server, over WebSockets: a browser opens six HTTP connections to one host,
 * over all its tabs, and streams of another kind would leave none for what people do.
 */
export interface EventStreams {
  /** Takes over an HTTP upgrade. Whoever asks was admitted before. */
  open(request: IncomingMessage, head: Buffer, begin: (stream: EventStream) => void): void;
  close(): void;
}

export function createEventStreams(): EventStreams {
  const server = new WebSocketServer({ noServer: true, maxPayload: HEARD_MAX });
  return {
    open(request, head, begin) {
      server.handleUpgrade(request, request.socket, head, (connection) =>
        begin(streamOver(connection)),
      );
    },
    close() {
      server.close();
      server.clients.forEach((connection) => connection.terminate());
    },
  };
}

function streamOver(connection: WebSocket): EventStream {
  watchOver(connection);
  let unreadMax: number | undefined;
  return {
    send(event) {
      if (connection.readyState !== connection.OPEN) return;
      if (unreadMax !== undefined && connection.bufferedAmount > unreadMax) {
        return connection.terminate();
      }
      connection.send(JSON.stringify(event));
      unreadMax ??= connection.bufferedAmount + UNREAD_MAX;
    },
    onEnd(stop) {
      if (connection.readyState === connection.CLOSED) stop();
      else connection.once('close', stop);
    },
    end: () => connection.close(),
    refuse: (why) => connection.close(POLICY_VIOLATION, shortened(why)),
  };
}

function watchOver(connection: WebSocket): void {
  let hasAnswered = true;
  const pings = setInterval(() => {
    if (!hasAnswered) return connection.terminate();
    hasAnswered = false;
    connection.ping();
  }, PING_EVERY_MS).unref();
  connection.on('pong', () => void (hasAnswered = true));
  connection.on('error', () => connection.terminate());
  connection.on('close', () => clearInterval(pings));
}

/** Cut between two characters, never within one. */
function shortened(why: string): string {
  const bytes = new TextEncoder().encode(why).subarray(0, REASON_MAX);
  return new TextDecoder().decode(bytes, { stream: true });
}
