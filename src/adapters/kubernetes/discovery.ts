import { Failure } from '../../domain/failure.ts';
import { apiVersionOf } from '../../domain/kind.ts';
import type { Discovery } from '../../ports/cluster.ts';
import type { Logger } from '../../ports/logger.ts';
import { groupVersionPath } from './api-path.ts';
import {
  aggregatedResources,
  CoreVersions,
  GroupDiscoveryList,
  GroupList,
  plainResources,
  ResourceList,
  servedKinds,
  staleVersions,
} from './discovery-lists.ts';
import type { DiscoveredResource, GroupVersion } from './discovery-lists.ts';
import { answerFailure, parseJson, readBody, statusOf } from './status.ts';
import type { Transport } from './transport.ts';

/** Plain JSON second: servers before 1.27 know no aggregated lists. */
const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

/**
 * Reads every kind that the server lists, once each. A group whose own API server is away is named and
 * logged; the others are still good.
 */
export async function discoverKinds(transport: Transport, logger: Logger): Promise<Discovery> {
  const [core, groups] = await Promise.all([
    readAggregated(transport, '/api'),
    readAggregated(transport, '/apis'),
  ]);
  if (!core || !groups) return readPlainLists(transport, logger);
  const away = [...staleVersions(core), ...staleVersions(groups)];
  const stale = away.map((version) => apiVersionOf(version));
  if (stale.length > 0) logger.warn('some API groups are stale', { stale });
  const resources = [...aggregatedResources(core), ...aggregatedResources(groups)];
  return { kinds: servedKinds(resources), away };
}

/** Undefined when the server answers with the plain list. */
async function readAggregated(
  transport: Transport,
  path: string,
): Promise<GroupDiscoveryList | undefined> {
  const response = await transport.send({ method: 'GET', path, accept: AGGREGATED });
  if (response.status === 406) return undefined;
  if (response.status !== 200) throw answerFailure(response, statusOf(response));
  const parsed = GroupDiscoveryList.safeParse(parseJson(response.body));
  return parsed.success ? parsed.data : undefined;
}

async function readPlainLists(transport: Transport, logger: Logger): Promise<Discovery> {
  const [core, groups] = await Promise.all([
    transport.send({ method: 'GET', path: '/api' }),
    transport.send({ method: 'GET', path: '/apis' }),
  ]);
  const versions: readonly GroupVersion[] = [
    ...readBody(CoreVersions, core).versions.map((version) => ({ group: '', version })),
    ...readBody(GroupList, groups).groups.flatMap(({ name, versions, preferredVersion }) => {
      const all = [preferredVersion?.version, ...versions.map(({ version }) => version)];
      const named = new Set(all.filter((version) => version !== undefined));
      return [...named].map((version) => ({ group: name, version }));
    }),
  ];
  const lists = await Promise.all(
    versions.map(async (version) => ({
      version,
      resources: await readResources({ transport, logger, version }),
    })),
  );
  return {
    kinds: servedKinds(lists.flatMap(({ resources }) => resources ?? [])),
    away: lists.flatMap(({ version, resources }) => (resources ? [] : version)),
  };
}

/** Undefined where that version's own API server does not answer. */
async function readResources(task: {
  readonly transport: Transport;
  readonly logger: Logger;
  readonly version: GroupVersion;
}): Promise<readonly DiscoveredResource[] | undefined> {
  const { transport, logger, version } = task;
  try {
    const response = await transport.send({ method: 'GET', path: groupVersionPath(version) });
    return plainResources(version, readBody(ResourceList, response));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    logger.warn('an API group cannot be discovered', { ...version, kind: error.kind });
    return undefined;
  }
}
