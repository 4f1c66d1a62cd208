import { delimiter } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { Failure } from '../../domain/failure.ts';

export interface KubeConfigSource {
  /** One path, or several as `KUBECONFIG` lists them. Undefined: kubectl's own search order. */
  readonly kubeconfigPath?: string;
  /** Undefined: the file's current context. */
  readonly context?: string;
}

/**
 * Reads the kubeconfig, or the service account inside a cluster. Throws `Failure('invalid-input')`
 * with what to mend when it cannot be read or has no such context.
 */
export function loadKubeConfig({ kubeconfigPath, context }: KubeConfigSource): KubeConfig {
  const config = readFiles(kubeconfigPath);
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

function readFiles(kubeconfigPath: string | undefined): KubeConfig {
  const config = new KubeConfig();
  try {
    if (kubeconfigPath === undefined) {
      config.loadFromDefault();
      return config;
    }
    const [first = '', ...others] = kubeconfigPath.split(delimiter).filter(Boolean);
    config.loadFromFile(first);
    for (const path of others) {
      const other = new KubeConfig();
      other.loadFromFile(path);
      config.mergeConfig(other, true);
    }
    return config;
  } catch (cause) {
    throw new Failure('invalid-input', 'The kubeconfig cannot be read. Check KUBECONFIG.', {
      cause,
    });
  }
}
