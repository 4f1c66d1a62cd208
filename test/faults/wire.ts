import { once } from 'node:events';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** Something on its way between the bot and the server behind the wire. */
export type Crossing =
  | {
      /** A request: before the server has seen it, or when it took effect and the bot cannot know. */
      readonly moment: 'arrives' | 'answered';
      readonly method: string;
      /** With the query. */
      readonly path: string;
    }
  /** The bot's word over Socket Mode that it has taken something in. */
  | { readonly moment: 'acknowledges'; readonly envelopeId: string };

/** `cut`: the connection breaks here, and nobody hears of the rest. */
export type OnCrossing = (crossing: Crossing) => Promise<'pass' | 'cut'>;

export interface Wire {
  /** `http://127.0.0.1:PORT`: stands for the server's own address. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Stands between the bot and a server on loopback, and can break at any point of a conversation. */
export async function startWire(target: string, onCrossing: OnCrossing): Promise<Wire> {
  const server = http.createServer((request, response) => {
    forward(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port to listen on');
  const own = `127.0.0.1:${address.port}`;

  async function forward(request: http.IncomingMessage, response: http.ServerResponse) {
    const { method = 'GET', url: path = '/', headers } = request;
    const sent = await buffer(request);
    if ((await onCrossing({ moment: 'arrives', method, path })) === 'cut') {
      response.destroy();
      return;
    }
    const host = new URL(target).host; // the local Slack answers to its own name only
    const outgoing = http.request(new URL(path, target), { method, headers: { ...headers, host } });
    response.on('close', () => outgoing.destroy());
    outgoing.end(sent);
    const answer = await answerTo(outgoing);
    if ((await onCrossing({ moment: 'answered', method, path })) === 'cut') {
      response.destroy();
      return;
    }
    if (NAMES_ADDRESSES.test(path)) await relayNamed({ answer, response, own, target });
    else relay(answer, response);
  }

  server.on('upgrade', (request, socket, head) => {
    bridge({ request, socket, head, target, sockets, onCrossing });
  });
  return {
    origin: `http://${own}`,
    async close() {
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

function answerTo(outgoing: http.ClientRequest): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
}

function relay(answer: http.IncomingMessage, response: http.ServerResponse): void {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  response.flushHeaders();
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

/** The addresses that Slack gives of itself must lead over the wire, too. */
const NAMES_ADDRESSES = /apps\.connections\.open|files\.getUploadURLExternal/u;

async function relayNamed(parts: {
  readonly answer: http.IncomingMessage;
  readonly response: http.ServerResponse;
  readonly own: string;
  readonly target: string;
}): Promise<void> {
  const { answer, response, own, target } = parts;
  const text = (await buffer(answer)).toString().replaceAll(new URL(target).host, own);
  const type = answer.headers['content-type'] ?? 'application/json';
  response.writeHead(answer.statusCode ?? 502, { 'content-type': type }).end(text);
}

function bridge(parts: {
  readonly request: http.IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly target: string;
  readonly sockets: WebSocketServer;
  readonly onCrossing: OnCrossing;
}): void {
  const { request, socket, head, target, sockets, onCrossing } = parts;
  const path = request.url ?? '/';
  const far = new WebSocket(new URL(path, target.replace('http', 'ws')));
  far.on('error', () => socket.destroy());
  socket.on('close', () => far.terminate()); // even one that ends while the far side still opens
  far.once('open', () => {
    sockets.handleUpgrade(request, socket, head, (near) => {
      far.on('message', (data) => near.send(textOf(data)));
      far.on('ping', () => near.ping());
      far.on('close', () => near.terminate());
      near.on('error', () => far.terminate());
      near.on('message', (data) => {
        void acknowledge({ text: textOf(data), near, far, onCrossing });
      });
    });
  });
}

const Acknowledgement = z.object({ envelope_id: z.string() });

async function acknowledge(parts: {
  readonly text: string;
  readonly near: WebSocket;
  readonly far: WebSocket;
  readonly onCrossing: OnCrossing;
}): Promise<void> {
  const { text, near, far, onCrossing } = parts;
  const { envelope_id: envelopeId } = Acknowledgement.parse(JSON.parse(text));
  const verdict = await onCrossing({ moment: 'acknowledges', envelopeId });
  if (verdict === 'cut') near.terminate();
  else far.send(text);
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}
