import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a browser waits before it connects again, in milliseconds. */
const RETRY_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** What a reader may leave unread, in bytes. It is then cut off, and begins anew with a snapshot. */
const UNREAD_MAX = 16 * 1_024 * 1_024;

/**
 * Streams that may stay open at the same time before those of side panels give way. A browser opens
 * six connections to one host, over all its tabs: were all six streams, nothing could be sent any more.
 */
const LASTING_MAX = 5;

export interface EventStream {
  send(event: object): void;
  /** Calls `stop` when the stream has ended, whoever ended it. */
  onEnd(stop: () => void): void;
  end(): void;
}

/** All server-sent event streams of this server. */
export interface EventStreams {
  open(
    request: IncomingMessage,
    response: ServerResponse,
    kind: 'conversation' | 'panel',
  ): EventStream;
  close(): void;
}

/**
 * A panel's stream that gives way ends after what it was sent first: the browser asks again every
 * second, and so the panel still follows.
 */
export function createEventStreams(): EventStreams {
  const lasting = new Map<EventStream, 'conversation' | 'panel'>();

  function makeRoom(): void {
    if (lasting.size <= LASTING_MAX) return;
    const [panel] = [...lasting].find(([, kind]) => kind === 'panel') ?? [];
    if (panel) setImmediate(() => panel.end());
  }

  return {
    open(request, response, kind) {
      const stream = openStream(request, response);
      lasting.set(stream, kind);
      stream.onEnd(() => void lasting.delete(stream));
      makeRoom();
      return stream;
    },
    close: () => [...lasting.keys()].forEach((stream) => stream.end()),
  };
}

function openStream(request: IncomingMessage, response: ServerResponse): EventStream {
  const stops: (() => void)[] = [];
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  request.socket.setNoDelay(true);
  response.write(`retry: ${RETRY_MS}\n\n`);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS).unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    stops.forEach((stop) => stop());
  });
  return {
    send(event) {
      if (response.writableEnded || response.destroyed) return;
      response.write(`data: ${JSON.stringify(event)}\n\n`);
      if (response.writableLength > UNREAD_MAX) response.destroy();
    },
    onEnd(stop) {
      if (response.closed) stop();
      else stops.push(stop);
    },
    end: () => void response.end(),
  };
}
