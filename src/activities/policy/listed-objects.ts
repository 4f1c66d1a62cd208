import type { ResourceKind } from '../../domain/kind.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import type { Cluster } from '../../ports/cluster.ts';

/**
 * At most `limit` objects of a kind. Throws `Failure('forbidden')` where the bot may not look at them: to
 * `Cluster.list` such a kind has none, and reading any one of it tells. `namespace` is where one is read.
 */
export async function listedObjects(
  cluster: Pick<Cluster, 'list' | 'read'>,
  kind: ResourceKind,
  { limit, namespace }: { readonly limit: number; readonly namespace: string },
): Promise<readonly KubernetesObject[]> {
  const objects = await cluster.list(kind, limit);
  if (objects.length > 0) return objects;
  const { group, version, kind: name, plural, namespaced } = kind;
  const any = { group, version, kind: name, plural, name: 'any' };
  const one = await cluster.read(namespaced ? { ...any, namespace } : any);
  return one ? [one] : [];
}
