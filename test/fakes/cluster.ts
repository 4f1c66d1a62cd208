import { Failure } from '../../src/domain/failure.ts';
import type { FieldTable } from '../../src/domain/field-table.ts';
import { canonicalJson, isJsonObject, sha256 } from '../../src/domain/json.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import { apiVersionOf, isSameKind, resourceNameOf } from '../../src/domain/kind.ts';
import type { ResourceKind } from '../../src/domain/kind.ts';
import { KubernetesObject } from '../../src/domain/manifest.ts';
import type { ObjectReference } from '../../src/domain/manifest.ts';
import type { Cluster, Refusal, ServedKind, WriteOutcome } from '../../src/ports/cluster.ts';

export interface FakeClusterContents {
  readonly kinds: readonly ServedKind[];
  /** By `plural.group` (`services` for the core group). A kind without one has an empty table. */
  readonly tables?: Readonly<Record<string, FieldTable>>;
  /** Default: `default` and `kube-system`. */
  readonly namespaces?: readonly string[];
  readonly objects?: readonly KubernetesObject[];
  /** Says no to a write, dry or not, where it returns a refusal. */
  readonly admit?: (object: KubernetesObject) => Refusal | undefined;
  readonly accessProblem?: (object: ObjectReference) => string | undefined;
}

