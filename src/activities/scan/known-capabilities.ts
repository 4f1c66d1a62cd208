import { Capability } from '../../domain/capability.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';

const PAGE = 500;

/** Every capability of a cluster that is not marked as gone. */
export async function knownCapabilities(
  knowledge: KnowledgeIndex,
  clusterId: string,
): Promise<readonly Capability[]> {
  const known: Capability[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { payloads } = await knowledge.list(CAPABILITIES, { offset, limit: PAGE, clusterId });
    for (const payload of payloads) {
      const capability = Capability.safeParse(payload);
      if (capability.success) known.push(capability.data);
    }
    if (payloads.length < PAGE) return known;
  }
}
