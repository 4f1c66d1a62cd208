import type { PreparedChange } from '../../domain/prepared-change.ts';
import type { Cluster } from '../../ports/cluster.ts';

/**
 * Why the cluster that the bot speaks to is not the one that the change was made, shown and approved
 * for; undefined when it is. An operator may have switched the context since. Throws `Failure`.
 */
export async function targetProblem(
  cluster: Cluster,
  { clusterId, clusterName }: Pick<PreparedChange, 'clusterId' | 'clusterName'>,
): Promise<string | undefined> {
  const { id, name } = await cluster.identity();
  if (id === clusterId) return undefined;
  const other = name === clusterName ? 'another cluster of that name' : name;
  return `This change was made for cluster ${clusterName}; the bot is connected to ${other} now. Ask again for the cluster that you mean.`;
}