/** A cluster in memory, and the hands of those who are not the bot. */
export interface FakeCluster extends Cluster {
  /** What is in the cluster now, in order of creation. */
  objects(): readonly KubernetesObject[];
  /** A controller or another person writes an object whole; watchers hear of it. */
  put(object: KubernetesObject): void;
  /** Another person deletes it; watchers hear of it. */
  delete(reference: { readonly kind: string; readonly name: string }): void;
  /** How many writes were accepted by `apply`. */
  applies(): number;
  /** The platform team installs and removes operators; who watches kinds hears of it. */
  setKinds(kinds: readonly ServedKind[]): void;
  /** The API servers of these groups, of version `v1`, do not answer: what they serve is not listed. */
  setAway(groups: readonly string[]): void;
  /** While down, every method throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** A served kind with the verbs of an ordinary resource. */
export function aServedKind(
  kind: Pick<ResourceKind, 'group' | 'kind'> & Partial<ResourceKind>,
): ServedKind {
  const plural = kind.plural ?? `${kind.kind.toLowerCase()}s`;
  return {
    kind: { version: 'v1', namespaced: true, ...kind, plural },
    servedVersions: [kind.version ?? 'v1'],
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    categories: [],
    shortNames: [],
    singular: kind.kind.toLowerCase(),
  };
}

/** A field table with only what is given. */
export function aFieldTable(table: Partial<FieldTable> = {}): FieldTable {
  const { schemaHash, ...rest } = { description: '', rows: [], rules: [], cutAt: [], ...table };
  return { schemaHash: schemaHash ?? sha256(JSON.stringify(rest)), ...rest };
}

export function createFakeCluster(contents: FakeClusterContents): FakeCluster {
  const { tables = {} } = contents;
  let { kinds } = contents;
  const kindWatchers = new Set<() => void>();
  const namespaces = [...(contents.namespaces ?? ['default', 'kube-system'])].sort();
  const store = createObjectStore(contents.objects ?? []);
  let away: readonly string[] = [];
  let isDown = false;
  let applies = 0;

  function listed(): readonly ServedKind[] {
    return kinds.filter(({ kind }) => !away.includes(kind.group));
  }

  function requireUp(): void {
    if (!isDown) return;
    throw new Failure('unavailable', 'The cluster is not answering. Try again shortly.', {
      retryAfterMs: 5_000,
    });
  }

  function tableOf(kind: ResourceKind): FieldTable {
    return tables[resourceNameOf(kind)] ?? aFieldTable({ description: kind.kind });
  }

  function refusalOf(object: KubernetesObject, kind: ResourceKind): Refusal | undefined {
    if (!kinds.some((served) => isSameKind(served.kind, kind))) {
      return refusal('not-found', `The cluster does not serve ${resourceNameOf(kind)}.`);
    }
    const { namespace } = object.metadata;
    if (kind.namespaced && !namespaces.includes(namespace ?? 'default')) {
      return refusal('not-found', `namespaces "${namespace}" not found`);
    }
    return contents.admit?.(object);
  }

  return {
    async identity() {
      requireUp();
      return { id: 'fake-cluster', name: 'fake', version: 'v1.36.0' };
    },
    async discover() {
      requireUp();
      return {
        kinds: listed(),
        away: away.map((group) => ({ group, version: 'v1' })),
      };
    },
    async kinds() {
      requireUp();
      return listed();
    },
    async schemaDocuments() {
      requireUp();
      const versions = Map.groupBy(listed(), ({ kind }) => apiVersionOf(kind));
      return [...versions.values()].map((members) => {
        const [first] = members;
        const hashes = members.map(({ kind }) => tableOf(kind).schemaHash);
        return {
          group: first?.kind.group ?? '',
          version: first?.kind.version ?? '',
          hash: sha256(hashes.join()),
        };
      });
    },
    async profileSources(document) {
      requireUp();
      return kinds
        .filter(({ kind }) => kind.group === document.group && kind.version === document.version)
        .map(({ kind }) => {
          const { schemaHash, description, rows } = tableOf(kind);
          const outline = rows.map(({ description: _told, ...row }) => ({
            ...row,
            required: row.required || undefined,
          }));
          const fields = rows.slice(0, 120);
          return { kind, schemaHash, description, fields, outline: JSON.stringify(outline) };
        });
    },
    async fieldTable(kind) {
      requireUp();
      return tableOf(kind);
    },
    async namespaces() {
      requireUp();
      return namespaces;
    },
    async list(kind, limit) {
      requireUp();
      const group = (object: KubernetesObject): string => groupOf(object.apiVersion);
      return store
        .all()
        .filter((object) => object.kind === kind.kind && group(object) === kind.group)
        .slice(0, limit);
    },
    async read(reference) {
      requireUp();
      return store.get(keyOf(reference));
    },
    async accessProblem(reference) {
      requireUp();
      return contents.accessProblem?.(reference);
    },
    async dryRun(object, kind) {
      requireUp();
      const merged = store.merged(object);
      return refusalOf(object, kind) ?? { type: 'accepted', object: merged, warnings: [] };
    },
    async apply(object, kind): Promise<WriteOutcome> {
      requireUp();
      const refused = refusalOf(object, kind);
      if (refused) return refused;
      applies += 1;
      return { type: 'accepted', object: store.put(store.merged(object)), warnings: [] };
    },
    async remove(reference, uid) {
      requireUp();
      const found = store.get(keyOf(reference));
      if (found && found.metadata.uid !== uid) return false;
      store.delete(keyOf(reference));
      return true;
    },
    async watch(reference, onChange, signal) {
      requireUp();
      await store.watch(keyOf(reference), onChange, signal);
    },
    async watchKinds(onChange, signal) {
      if (signal.aborted) return;
      kindWatchers.add(onChange);
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      kindWatchers.delete(onChange);
    },
    setKinds(value) {
      kinds = value;
      for (const tell of kindWatchers) tell();
    },
    setAway(groups) {
      away = groups;
    },
    objects: () => store.all(),
    put: (object) => void store.put(object),
    delete({ kind, name }) {
      for (const object of store.all()) {
        if (object.kind === kind && object.metadata.name === name)
          store.delete(keyOfObject(object));
      }
    },
    applies: () => applies,
    setDown(value) {
      isDown = value;
    },
  };
}

type Listener = (object: KubernetesObject | undefined) => void;

function createObjectStore(initial: readonly KubernetesObject[]) {
  const objects = new Map<string, KubernetesObject>();
  const listeners = new Map<string, Set<Listener>>();
  let revision = 0;

  function put(object: KubernetesObject): KubernetesObject {
    const key = keyOfObject(object);
    const before = objects.get(key);
    revision += 1;
    const isSameSpec =
      canonicalJson(before?.['spec'] ?? null) === canonicalJson(object['spec'] ?? null);
    const generation = before?.metadata.generation ?? 0;
    const metadata = {
      ...object.metadata,
      uid: before?.metadata.uid ?? object.metadata.uid ?? `uid-${revision}`,
      resourceVersion: String(revision),
      generation: before && isSameSpec ? generation : generation + 1,
    };
    const stored = { ...object, metadata };
    objects.set(key, stored);
    for (const listener of listeners.get(key) ?? []) listener(stored);
    return stored;
  }

  for (const object of initial) put(object);

  return {
    put,
    all: () => [...objects.values()],
    get: (key: string) => objects.get(key),
    merged(object: KubernetesObject): KubernetesObject {
      const before = objects.get(keyOfObject(object));
      return before ? KubernetesObject.parse(mergedJson(before, object)) : object;
    },
    delete(key: string): void {
      if (!objects.delete(key)) return;
      for (const listener of listeners.get(key) ?? []) listener(undefined);
    },
    async watch(key: string, listener: Listener, signal: AbortSignal): Promise<void> {
      if (signal.aborted) return;
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      const stopped = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      listener(objects.get(key));
      await stopped;
      set.delete(listener);
    },
  };
}

/** Objects are merged, everything else is replaced, as server-side apply does for atomic lists. */
function mergedJson(before: JsonObject, after: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...before };
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    result[key] = isJsonObject(old) && isJsonObject(value) ? mergedJson(old, value) : value;
  }
  return result;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

function keyOf(reference: ObjectReference): string {
  return [reference.group, reference.kind, reference.namespace ?? '', reference.name].join('|');
}

function keyOfObject({ apiVersion, kind, metadata }: KubernetesObject): string {
  return [groupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name].join('|');
}

function refusal(because: Refusal['because'], message: string): Refusal {
  return { type: 'refused', because, problems: [{ message }] };
}
