import { Failure } from '../domain/failure.ts';
import type { Cluster } from '../ports/cluster.ts';

/** The id of the cluster; while it is away, of the one that was last seen; undefined before any was. */
export function createLastSeenCluster(
  cluster: Pick<Cluster, 'identity'>,
): () => Promise<string | undefined> {
  let last: string | undefined;
  return async () => {
    try {
      last = (await cluster.identity()).id;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
    return last;
  };
}
