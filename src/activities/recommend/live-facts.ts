import { type LiveFacts, liveNeeds, optionsFrom } from '../../domain/configure/live-options.ts';
import type { Tables } from '../../domain/configure/parts.ts';
import { isNamespaceOffered, type Organisation } from '../../domain/organisation.ts';
import type { Solution } from '../../domain/solution.ts';
import type { Cluster } from '../../ports/cluster.ts';

/** Enough to choose from; what is not among them can still be typed. */
const LISTED = 200;

/** What the cluster holds now, as far as the solution's questions want to know. */
export async function readLiveFacts(
  { cluster, organisation }: { cluster: Cluster; organisation: Organisation },
  { solution, tables }: { solution: Solution; tables: Tables },
): Promise<LiveFacts> {
  const [served, namespaces] = await Promise.all([cluster.kinds(), cluster.namespaces()]);
  const needs = liveNeeds(
    solution,
    tables,
    served.map(({ kind }) => kind),
  );
  const options = await Promise.all(
    needs.map(async (need) => optionsFrom(need, await cluster.list(need.kind, LISTED), solution)),
  );
  return {
    namespaces: namespaces.filter((name) => isNamespaceOffered(organisation, name)),
    options: options.flat(),
  };
}
