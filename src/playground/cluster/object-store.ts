import type { JsonObject } from '../../domain/json.ts';
import { textAt, withValue } from './json-path.ts';

/** An object as it is kept; times in milliseconds since the epoch, by the cluster's clock. */
export interface StoredObject {
  /** `group/plural`. */
  readonly typeKey: string;
  readonly object: JsonObject;
  readonly createdAtMs: number;
  /** When what people wrote (everything but metadata and status) last changed. */
  readonly changedAtMs: number;
}

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly stored: StoredObject;
  /** What was there before: selectors need it to tell "left the selection" from "changed". */
  readonly previous: JsonObject | undefined;
  readonly version: number;
}

/** Changes that a watch can still ask for; older ones are answered with 410. */
const HISTORY_MAX = 1_000;

/** Everything the demo cluster holds, with one growing resource version for all of it. */
export interface ObjectStore {
  /** The resource version of the latest change. */
  version(): number;
  get(typeKey: string, namespace: string, name: string): StoredObject | undefined;
  /** By namespace, then name. All namespaces when none is given. */
  list(typeKey: string, namespace?: string): readonly StoredObject[];
  all(): readonly StoredObject[];
  /** Stores it under the next resource version; what was there is replaced. */
  put(stored: StoredObject): StoredObject;
  /** Stores it under the resource version that it carries; history before it is forgotten. */
  restore(stored: StoredObject): void;
  remove(stored: StoredObject): void;
  /** In order; undefined when some of them are forgotten already. */
  readonly eventsSince: (version: number) => readonly StoreEvent[] | undefined;
  readonly forgetHistory: () => void;
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: (event: StoreEvent) => void) => () => void;
}

export function createObjectStore(): ObjectStore {
  const objects = new Map<string, Map<string, StoredObject>>();
  const history = createHistory();
  let version = 1;

  function collection(typeKey: string): Map<string, StoredObject> {
    const known = objects.get(typeKey) ?? new Map<string, StoredObject>();
    objects.set(typeKey, known);
    return known;
  }

  return {
    version: () => version,
    get: (typeKey, namespace, name) => objects.get(typeKey)?.get(`${namespace}/${name}`),
    list(typeKey, namespace) {
      const found = [...(objects.get(typeKey)?.values() ?? [])].filter(
        ({ object }) => namespace === undefined || namespaceOf(object) === namespace,
      );
      return found.sort((one, other) => compareText(nameKey(one), nameKey(other)));
    },
    all: () => [...objects.values()].flatMap((known) => [...known.values()]),
    put(stored) {
      const key = nameKey(stored);
      const previous = objects.get(stored.typeKey)?.get(key)?.object;
      version += 1;
      const kept = { ...stored, object: withVersion(stored.object, version) };
      collection(stored.typeKey).set(key, kept);
      history.add({ type: previous ? 'MODIFIED' : 'ADDED', stored: kept, previous, version });
      return kept;
    },
    restore(stored) {
      const previous = objects.get(stored.typeKey)?.get(nameKey(stored))?.object;
      collection(stored.typeKey).set(nameKey(stored), stored);
      version = Math.max(version, Number(textAt(stored.object, 'metadata', 'resourceVersion')));
      history.restart({ type: previous ? 'MODIFIED' : 'ADDED', stored, previous, version });
    },
    remove(stored) {
      const known = objects.get(stored.typeKey)?.get(nameKey(stored));
      if (!known) return;
      objects.get(stored.typeKey)?.delete(nameKey(stored));
      version += 1;
      const gone = { ...known, object: withVersion(known.object, version) };
      history.add({ type: 'DELETED', stored: gone, previous: known.object, version });
    },
    eventsSince: history.since,
    forgetHistory: () => history.forget(version),
    subscribe: history.subscribe,
  };
}

interface History {
  readonly add: (event: StoreEvent) => void;
  /** Forgets what was before this event, but tells it to who listens. */
  readonly restart: (event: StoreEvent) => void;
  readonly forget: (until: number) => void;
  readonly since: ObjectStore['eventsSince'];
  readonly subscribe: ObjectStore['subscribe'];
}

function createHistory(): History {
  const listeners = new Set<(event: StoreEvent) => void>();
  const events: StoreEvent[] = [];
  let forgottenUntil = 0;

  function announce(event: StoreEvent): void {
    for (const listener of listeners) listener(event);
  }

  function forget(until: number): void {
    events.length = 0;
    forgottenUntil = until;
  }

  return {
    add(event) {
      events.push(event);
      while (events.length > HISTORY_MAX) forgottenUntil = events.shift()?.version ?? 0;
      announce(event);
    },
    restart(event) {
      forget(event.version);
      announce(event);
    },
    forget,
    since(version) {
      if (version < forgottenUntil) return undefined;
      return events.filter((event) => event.version > version);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function nameOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'name');
}

/** Empty for what lives outside namespaces. */
export function namespaceOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'namespace');
}

function nameKey({ object }: StoredObject): string {
  return `${namespaceOf(object)}/${nameOf(object)}`;
}

function withVersion(object: JsonObject, version: number): JsonObject {
  return withValue(object, ['metadata', 'resourceVersion'], String(version));
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
