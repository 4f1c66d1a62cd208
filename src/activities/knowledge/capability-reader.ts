import { Capability } from '../../domain/capability.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import {
  capabilityQuery,
  rankCapabilities,
  type CapabilityMatch,
} from '../../domain/knowledge/ranking.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';

/** What is known of the cluster, checked by the schema of a capability. */
export interface CapabilityReader {
  /** Best first, none that is gone. Throws `Failure('unavailable')` when the index does. */
  search(intent: string, options: { readonly limit: number }): Promise<readonly CapabilityMatch[]>;
  /** Also one that is gone (`goneAt`). */
  get(id: string): Promise<Capability | undefined>;
  /** How many capabilities the cluster offers, as far as it is known. */
  count(): Promise<number>;
}

export function createCapabilityReader(knowledge: KnowledgeIndex): CapabilityReader {
  return {
    async search(intent, { limit }) {
      const matches = await knowledge.search(CAPABILITIES, capabilityQuery(intent, limit));
      return rankCapabilities(intent, matches, limit);
    },
    async get(id) {
      return Capability.safeParse(await knowledge.get(CAPABILITIES, id)).data;
    },
    async count() {
      return (await knowledge.list(CAPABILITIES, { offset: 0, limit: 0 })).total;
    },
  };
}
