import { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import {
  capabilityQuery,
  rankCapabilities,
  type CapabilityMatch,
} from '../../domain/knowledge/ranking.ts';
import type { Cluster } from '../../ports/cluster.ts';
import { type Embedder, isSameEmbedder } from '../../ports/embedder.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { Logger } from '../../ports/logger.ts';
import { createQuestionVector } from './question-vector.ts';

/**
 * What is known of this cluster, checked by the schema of a capability. An embedder that is away or slow
 * leaves a search by words alone, and a warning in the log.
 */
export interface CapabilityReader {
  /** Best first, none that is gone. Throws `Failure('unavailable')` when the index does. */
  search(intent: string, options: { readonly limit: number }): Promise<readonly CapabilityMatch[]>;
  /** Also one that is gone (`goneAt`). */
  get(id: string): Promise<Capability | undefined>;
  /** How many capabilities the cluster offers, as far as it is known. */
  count(): Promise<number>;
  /** There is an embedder, and searches compare no vectors of it yet: a scan makes them. */
  isPreparing(): Promise<boolean>;
}

export function createCapabilityReader({
  knowledge,
  cluster,
  embedder,
  logger,
}: {
  readonly knowledge: KnowledgeIndex;
  readonly cluster: Pick<Cluster, 'identity'>;
  /** Undefined: search goes by words alone. */
  readonly embedder: Embedder | undefined;
  readonly logger: Pick<Logger, 'warn'>;
}): CapabilityReader {
  const questionVector = createQuestionVector({ embedder, logger });
  let last: string | undefined;

  /** While the cluster is away, the one that was last seen; of any cluster before one was. */
  async function ofCluster(): Promise<{ readonly clusterId?: string }> {
    try {
      last = (await cluster.identity()).id;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
    return last === undefined ? {} : { clusterId: last };
  }

  return {
    async search(intent, { limit }) {
      const [scope, vector] = await Promise.all([ofCluster(), questionVector(intent)]);
      const matches = await knowledge.search(CAPABILITIES, {
        ...capabilityQuery(intent, limit),
        ...scope,
        ...(vector === undefined ? {} : { vector }),
      });
      return rankCapabilities(intent, matches, limit);
    },
    async get(id) {
      return Capability.safeParse(await knowledge.get(CAPABILITIES, id)).data;
    },
    async count() {
      const page = { offset: 0, limit: 0, ...(await ofCluster()) };
      return (await knowledge.list(CAPABILITIES, page)).total;
    },
    async isPreparing() {
      if (!embedder) return false;
      const inUse = await knowledge.embedderInUse(CAPABILITIES);
      return !inUse || !isSameEmbedder(inUse, embedder.identity);
    },
  };
}
