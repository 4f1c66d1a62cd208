import { z } from 'zod';
import { Capability } from '../../domain/capability.ts';
import type { JsonObject } from '../../domain/json.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';

const PAGE = 500;

const Entry = z.object({ id: z.string() });

/** Every capability of a cluster that is not marked as gone. */
export async function knownCapabilities(
  knowledge: KnowledgeIndex,
  clusterId: string,
): Promise<readonly Capability[]> {
  const payloads = await listed(knowledge, clusterId);
  return payloads.flatMap((payload) => {
    const capability = Capability.safeParse(payload);
    return capability.success ? [capability.data] : [];
  });
}

/** Their ids alone. */
export async function knownIds(
  knowledge: KnowledgeIndex,
  clusterId: string,
): Promise<ReadonlySet<string>> {
  const payloads = await listed(knowledge, clusterId);
  return new Set(payloads.map((payload) => Entry.parse(payload).id));
}

async function listed(knowledge: KnowledgeIndex, clusterId: string) {
  const all: JsonObject[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { payloads } = await knowledge.list(CAPABILITIES, { offset, limit: PAGE, clusterId });
    all.push(...payloads);
    if (payloads.length < PAGE) return all;
  }
}
