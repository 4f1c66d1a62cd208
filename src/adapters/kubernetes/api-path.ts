import type { ResourceKind } from '../../domain/kind.ts';

type Resource = Pick<ResourceKind, 'group' | 'version' | 'plural'>;

/** `/api/v1` for the core group, else `/apis/group/version`. */
export function groupVersionPath({ group, version }: Omit<Resource, 'plural'>): string {
  return group === ''
    ? `/api/${encodeURIComponent(version)}`
    : `/apis/${encodeURIComponent(group)}/${encodeURIComponent(version)}`;
}

/** Without a namespace: the cluster-scoped collection, or the one across all namespaces. */
export function collectionPath(resource: Resource, namespace?: string): string {
  const place = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${groupVersionPath(resource)}${place}/${encodeURIComponent(resource.plural)}`;
}

export function objectPath(
  resource: Resource & { readonly name: string; readonly namespace?: string | undefined },
): string {
  return `${collectionPath(resource, resource.namespace)}/${encodeURIComponent(resource.name)}`;
}

export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  return `${path}?${new URLSearchParams(query).toString()}`;
}
