import { type IncomingMessage, ServerResponse } from 'node:http';
import { type Refused, answerRefusal, asRefused, protect } from './answers.ts';
import type { EventStream, EventStreams } from './event-stream.ts';
import { admitStream } from './guard.ts';
import type { PageLock } from './page-lock.ts';
import { type Parts, tell } from './routes.ts';

/** Of all upgrades that HTTP knows, the one that the page asks for. */
export function isStreamAsked({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

interface Told {
  readonly parts: Parts;
  readonly lock: PageLock | undefined;
  readonly write: (line: string) => void;
}

/**
 * Opens what an upgrade asks for, for a page of this server alone: a browser lets any site open a
 * WebSocket to any other, and leaves it to the server to ask who it is.
 */
export function openStream(
  serving: Told & { readonly streams: EventStreams },
  request: IncomingMessage,
  head: Buffer,
): void {
  try {
    admitStream(request);
  } catch (cause) {
    return refuse(request, asRefused(cause, serving.write));
  }
  serving.streams.open(request, head, (stream) => begin(serving, request, stream));
}

/** A page that is still open after a restart has the key of before: a refusal can say so to it. */
function begin({ parts, lock, write }: Told, request: IncomingMessage, stream: EventStream): void {
  try {
    lock?.admit(request);
    tell(parts, request, stream);
  } catch (cause) {
    stream.refuse(asRefused(cause, write).message);
  }
}

/** The connection was handed over by the server: it is answered and ended here. */
function refuse(request: IncomingMessage, refused: Refused): void {
  const { socket } = request;
  socket.on('error', () => socket.destroy());
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  response.on('finish', () => socket.destroySoon());
  protect(response);
  response.setHeader('connection', 'close');
  answerRefusal(response, refused);
}
