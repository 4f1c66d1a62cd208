import type { Json, JsonObject } from '../../domain/json.ts';
import { PageNotFound } from './api-error.ts';
import { apiVersionOf } from './served-type.ts';
import type { ServedType } from './served-type.ts';
import type { TypeRegistry } from './type-registry.ts';

/** The media type of aggregated discovery, as the server sends it. */
export const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const SUBRESOURCE_VERBS = ['get', 'patch', 'update'];

export const SERVER_VERSION: JsonObject = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.0-demo',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-08-21T00:00:00Z',
  goVersion: 'go1.26',
  compiler: 'gc',
  platform: 'linux/amd64',
};

/** `/api` (the core group only) or `/apis` (all others) with all their resources in one answer. */
export function aggregatedDiscovery(types: TypeRegistry, root: 'api' | 'apis'): JsonObject {
  const groups = types.groups().filter((group) => (group === '') === (root === 'api'));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => ({
      metadata: { ...(group !== '' && { name: group }) },
      versions: [...types.versionsOf(group)].map(([version, served]) => ({
        version,
        resources: served.map(discoveredResource),
        freshness: 'Current',
      })),
    })),
  };
}

function discoveredResource(type: ServedType): JsonObject {
  return {
    resource: type.plural,
    responseKind: responseKind(type),
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: [...type.verbs],
    ...(type.shortNames.length > 0 && { shortNames: [...type.shortNames] }),
    ...(type.categories.length > 0 && { categories: [...type.categories] }),
    ...(type.subresources.length > 0 && {
      subresources: type.subresources.map((subresource) => ({
        subresource,
        responseKind: subresourceKind(type, subresource),
        verbs: SUBRESOURCE_VERBS,
      })),
    }),
  };
}

/** Core types leave group and version out where they are the answer's own. */
function responseKind({ isCustom, group, version, kind }: ServedType): JsonObject {
  return isCustom ? { group, version, kind } : { group: '', version: '', kind };
}

function subresourceKind(type: ServedType, subresource: string): JsonObject {
  if (subresource !== 'scale') return responseKind(type);
  return { group: 'autoscaling', version: 'v1', kind: 'Scale' };
}

/** Plain `/api`. */
export function coreVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

/** Plain `/apis`. */
export function groupList(types: TypeRegistry): JsonObject {
  const groups = types.groups().filter((group) => group !== '');
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map((one) => group(types, one)) };
}

/** `/apis/GROUP`. Throws `PageNotFound` for a group that nobody serves. */
export function groupDocument(types: TypeRegistry, name: string): JsonObject {
  if (!types.groups().includes(name)) throw new PageNotFound();
  return { kind: 'APIGroup', apiVersion: 'v1', ...group(types, name) };
}

function group(types: TypeRegistry, name: string): JsonObject {
  const versions = [...types.versionsOf(name).keys()].map((version) => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions, preferredVersion: versions[0] ?? null };
}

/** `/api/v1` and `/apis/GROUP/VERSION`. Throws `PageNotFound` for what nobody serves. */
export function resourceList(types: TypeRegistry, group: string, version: string): JsonObject {
  const served = types.versionsOf(group).get(version);
  if (!served) throw new PageNotFound();
  return {
    kind: 'APIResourceList',
    ...(group !== '' && { apiVersion: 'v1' }),
    groupVersion: apiVersionOf({ group, version }),
    resources: served.flatMap(listedResources),
  };
}

function listedResources(type: ServedType): readonly Json[] {
  const { plural, singular, namespaced, kind } = type;
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs: [...type.verbs],
    ...(type.shortNames.length > 0 && { shortNames: [...type.shortNames] }),
    ...(type.categories.length > 0 && { categories: [...type.categories] }),
  };
  const parts = type.subresources.map((subresource) => ({
    name: `${plural}/${subresource}`,
    singularName: '',
    namespaced,
    ...(subresource === 'scale' && { group: 'autoscaling', version: 'v1' }),
    kind: subresource === 'scale' ? 'Scale' : kind,
    verbs: SUBRESOURCE_VERBS,
  }));
  return [own, ...parts];
}
