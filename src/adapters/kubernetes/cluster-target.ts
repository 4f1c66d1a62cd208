import { Failure } from '../../domain/failure.ts';
import { within } from '../../domain/patience.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterIdentity } from '../../ports/cluster.ts';
import type { Logger } from '../../ports/logger.ts';
import { createKubernetesCluster } from './cluster.ts';
import { loadKubeConfig } from './kube-config.ts';

/** Where a kubeconfig leads, before anything is asked there. */
export interface ClusterTarget {
  readonly context: string;
  /** Host and port of the API server. */
  readonly host: string;
  /** Asks who it is. Throws `Failure`; `unavailable` also when `timeoutMs` have passed. */
  identify(timeoutMs: number): Promise<ClusterIdentity>;
}

/** Reads the kubeconfig and connects to nothing yet. Throws `Failure('invalid-input')`. */
export function createClusterTarget(options: {
  readonly kubeconfigPath: string;
  /** Undefined: the current one. */
  readonly context: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}): ClusterTarget {
  const { kubeconfigPath, context, clock, logger } = options;
  const named = context === undefined ? {} : { context };
  const kubeConfig = loadKubeConfig({ kubeconfigPath, ...named });
  const server = kubeConfig.getCurrentCluster()?.server ?? '';
  return {
    context: kubeConfig.getCurrentContext(),
    host: URL.canParse(server) ? new URL(server).host : server,
    async identify(timeoutMs) {
      const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: timeoutMs, logger });
      // A credential plug-in that the kubeconfig names may take longer than any request.
      const identity = await within({ clock, ms: timeoutMs, work: cluster.identity() });
      if (identity) return identity;
      throw new Failure('unavailable', 'The cluster is not answering. Try again shortly.');
    },
  };
}
