import { delimiter } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { Failure } from '../../domain/failure.ts';

export interface KubeConfigSource {
  /** The YAML itself; goes before the path. */
  readonly kubeconfigText?: string;
  /** One path, or several as `KUBECONFIG` lists them. Undefined: kubectl's own search order. */
  readonly kubeconfigPath?: string;
  /** Undefined: the file's current context. */
  readonly context?: string;
}

/**
 * Reads the kubeconfig, or the service account inside a cluster. Throws `Failure('invalid-input')`
 * with what to mend when it cannot be read or has no such context.
 */
export function loadKubeConfig(source: KubeConfigSource): KubeConfig {
  const { context } = source;
  const config = allowPlainLoopback(read(source));
  if (context !== undefined) {
    if (!config.getContextObject(context)) {
      const known = config.getContexts().map(({ name }) => name);
      const offer = known.length > 0 ? ` It has: ${known.join(', ')}.` : '';
      throw new Failure('invalid-input', `The kubeconfig has no context "${context}".${offer}`);
    }
    config.setCurrentContext(context);
  }
  if (!config.getCurrentCluster()) {
    throw new Failure(
      'invalid-input',
      'The kubeconfig names no cluster. Set KUBECONFIG and DOTAI_KUBE_CONTEXT.',
    );
  }
  return config;
}

function read({ kubeconfigText, kubeconfigPath }: KubeConfigSource): KubeConfig {
  const config = new KubeConfig();
  try {
    if (kubeconfigText !== undefined) config.loadFromString(kubeconfigText);
    else if (kubeconfigPath === undefined) config.loadFromDefault();
    else readFiles(config, kubeconfigPath.split(delimiter).filter(Boolean));
    return config;
  } catch (cause) {
    throw new Failure('invalid-input', 'The kubeconfig cannot be read. Check KUBECONFIG.', {
      cause,
    });
  }
}

/** As kubectl does: the first file that names a thing wins. */
function readFiles(config: KubeConfig, [first = '', ...others]: readonly string[]): void {
  config.loadFromFile(first);
  for (const path of others) {
    const other = new KubeConfig();
    other.loadFromFile(path);
    config.mergeConfig(other, true);
  }
}

/**
 * `kubectl proxy` and the demo cluster speak plain HTTP on the loopback interface. The client library
 * refuses plain HTTP unless told that TLS does not matter, which there it does not.
 */
function allowPlainLoopback(config: KubeConfig): KubeConfig {
  const clusters = config.clusters.map((cluster) =>
    /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(cluster.server)
      ? { ...cluster, skipTLSVerify: true }
      : cluster,
  );
  const { users, contexts, currentContext } = config;
  const allowed = new KubeConfig();
  allowed.loadFromOptions({ clusters, users, contexts, currentContext });
  return allowed;
}
