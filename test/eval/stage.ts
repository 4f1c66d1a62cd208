import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import type { ActivityContext } from '../../src/activities/activity.ts';
import {
  type CapabilityReader,
  createCapabilityReader,
} from '../../src/activities/knowledge/capability-reader.ts';
import type { RecommendDependencies } from '../../src/activities/recommend/dependencies.ts';
import { createScanActivities } from '../../src/activities/scan/scan-activities.ts';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { createOfflineModel } from '../../src/adapters/offline/language-model.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { createSqliteKnowledgeIndex } from '../../src/adapters/sqlite/knowledge-index.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import { Organisation } from '../../src/domain/organisation.ts';
import type { ResourceKind } from '../../src/domain/kind.ts';
import type { Cluster } from '../../src/ports/cluster.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import type { KnowledgeIndex } from '../../src/ports/knowledge-index.ts';
import {
  type DemoClusterOptions,
  startDemoCluster,
} from '../../src/playground/cluster/demo-cluster.ts';
import { loadRecordings } from '../../src/playground/cluster/recordings.ts';
import { aSession } from '../builders.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { nothingTaught } from '../fakes/nothing-taught.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFakeScanStore } from '../fakes/scan-store.ts';

/** Everything that a recommendation needs beside a model, over a cluster that was scanned. */
export interface Stage {
  readonly dependencies: Omit<RecommendDependencies, 'model'>;
  readonly capabilities: CapabilityReader;
  readonly knowledge: KnowledgeIndex;
  readonly cluster: Cluster;
  /** Undefined: search goes by words alone. */
  readonly embedder: Embedder | undefined;
  /** What the cluster serves: labels may name nothing else. */
  readonly kinds: readonly ResourceKind[];
  close(): Promise<void>;
}

/** Every run sees the same time, so that two runs of the built-in rules are the same. */
export const NOW = '2026-01-05T10:00:00.000Z';

export function contextOf(state: unknown): ActivityContext {
  return {
    session: aSession({ state: JSON.parse(JSON.stringify(state)) }),
    effectId: 'session-1-1-0',
    attempt: 0,
    signal: new AbortController().signal,
    checkTurn: async () => undefined,
    progress: () => undefined,
    now: () => NOW,
  };
}

/** A cluster on loopback, read as the bot reads it at its first start. */
export async function setStage(
  content: Omit<DemoClusterOptions, 'port'>,
  embedder?: Embedder,
): Promise<Stage> {
  const server = await startDemoCluster(content);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeconfig());
  const logger = createFakeLogger();
  const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 15_000, logger });
  const database = openDatabase(':memory:');
  const knowledge = createSqliteKnowledgeIndex(database);
  const clock = createSystemClock();
  const artifacts = createFakeArtifactStore();
  const scan = createScanActivities({
    cluster,
    knowledge,
    scans: createFakeScanStore(clock),
    artifacts,
    model: createOfflineModel(),
    descriptionPrompt: 'none@1',
    findProposals: async () => [],
    embedder,
    logger,
  });
  await scan['profile-kinds']({ type: 'profile-kinds', key: 'scan' }, contextOf({}));
  await scan['embed-kinds']({ type: 'embed-kinds', key: 'scan' }, contextOf({}));
  const capabilities = createCapabilityReader({ knowledge, cluster, embedder, logger });
  return {
    dependencies: {
      cluster,
      capabilities,
      artifacts,
      organisation: Organisation.parse({}),
      ...nothingTaught(),
      clock,
      // Nothing changes in this cluster: there is never news to look for.
      scan: {
        ensure: async () => undefined,
        progress: async () => undefined,
        problem: async () => undefined,
      },
    },
    capabilities,
    knowledge,
    cluster,
    embedder,
    kinds: (await cluster.kinds()).map(({ kind }) => kind),
    async close() {
      await server.close();
      database.close();
    },
  };
}

/** What a platform team would have beside the recorded claim: one Composition for each cloud. */
const COMPOSITIONS = ['aws', 'azure', 'google'].map((provider) => ({
  apiVersion: 'apiextensions.crossplane.io/v1',
  kind: 'Composition',
  metadata: { name: `${provider}-postgresql`, labels: { provider, db: 'postgresql' } },
  spec: {
    mode: 'Pipeline',
    compositeTypeRef: { apiVersion: 'devopstoolkit.live/v1beta1', kind: 'SQL' },
    pipeline: [{ step: 'compose', functionRef: { name: 'compose' } }],
  },
}));

/** The recorded cluster, unpacked from its archive while the stage stands. */
export async function setRecordedStage(archive: string, embedder?: Embedder): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-eval-'));
  execFileSync('tar', ['-xJf', archive, '-C', folder]);
  const { server } = loadRecordings(join(folder, 'recordings'));
  const stage = await setStage({ documents: COMPOSITIONS, recorded: server }, embedder);
  return {
    ...stage,
    async close() {
      await stage.close();
      rmSync(folder, { recursive: true });
    },
  };
}
