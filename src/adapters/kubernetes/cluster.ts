import type { KubeConfig } from '@kubernetes/client-node';
import { isSameKind } from '../../domain/kind.ts';
import type { ResourceKind } from '../../domain/kind.ts';
import type { Cluster, Discovery, ServedKind } from '../../ports/cluster.ts';
import type { Logger } from '../../ports/logger.ts';
import { findAccessProblem } from './access.ts';
import { discoverKinds } from './discovery.ts';
import { readIdentity } from './identity.ts';
import { loadKubeConfig } from './kube-config.ts';
import type { KubeConfigSource } from './kube-config.ts';
import { readNamespaces } from './namespaces.ts';
import { listObjects, readOne, removeObject, writeObject } from './objects.ts';
import { createSchemaParser } from './schema-parser.ts';
import { createSchemaSource } from './schemas.ts';
import { createTransport } from './transport.ts';
import { watchKinds } from './watch-kinds.ts';
import { watchObject } from './watch.ts';

export interface KubernetesClusterOptions extends KubeConfigSource {
  /** Already loaded; goes before all other sources. */
  readonly kubeConfig?: KubeConfig;
  /** The longest that one answer may take. A watch is bound by it only until it is open. */
  readonly requestTimeoutMs: number;
  readonly logger: Logger;
  /** The first wait before a broken watch connects again. Default: 500. */
  readonly reconnectDelayMs?: number;
}

/** Throws `Failure('invalid-input')` when there is no usable kubeconfig. Connects to nothing yet. */
export function createKubernetesCluster(options: KubernetesClusterOptions): Cluster {
  const { reconnectDelayMs = 500 } = options;
  const config = options.kubeConfig ?? loadKubeConfig(options);
  const transport = createTransport(config, options.requestTimeoutMs);
  const schemas = createSchemaSource(transport, createSchemaParser());
  const name = config.getCurrentContext() || (config.getCurrentCluster()?.name ?? 'cluster');
  let known: readonly ServedKind[] | undefined;

  async function discover(): Promise<Discovery> {
    const discovery = await discoverKinds(transport, options.logger);
    known = discovery.kinds;
    return discovery;
  }

  /** Looks at the server again for a kind that was not there before. */
  async function servedKind(
    kind: Pick<ResourceKind, 'group' | 'kind'>,
  ): Promise<ServedKind | undefined> {
    const isIt = (served: ServedKind): boolean => isSameKind(served.kind, kind);
    return known?.find(isIt) ?? (await discover()).kinds.find(isIt);
  }

  return {
    identity: () => readIdentity(transport, name),
    discover,
    kinds: async () => (await discover()).kinds,
    schemaDocuments: () => schemas.documents(),
    async profileSources(document) {
      const kinds = (known ?? (await discover()).kinds)
        .map(({ kind }) => kind)
        .filter(({ group, version }) => group === document.group && version === document.version);
      return schemas.profileSources(document, kinds);
    },
    fieldTable: (kind) => schemas.fieldTable(kind),
    namespaces: () => readNamespaces(transport),
    watchKinds: (onChange, signal) =>
      watchKinds({ transport, onChange, signal, reconnectDelayMs, logger: options.logger }),
    async list(kind, limit) {
      const served = await servedKind(kind);
      return served ? listObjects(transport, served.kind, limit) : [];
    },
    read: (object) => readOne(transport, object),
    accessProblem: (object) => findAccessProblem(transport, object),
    dryRun: (object, kind) => writeObject(transport, { object, kind, isDryRun: true }),
    apply: (object, kind) => writeObject(transport, { object, kind, isDryRun: false }),
    remove: (object, uid) => removeObject(transport, object, uid),
    watch: (object, onChange, signal) =>
      watchObject({ transport, object, onChange, signal, reconnectDelayMs }),
  };
}
