import { z } from 'zod';
import { sha256 } from './json.ts';

/**
 * One resource type that a cluster serves. Several kinds share a name (`Cluster`, `Service`), so a
 * kind is always named by its group too; `version` is the one the server prefers.
 */
export const ResourceKind = z.object({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  namespaced: z.boolean(),
});
export type ResourceKind = z.infer<typeof ResourceKind>;

/** `v1` for the core group, else `group/version`. */
export function apiVersionOf({ group, version }: Pick<ResourceKind, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** `plural.group`, as `kubectl` and CRDs name it; the plural alone for the core group. */
export function resourceNameOf({ group, plural }: Pick<ResourceKind, 'group' | 'plural'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** `plural.group`; the core group is written `core`, so that it is told from others of its name. */
export function fullNameOf(kind: ResourceKind): string {
  return kind.group === '' ? `${kind.plural}.core` : resourceNameOf(kind);
}

export function isSameKind(
  one: Pick<ResourceKind, 'group' | 'kind'>,
  other: Pick<ResourceKind, 'group' | 'kind'>,
): boolean {
  return one.group === other.group && one.kind === other.kind;
}

/** A capability's id: the same kind of the same cluster has the same id whatever its versions. */
export function capabilityId(
  clusterId: string,
  { group, kind }: Pick<ResourceKind, 'group' | 'kind'>,
): string {
  return sha256(`${clusterId}\n${group}\n${kind}`).slice(0, 32);
}
