import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type About, ActRequest } from '../page-protocol.ts';
import type { LocalSlack } from '../slack/local-slack.ts';
import { actOnPage } from './acting-on-page.ts';
import { Refused, answerJson } from './answers.ts';
import { sessionsAt } from './bot-process.ts';
import { streamConversations } from './conversation-stream.ts';
import { streamTraffic } from './developer-stream.ts';
import type { EventStream } from './event-stream.ts';
import { jsonBody } from './guard.ts';
import { sendSharedFile } from './shared-files.ts';
import { sendStatic } from './static-files.ts';
import { actingAs } from './visible.ts';

/** What the routes work with. */
export interface Parts {
  readonly slack: LocalSlack;
  readonly pageFolder: string;
  readonly about: () => About;
  /** Undefined where there is no demo cluster. */
  readonly showCluster: ((stream: EventStream) => void) | undefined;
  readonly sessionsUrl: () => string | undefined;
  readonly restartBot: () => Promise<void>;
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Throws `Refused`. */
export async function route(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const visit = { request, response, url: addressOf(request) };
  switch (visit.url.pathname) {
    case '/playground/act':
      return act(parts, visit);
    case '/playground/bot/restart':
      return restart(parts, visit);
    default:
      return look(parts, visit);
  }
}

/** Tells a stream what its address stands for, until it ends. Throws `Refused`. */
export function tell(parts: Parts, request: IncomingMessage, stream: EventStream): void {
  const { pathname, searchParams } = addressOf(request);
  switch (pathname) {
    case '/playground/stream': {
      const person = actingAs(parts.slack, searchParams.get('as') ?? '');
      return streamConversations(parts.slack, parts.about, person, stream);
    }
    case '/playground/developer':
      return streamTraffic(parts.slack, stream);
    case '/playground/cluster':
      if (!parts.showCluster) throw new Refused(404, 'The cluster is your own, not the demo’s.');
      return parts.showCluster(stream);
    default:
      throw new Refused(404, 'There is no such stream.');
  }
}

function addressOf({ url = '' }: IncomingMessage): URL {
  // A path of two slashes would be read as another host.
  const path = url.startsWith('/') ? url.replace(/^\/+/u, '/') : '/';
  if (!URL.canParse(path, 'http://localhost')) throw new Refused(400, 'The address is broken.');
  return new URL(path, 'http://localhost');
}

async function act({ slack }: Parts, { request, response }: Visit): Promise<void> {
  requireMethod(request, response, ['POST']);
  const asked = ActRequest.safeParse(await jsonBody(request));
  if (!asked.success) throw new Refused(400, z.prettifyError(asked.error));
  const person = actingAs(slack, asked.data.as);
  answerJson(response, await actOnPage(slack, person, asked.data.act));
}

async function restart({ restartBot }: Parts, { request, response }: Visit): Promise<void> {
  requireMethod(request, response, ['POST']);
  await jsonBody(request);
  await restartBot();
  answerJson(response, { ok: true });
}

async function look(parts: Parts, { request, response, url }: Visit): Promise<void> {
  const [, place = '', section = '', id = ''] = url.pathname.split('/');
  if (place !== 'playground') {
    requireMethod(request, response, ['GET', 'HEAD']);
    return sendStatic(parts.pageFolder, url.pathname, response);
  }
  requireMethod(request, response, ['GET']);
  switch (section) {
    case 'stream':
    case 'developer':
    case 'cluster':
      response.setHeader('upgrade', 'websocket');
      response.setHeader('connection', 'upgrade');
      throw new Refused(426, 'This is a stream: it is opened as a WebSocket.');
    case 'sessions': {
      const answer = await sessionsAt(parts.sessionsUrl());
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      return void response.end(answer);
    }
    case 'files':
      return sendSharedFile(
        parts.slack,
        { id, isDownload: url.searchParams.has('download') },
        response,
      );
    default:
      throw new Refused(404, 'There is no such address.');
  }
}

function requireMethod(
  { method = '' }: IncomingMessage,
  response: ServerResponse,
  allowed: readonly string[],
): void {
  if (allowed.includes(method)) return;
  response.setHeader('allow', allowed.join(', '));
  throw new Refused(405, `Only ${allowed.join(' and ')} can be sent here.`);
}
