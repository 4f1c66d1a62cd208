import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { stringify } from 'yaml';
import type { JsonObject } from '../../domain/json.ts';
import { demoUsers } from './access.ts';
import type { DemoUser } from './access.ts';
import { createApiServer } from './api-server.ts';
import type { RequestNote } from './api-server.ts';
import { createCel } from './cel.ts';
import type { ClusterState, DemoClock } from './cluster-state.ts';
import { loadCoreTypes } from './core-types.ts';
import type { CoreTypes } from './core-types.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { livePaths } from './fixed-paths.ts';
import { createKyverno, kyvernoDefinitions } from './kyverno.ts';
import type { Kyverno } from './kyverno.ts';
import { keepJournal } from './journal.ts';
import { startLifecycle } from './lifecycle.ts';
import { createObjectStore } from './object-store.ts';
import { createOpenApi } from './openapi.ts';
import { createRouter } from './router.ts';
import type { FixedPaths } from './router.ts';
import { seed } from './seed.ts';
import { createTypeRegistry } from './type-registry.ts';

export interface DemoClusterOptions {
  /** 0, the default, takes any free port of the loopback interface. */
  readonly port?: number;
  /** Objects that are there from the start: definitions, namespaces, classes, policies. */
  readonly documents: readonly JsonObject[];
  /** Policy engines that run in it, beside the server's own admission policies. Default: none. */
  readonly engines?: readonly 'kyverno'[];
  readonly clock?: DemoClock;
  /** How much faster than life things get ready. Default 1. */
  readonly pace?: number;
  /** Default: `admin`, `dev` (namespace `a-team` only), `viewer`, `nobody`. */
  readonly users?: readonly DemoUser[];
  /** What was applied is written here and found again after a restart. */
  readonly stateFile?: string;
  /** Core types, answers and objects of a recorded server in the place of our own. */
  readonly recorded?: RecordedServer;
}

/** A real server's answers; see `loadRecordings`. */
export interface RecordedServer {
  readonly core: CoreTypes;
  readonly paths: FixedPaths;
  /** Puts the recorded objects, as they were, into the store. */
  fill(state: ClusterState): void;
}

/** A Kubernetes API server on loopback that behaves as the real one, over objects in memory. */
export interface DemoCluster {
  readonly url: string;
  /** Bearer tokens by user name. */
  readonly tokens: Readonly<Record<string, string>>;
  /** A kubeconfig for that user, as YAML. Default: the first user. */
  kubeconfig(userName?: string): string;
  /** Everything that is stored, whole. */
  objects(): readonly JsonObject[];
  /** Lets the controllers look at all objects now, whatever the timer says. */
  tick(): void;
  readonly faults: Faults;
  /** Undefined where it was not asked for. */
  readonly kyverno: Kyverno | undefined;
  /** Forgets past changes: a watch that goes on from before now is told 410. */
  forgetHistory(): void;
  /** The latest requests that were answered (10,000 at most), oldest first. */
  requests(): readonly RequestNote[];
  close(): Promise<void>;
}

const NOTES_MAX = 10_000;

export async function startDemoCluster(options: DemoClusterOptions): Promise<DemoCluster> {
  const { clock = { now: () => new Date() }, pace = 1, users = demoUsers('a-team') } = options;
  const core = options.recorded?.core ?? loadCoreTypes();
  const store = createObjectStore();
  const types = createTypeRegistry(core, store);
  const kyverno = options.engines?.includes('kyverno') ? createKyverno() : undefined;
  const state: ClusterState = { store, types, cel: createCel(), clock, pace, kyverno };
  options.recorded?.fill(state);
  seed(state, [...(kyverno ? kyvernoDefinitions() : []), ...options.documents]);
  if (options.stateFile !== undefined) keepJournal(store, options.stateFile);

  const faults = createFaults();
  const notes: RequestNote[] = [];
  const live = livePaths(types, createOpenApi(core, types));
  const router = createRouter(state, users, options.recorded?.paths ?? live);
  const note = (one: RequestNote) => {
    notes.push(one);
    if (notes.length > NOTES_MAX) notes.shift();
  };
  const server = createApiServer({ state, users, router, faults, note });
  const url = await listen(server, options.port ?? 0);
  const lifecycle = startLifecycle(state);

  return {
    url,
    tokens: Object.fromEntries(users.map(({ name, token }) => [name, token])),
    kubeconfig: (userName = users[0]?.name ?? '') => kubeconfigOf(url, users, userName),
    objects: () => store.all().map(({ object }) => object),
    tick: lifecycle.tick,
    faults,
    kyverno,
    forgetHistory: store.forgetHistory,
    requests: () => [...notes],
    async close() {
      lifecycle.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return `http://127.0.0.1:${address.port}`;
}

function kubeconfigOf(url: string, users: readonly DemoUser[], userName: string): string {
  const user = users.find(({ name }) => name === userName);
  if (!user) throw new Error(`the demo cluster has no user ${userName}`);
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    // The client refuses plain HTTP, loopback or not, unless TLS is waived.
    clusters: [{ name: 'demo', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: user.name, user: { token: user.token } }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: user.name } }],
    'current-context': 'demo',
  });
}
