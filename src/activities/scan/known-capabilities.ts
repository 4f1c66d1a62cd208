import { z } from 'zod';
import { Capability } from '../../domain/capability.ts';
import type { JsonObject } from '../../domain/json.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';

const PAGE = 500;

const Entry = z.object({ id: z.string() });

/**
 * Every capability of a cluster that is not marked as gone, a page at a time: whoever keeps no more of
 * them than is needed holds one page of a big cluster in memory.
 */
export async function* knownCapabilities(
  knowledge: Pick<KnowledgeIndex, 'list'>,
  clusterId: string,
): AsyncGenerator<readonly Capability[]> {
  for await (const payloads of pages(knowledge, clusterId)) {
    yield payloads.flatMap((payload) => {
      const capability = Capability.safeParse(payload);
      return capability.success ? [capability.data] : [];
    });
  }
}

/** Their ids alone. */
export async function knownIds(
  knowledge: Pick<KnowledgeIndex, 'list'>,
  clusterId: string,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const payloads of pages(knowledge, clusterId)) {
    for (const payload of payloads) ids.add(Entry.parse(payload).id);
  }
  return ids;
}

async function* pages(
  knowledge: Pick<KnowledgeIndex, 'list'>,
  clusterId: string,
): AsyncGenerator<readonly JsonObject[]> {
  for (let offset = 0; ; offset += PAGE) {
    const { payloads } = await knowledge.list(CAPABILITIES, { offset, limit: PAGE, clusterId });
    yield payloads;
    if (payloads.length < PAGE) return;
  }
}
