import { z } from 'zod';
import { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import {
  capabilityQuery,
  rankCapabilities,
  type CapabilityMatch,
} from '../../domain/knowledge/ranking.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import { scannedDocuments } from '../scan/scan-plan.ts';

/**
 * What is known of the cluster, checked by the schema of a capability. Another cluster's kinds, from
 * before the bot was sent to this one, are left out.
 */
export interface CapabilityReader {
  /** Best first, none that is gone. Throws `Failure('unavailable')` when the index does. */
  search(intent: string, options: { readonly limit: number }): Promise<readonly CapabilityMatch[]>;
  /** Also one that is gone (`goneAt`). */
  get(id: string): Promise<Capability | undefined>;
  /** How many capabilities the cluster offers, as far as it is known. */
  count(): Promise<number>;
}

const OfCluster = z.object({ clusterId: z.string() });

export function createCapabilityReader(
  knowledge: KnowledgeIndex,
  cluster: Pick<Cluster, 'identity'>,
): CapabilityReader {
  let last: string | undefined;

  /** While the cluster is away, the one that was last seen; undefined before any was. */
  async function clusterId(): Promise<string | undefined> {
    try {
      last = (await cluster.identity()).id;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
    return last;
  }

  return {
    async search(intent, { limit }) {
      const [matches, own] = await Promise.all([
        knowledge.search(CAPABILITIES, capabilityQuery(intent, limit)),
        clusterId(),
      ]);
      const offered = matches.filter(({ payload }) => {
        const parsed = OfCluster.safeParse(payload);
        return own === undefined || (parsed.success && parsed.data.clusterId === own);
      });
      return rankCapabilities(intent, offered, limit);
    },
    async get(id) {
      return Capability.safeParse(await knowledge.get(CAPABILITIES, id)).data;
    },
    async count() {
      const [{ total }, documents, own] = await Promise.all([
        knowledge.list(CAPABILITIES, { offset: 0, limit: 0 }),
        scannedDocuments(knowledge),
        clusterId(),
      ]);
      const isKnown = own === undefined || documents.some((one) => one.clusterId === own);
      return isKnown ? total : 0;
    },
  };
}
