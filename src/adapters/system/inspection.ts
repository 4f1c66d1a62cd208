import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Session } from '../../chat/session.ts';
import { Failure } from '../../domain/failure.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import { redactedJson } from '../../domain/redacted-json.ts';
import type { RecordStore, StoredEffect } from '../../ports/record-store.ts';

/** What the records hold now, for whoever develops the bot: on loopback, and only to be read. */
export interface Inspection {
  /** Whole, with the token without which nothing is told. */
  readonly url: string;
  close(): Promise<void>;
}

type InspectedStore = Pick<RecordStore, 'sessions' | 'unfinishedEffects'>;

const SESSIONS_MAX = 50;
const EFFECTS_MAX = 200;

/**
 * Serves the newest sessions and the effects that wait, their secrets hidden. Requests whose `Host` is
 * another, such as those of a web page that had a name of its own point here, are refused.
 */
export async function startInspection(options: {
  readonly store: InspectedStore;
  readonly token?: string;
}): Promise<Inspection> {
  const { store, token = randomUUID() } = options;
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  const host = `127.0.0.1:${address.port}`;
  const path = `/sessions?token=${encodeURIComponent(token)}`;
  server.on('request', (request, response) => {
    void answer(request, { host, path, store })
      .catch(failed)
      .then((answered) => send(response, answered));
  });
  return {
    url: `http://${host}${path}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function answer(
  { method, url, headers }: IncomingMessage,
  { host, path, store }: { host: string; path: string; store: InspectedStore },
): Promise<Answer> {
  if (headers.host !== host) return { status: 403, body: { error: `Ask ${host} by that name.` } };
  if (url !== path) return { status: 404, body: { error: 'There is nothing here.' } };
  if (method !== 'GET') return { status: 405, body: { error: 'The records can only be read.' } };
  const [sessions, effects] = await Promise.all([
    store.sessions({ limit: SESSIONS_MAX }),
    store.unfinishedEffects(EFFECTS_MAX),
  ]);
  const body = {
    sessions: sessions.map(sessionShown),
    pendingEffects: effects.map(effectShown),
  };
  return { status: 200, body };
}

function failed(error: unknown): Answer {
  if (error instanceof Failure) return { status: 503, body: { error: error.message } };
  return { status: 500, body: { error: 'The records cannot be read just now.' } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 ? { allow: 'GET' } : {}),
  });
  response.end(JSON.stringify(body));
}

function sessionShown(session: Session) {
  const { id, workflow, version, isOpen, isListening, owner, place, updatedAt, expiresAt } =
    session;
  const stage = stageOf(session.state);
  return {
    id,
    workflow,
    version,
    isOpen,
    isListening,
    owner: owner.id,
    channel: place.channel,
    ...(place.thread === undefined ? {} : { thread: place.thread }),
    updatedAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(stage === undefined ? {} : { stage }),
    state: redactedJson(session.state),
  };
}

function stageOf(state: Json): string | undefined {
  if (!isJsonObject(state)) return undefined;
  const { stage } = state;
  return typeof stage === 'string' ? stage : undefined;
}

function effectShown({ id, streamId, type, attempts, notBefore, body }: StoredEffect) {
  const due = notBefore === undefined ? {} : { notBefore };
  return { id, streamId, type, attempts, ...due, body: redactedJson(body) };
}
