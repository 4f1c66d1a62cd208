import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Answerer, ReceivedRequest, Route } from '../recordings-server.ts';

const Stored = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
type Stored = z.infer<typeof Stored>;

const Uid = z.object({ preconditions: z.object({ uid: z.string() }) });

export interface ObjectAnswers {
  readonly answer: Answerer;
  /** Another client writes an object. */
  readonly put: (path: string, object: object) => void;
  /** Another client deletes one that may be there. */
  readonly delete: (path: string) => void;
}

/**
 * The part of an API server that keeps objects: get, list, watch, apply and delete of whatever path,
 * in the namespaces that are named. It judges nothing.
 */
export function createObjectAnswers(namespaces: readonly string[]): ObjectAnswers {
  const objects = new Map<string, Stored>();
  const watchers = new Map<string, Set<ServerResponse>>();
  const history: { readonly path: string; readonly revision: number; readonly line: string }[] = [];
  let revision = 100;

  function tell(path: string, type: string, object: Stored): void {
    const line = `${JSON.stringify({ type, object })}\n`;
    history.push({ path: collectionOf(path), revision, line });
    for (const response of watchers.get(collectionOf(path)) ?? []) response.write(line);
  }

  function put(path: string, object: object): Stored {
    const before = objects.get(path);
    revision += 1;
    const parsed = Stored.parse(object);
    const uid = before?.metadata['uid'] ?? `uid-${revision}`;
    const metadata = { ...parsed.metadata, uid, resourceVersion: String(revision) };
    const stored = { ...parsed, metadata };
    objects.set(path, stored);
    tell(path, before ? 'MODIFIED' : 'ADDED', stored);
    return stored;
  }

  function apply(request: ReceivedRequest): Route {
    const namespace = /\/namespaces\/([^/]+)\//.exec(request.path)?.[1];
    if (namespace !== undefined && !namespaces.includes(namespace)) {
      return status(404, `namespaces "${namespace}" not found`);
    }
    const object = Stored.parse(JSON.parse(request.body));
    if (request.query.get('dryRun') === 'All') return { body: object };
    return { status: 201, body: put(request.path, object) };
  }

  function drop(path: string): void {
    const found = objects.get(path);
    if (!found) return;
    objects.delete(path);
    revision += 1;
    tell(path, 'DELETED', found);
  }

  function remove({ path, body }: ReceivedRequest): Route {
    const found = objects.get(path);
    if (!found) return status(404, 'not found');
    const { uid } = Uid.parse(JSON.parse(body)).preconditions;
    if (found.metadata['uid'] !== uid) return status(409, 'Precondition failed: UID');
    drop(path);
    return { body: { kind: 'Status', status: 'Success' } };
  }

  function read({ path, query }: ReceivedRequest, response: ServerResponse): Route | true {
    if (query.get('watch') === 'true') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      const from = Number(query.get('resourceVersion'));
      const missed = history.filter((event) => event.path === path && event.revision > from);
      for (const { line } of missed) response.write(line);
      watchers.set(path, (watchers.get(path) ?? new Set()).add(response));
      return true;
    }
    const one = objects.get(path);
    if (one) return { body: one };
    if (/\/namespaces\/[^/]+(\/[^/]+\/[^/]+)?$/.test(path)) return status(404, 'not found');
    const items = [...objects].filter(([key]) => collectionOf(key) === path);
    const metadata = { resourceVersion: String(revision) };
    return { body: { metadata, items: items.map(([, object]) => object) } };
  }

  return {
    put,
    delete: drop,
    answer(request, response) {
      if (request.path.endsWith('/selfsubjectaccessreviews')) {
        return { status: 201, body: { status: { allowed: true } } };
      }
      if (request.method === 'PATCH') return apply(request);
      if (request.method === 'DELETE') return remove(request);
      return read(request, response);
    },
  };
}

function collectionOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function status(code: number, message: string): Route {
  return { status: code, body: { kind: 'Status', status: 'Failure', message, code } };
}
