import { z } from 'zod';
import type { ServedKind } from '../../ports/cluster.ts';

/** One resource of one version, whichever list it was read from. */
export interface DiscoveredResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly categories: readonly string[];
  readonly shortNames: readonly string[];
}

const Names = z.array(z.string()).default([]);

/** Source: k8s.io/api/apidiscovery/v2. */
export const GroupDiscoveryList = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z
    .array(
      z.object({
        metadata: z.object({ name: z.string().default('') }).default({ name: '' }),
        versions: z
          .array(
            z.object({
              version: z.string(),
              freshness: z.string().default('Current'),
              resources: z
                .array(
                  z.object({
                    resource: z.string(),
                    // Absent where the server could not tell: such a resource has no kind to name.
                    responseKind: z.object({ kind: z.string() }).optional(),
                    scope: z.string(),
                    singularResource: z.string().default(''),
                    verbs: Names,
                    categories: Names,
                    shortNames: Names,
                  }),
                )
                .default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
export type GroupDiscoveryList = z.infer<typeof GroupDiscoveryList>;

/** `/api`: versions of the core group. */
export const CoreVersions = z.object({ versions: Names });

/** `/apis`: groups and their versions. */
export const GroupList = z.object({
  groups: z
    .array(
      z.object({
        name: z.string(),
        versions: z.array(z.object({ version: z.string() })),
        preferredVersion: z.object({ version: z.string() }).optional(),
      }),
    )
    .default([]),
});

/** `/apis/group/version`. */
export const ResourceList = z.object({
  resources: z
    .array(
      z.object({
        name: z.string(),
        kind: z.string(),
        singularName: z.string().default(''),
        namespaced: z.boolean(),
        verbs: Names,
        categories: Names,
        shortNames: Names,
      }),
    )
    .default([]),
});
export type ResourceList = z.infer<typeof ResourceList>;

/** Preferred versions first, as the server lists them. */
export function aggregatedResources(list: GroupDiscoveryList): readonly DiscoveredResource[] {
  return list.items.flatMap(({ metadata, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.flatMap(({ resource, responseKind, scope, singularResource, ...rest }) => {
        if (!responseKind) return [];
        return {
          group: metadata.name,
          version,
          kind: responseKind.kind,
          plural: resource,
          singular: singularResource,
          namespaced: scope === 'Namespaced',
          ...rest,
        };
      }),
    ),
  );
}

/** One version of one group. */
export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** Versions whose resources the server could not ask their own API server for just now. */
export function staleVersions(list: GroupDiscoveryList): readonly GroupVersion[] {
  return list.items.flatMap(({ metadata, versions }) =>
    versions
      .filter(({ freshness }) => freshness === 'Stale')
      .map(({ version }) => ({ group: metadata.name, version })),
  );
}

/** Subresources (`pods/log`) are left out. */
export function plainResources(
  { group, version }: { readonly group: string; readonly version: string },
  list: ResourceList,
): readonly DiscoveredResource[] {
  return list.resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, singularName, ...rest }) => ({
      group,
      version,
      plural: name,
      singular: singularName,
      ...rest,
    }));
}

/** Each kind of each group once, in its preferred version: the first one that lists it. */
export function servedKinds(resources: readonly DiscoveredResource[]): readonly ServedKind[] {
  const kinds = Map.groupBy(resources, ({ group, kind }) => `${group}\n${kind}`);
  return [...kinds.values()].flatMap((same) => {
    const [preferred] = same;
    if (!preferred) return [];
    const { group, version, kind, plural, namespaced, verbs, categories, shortNames } = preferred;
    return {
      kind: { group, version, kind, plural, namespaced },
      servedVersions: [...new Set(same.map((resource) => resource.version))],
      verbs,
      categories,
      shortNames,
      singular: preferred.singular === '' ? kind.toLowerCase() : preferred.singular,
    };
  });
}
