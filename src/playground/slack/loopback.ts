import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { isFromProgram } from './admission.ts';
import { type Core, teamUrl } from './core.ts';
import { fileForBot } from './file-access.ts';
import { addressOf, argumentsIn, bodyOf, jsonObject, uploadIn } from './http-request.ts';
import { useResponseUrl } from './responses.ts';
import type { SocketMode } from './socket-mode.ts';
import { uploadPath } from './upload-address.ts';
import type { Wire } from './wire.ts';
import { type WebApi, respond } from './web-api.ts';

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  serve(core: Core, webApi: WebApi, socketMode: SocketMode): void;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 only, and answers to programs only. Rejects where the port is taken. What
 * fails while a request is served is told to `report`, and ends nothing but that request.
 */
export async function listenOnLoopback(
  port: number,
  report: (cause: unknown) => void,
): Promise<LoopbackServer> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://127.0.0.1:${taken}`,
    serve(core, webApi, socketMode) {
      server.on('upgrade', (request, socket, head) => {
        // A connection that breaks while it is refused must not end the demo.
        socket.on('error', () => socket.destroy());
        if (isFromProgram(request)) socketMode.accept(request, socket, head);
        else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      });
      server.on('request', (request, response) => {
        route(core, webApi, request, response).catch((cause: unknown) => {
          if (!request.destroyed || request.complete) report(cause);
          if (response.headersSent) response.destroy();
          else response.writeHead(500).end();
        });
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function route(
  core: Core,
  webApi: WebApi,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isFromProgram(request)) return refuse(request, response, 403);
  const address = addressOf(request);
  if (!address) return refuse(request, response, 400);
  const { pathname } = address;
  const body = await bodyOf(request);
  const [, place = '', id = ''] = pathname.split('/');
  switch (place) {
    case 'api':
      return webApi.handle(request, body, response);
    case 'upload':
      if (pathname !== uploadPath(core, id)) return void response.writeHead(404).end();
      return takeUpload(core, id, await uploadIn(request, body), response);
    case 'files':
      return sendFile(core, id, request, response);
    case 'response': {
      const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
      const sent = isJson ? jsonObject(body.toString()) : argumentsIn(request, body);
      const answer = useResponseUrl(core, pathname, sent);
      return respond(response, statusOf(answer), answer);
    }
    default:
      response.writeHead(404).end();
  }
}

/** What was sent is left unread. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume();
  response.writeHead(status, { connection: 'close' }).end();
}

/** A used or expired address is gone; anything else that is refused is the app's mistake. */
function statusOf({ ok, error }: Wire): number {
  if (ok === true) return 200;
  return error === 'used_url' || error === 'expired_url' ? 404 : 400;
}

function takeUpload(
  core: Core,
  id: string,
  content: Buffer | undefined,
  response: ServerResponse,
): void {
  if (!content) return void response.writeHead(400).end();
  const file = core.store.read().files.find((other) => other.id === id && other.content === '');
  if (!file) return void response.writeHead(404).end();
  const uploaded = { ...file, size: content.length, content: content.toString('base64') };
  core.store.update((state) => ({
    ...state,
    files: state.files.map((other) => (other.id === id ? uploaded : other)),
  }));
  response.end(`OK - ${content.length}`);
}

function sendFile(
  core: Core,
  id: string,
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const isKnown = headers.authorization === `Bearer ${core.identity.botToken}`;
  if (!isKnown || !core.grants.hasScope('files:read')) {
    // As Slack does: to the page where people sign in.
    return void response.writeHead(302, { location: `${teamUrl(core.identity)}/` }).end();
  }
  const file = fileForBot(core, id);
  if (!file) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file.mimetype ?? 'text/plain; charset=utf-8' });
  response.end(Buffer.from(file.content, 'base64'));
}
