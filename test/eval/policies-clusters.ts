import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { JsonObject } from '../../src/domain/json.ts';
import type { CatalogKind } from '../../src/domain/policy/candidates.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { loadRecordings } from '../../src/playground/cluster/recordings.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import type { Cluster } from '../../src/ports/cluster.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { findRecordings } from '../recordings-server.ts';
import { catalogOf } from './policies-catalog.ts';

/** Where policies are tried: `recordings` is a real API server's answers, `large` are 3,000 real definitions. */
export type PolicyClusterName = 'platform' | 'recordings' | 'large';

export interface PolicyCluster {
  readonly kinds: readonly CatalogKind[];
  readonly cluster: Cluster;
  close(): Promise<void>;
}

/** Whether this machine has what the cluster is made of. */
export function isPolicyClusterHere(name: PolicyClusterName): boolean {
  return name === 'platform' || archiveOf(name) !== undefined;
}

/** Throws where `isPolicyClusterHere` says no. */
export async function openPolicyCluster(name: PolicyClusterName): Promise<PolicyCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-policies-'));
  const archive = name === 'platform' ? undefined : archiveOf(name);
  if (archive !== undefined) execFileSync('tar', ['-xJf', archive, '-C', folder]);
  const demo = await startDemoCluster({ ...contentOf(name, folder), pace: 1_000 });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(demo.kubeconfig());
  const logger = createFakeLogger();
  const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 60_000, logger });
  const kinds = await catalogOf(cluster);
  async function close(): Promise<void> {
    await demo.close();
    rmSync(folder, { recursive: true });
  }
  return { kinds, cluster, close };
}

function contentOf(
  name: PolicyClusterName,
  folder: string,
): Pick<Parameters<typeof startDemoCluster>[0], 'documents' | 'recorded'> {
  switch (name) {
    case 'platform':
      return { documents: demoPlatform() };
    case 'recordings':
      return { documents: [], recorded: loadRecordings(join(folder, 'recordings')).server };
    case 'large':
      return { documents: definitionsIn(folder) };
  }
}

function definitionsIn(folder: string): readonly JsonObject[] {
  const files = readdirSync(join(folder, 'large')).sort();
  return files.map((file) =>
    JsonObject.parse(parse(readFileSync(join(folder, 'large', file), 'utf8'))),
  );
}

function archiveOf(name: PolicyClusterName): string | undefined {
  const recordings = findRecordings();
  if (recordings === undefined || name === 'recordings') return recordings;
  const large = join(dirname(recordings), 'crds-large.tar.xz');
  return existsSync(large) ? large : undefined;
}
