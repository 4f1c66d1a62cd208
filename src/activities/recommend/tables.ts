import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Cluster } from '../../ports/cluster.ts';
import { FieldTable } from '../../domain/field-table.ts';
import type { Tables } from '../../domain/configure/parts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Solution } from '../../domain/solution.ts';
import type { RecommendState } from '../../workflows/recommend/state.ts';
import { chosenSolution } from '../../workflows/recommend/steps.ts';

/** The chosen solution with the links and bindings that were found for it. */
export function configuredSolution(state: RecommendState): Solution {
  const solution = chosenSolution(state);
  if (!solution) {
    throw new Failure('conflict', 'No solution is chosen any more. Choose one again.');
  }
  return { ...solution, links: state.links, bindings: state.bindings };
}

/**
 * Reads the field tables of a solution's kinds from the cluster and keeps them, so that questions,
 * answers and manifests of one conversation speak of one schema. `stored` are artifacts by alias.
 */
export async function readTables(
  { cluster, artifacts }: { cluster: Cluster; artifacts: ArtifactStore },
  solution: Solution,
): Promise<{ readonly tables: Tables; readonly stored: Record<string, string> }> {
  const tables = new Map<string, FieldTable>();
  const stored: Record<string, string> = {};
  for (const { alias, kind, schemaHash } of solution.resources) {
    const table = await cluster.fieldTable(kind);
    tables.set(schemaHash, table);
    stored[alias] = await artifacts.put(JSON.stringify(table));
  }
  return { tables, stored };
}

/** The tables that the conversation began with. */
export async function storedTables(
  artifacts: ArtifactStore,
  state: RecommendState,
  solution: Solution,
): Promise<Tables> {
  const tables = new Map<string, FieldTable>();
  for (const { alias, schemaHash } of solution.resources) {
    const hash = state.tables[alias];
    if (hash === undefined) continue;
    tables.set(schemaHash, FieldTable.parse(JSON.parse(await artifacts.get(hash))));
  }
  return tables;
}
