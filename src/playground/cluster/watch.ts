import type { JsonObject } from '../../domain/json.ts';
import { expired } from './api-error.ts';
import type { ClusterState } from './cluster-state.ts';
import { nameOf, namespaceOf } from './object-store.ts';
import type { StoreEvent } from './object-store.ts';
import { namespaceOfPath, shown, wantsPartial } from './reads.ts';
import type { ApiRequest, ResourcePath } from './request.ts';
import { apiVersionOf, storageKeyOf } from './served-type.ts';
import type { ServedType } from './served-type.ts';
import { queryFilter } from './selectors.ts';

/** Milliseconds between bookmarks, for watches that allow them. */
const BOOKMARK_EVERY_MS = 30_000;

/** How long a watch lasts that names no `timeoutSeconds`, in seconds. */
const WATCH_MAX_SECONDS = 1_800;

/** Where a watch writes to. */
export interface WatchSink {
  send(event: JsonObject): void;
  end(): void;
}

/**
 * Sends what happens to the watched objects until the sink or the time-out ends it. Without a
 * resource version, or with 0, it begins with everything that is there.
 *
 * Returns the function that stops it.
 */
export function watchObjects(
  state: ClusterState,
  request: ApiRequest,
  target: { readonly path: ResourcePath; readonly type: ServedType },
  sink: WatchSink,
): () => void {
  const { store } = state;
  const { path, type } = target;
  const { query } = request;
  const isPartial = wantsPartial(request.accept);
  const fits = filterOf(query, path, type);
  const show = (object: JsonObject) => shown(object, type, isPartial);
  const deliver = (event: StoreEvent) => {
    if (event.stored.typeKey !== storageKeyOf(type)) return;
    const change = changeOf(event, fits);
    if (change) sink.send({ type: change, object: show(event.stored.object) });
  };

  const since = query.get('resourceVersion') ?? '';
  const withInitial = query.get('sendInitialEvents') === 'true' || since === '' || since === '0';
  if (withInitial) {
    for (const { object } of store.list(storageKeyOf(type), namespaceOfPath(path))) {
      if (fits(object)) sink.send({ type: 'ADDED', object: show(object) });
    }
    if (query.get('sendInitialEvents') === 'true') {
      sink.send(bookmark(type, store.version(), { 'k8s.io/initial-events-end': 'true' }));
    }
  } else if (!replayed(state, Number(since), deliver, sink)) return () => undefined;
  return follow(state, type, query, deliver, sink);
}

function follow(
  { store }: ClusterState,
  type: ServedType,
  query: URLSearchParams,
  deliver: (event: StoreEvent) => void,
  sink: WatchSink,
): () => void {
  const unsubscribe = store.subscribe(deliver);
  const marks =
    query.get('allowWatchBookmarks') === 'true'
      ? setInterval(() => sink.send(bookmark(type, store.version())), BOOKMARK_EVERY_MS)
      : undefined;
  const seconds = Number(query.get('timeoutSeconds') ?? 0) || WATCH_MAX_SECONDS;
  const stop = () => {
    unsubscribe();
    clearInterval(marks);
    clearTimeout(timeout);
  };
  const timeout = setTimeout(() => {
    stop();
    if (marks) sink.send(bookmark(type, store.version()));
    sink.end();
  }, seconds * 1_000);
  return stop;
}

/** False when the changes since then are forgotten: the watch is told so (410) and ended. */
function replayed(
  { store }: ClusterState,
  since: number,
  deliver: (event: StoreEvent) => void,
  sink: WatchSink,
): boolean {
  const events = store.eventsSince(since);
  if (events) {
    for (const event of events) deliver(event);
    return true;
  }
  const { status } = expired(`too old resource version: ${since} (${store.version()})`);
  sink.send({ type: 'ERROR', object: status });
  sink.end();
  return false;
}

function filterOf(
  query: URLSearchParams,
  path: ResourcePath,
  type: ServedType,
): (object: JsonObject) => boolean {
  const matches = queryFilter(query);
  return (object) =>
    matches(object) &&
    (path.name === '' || nameOf(object) === path.name) &&
    (!type.namespaced || path.namespace === '' || namespaceOf(object) === path.namespace);
}

/** An object that leaves the selection is deleted for the watcher, one that enters it is new. */
function changeOf(
  { type, stored, previous }: StoreEvent,
  fits: (object: JsonObject) => boolean,
): string | undefined {
  const isIn = fits(stored.object);
  const wasIn = previous !== undefined && fits(previous);
  if (type === 'DELETED') return wasIn ? 'DELETED' : undefined;
  if (isIn) return wasIn ? 'MODIFIED' : 'ADDED';
  return wasIn ? 'DELETED' : undefined;
}

function bookmark(type: ServedType, version: number, annotations?: JsonObject): JsonObject {
  return {
    type: 'BOOKMARK',
    object: {
      kind: type.kind,
      apiVersion: apiVersionOf(type),
      metadata: {
        resourceVersion: String(version),
        creationTimestamp: null,
        ...(annotations && { annotations }),
      },
    },
  };
}
