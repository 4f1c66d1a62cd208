import { Capability } from '../../domain/capability.ts';
import { capabilityId } from '../../domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { ScanEffect, ScanEvent } from '../../workflows/scan/state.ts';
import type { Activity } from '../activity.ts';
import type { ScanDependencies } from './dependencies.ts';
import {
  planScan,
  SCAN_DOCUMENTS,
  scannedDocuments,
  scannedId,
  type ScanPlan,
} from './scan-plan.ts';

const PAGE = 500;

/**
 * Marks capabilities that the cluster no longer serves as gone: they are kept for the records that
 * name them, and not offered any more. Forgets the documents that went with them, so that a kind
 * that comes back is described anew.
 */
export function createSweepKinds(
  dependencies: ScanDependencies,
): Activity<
  Extract<ScanEffect, { type: 'sweep-kinds' }>,
  Extract<ScanEvent, { type: 'kinds-swept' }>
> {
  return async (_effect, context) => {
    const { knowledge, logger } = dependencies;
    const plan = await planScan(dependencies);
    const gone = await goneCapabilities(knowledge, plan);
    const at = context.now();
    await knowledge.upsert(
      CAPABILITIES,
      gone.map((capability) => indexEntryOf({ ...capability, goneAt: at })),
    );
    await forgetDocuments(knowledge, plan);
    const { total } = await knowledge.list(CAPABILITIES, { offset: 0, limit: 0 });
    logger.info('scan finished', { kinds: plan.kinds.length, known: total, gone: gone.length });
    return { type: 'kinds-swept', at, gone: gone.length, known: total };
  };
}

async function goneCapabilities(
  knowledge: KnowledgeIndex,
  { cluster, kinds }: ScanPlan,
): Promise<readonly Capability[]> {
  const served = new Set(kinds.map(({ kind }) => capabilityId(cluster.id, kind)));
  const gone: Capability[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { payloads } = await knowledge.list(CAPABILITIES, { offset, limit: PAGE });
    for (const payload of payloads) {
      const capability = Capability.safeParse(payload);
      if (capability.success && !served.has(capability.data.id)) gone.push(capability.data);
    }
    if (payloads.length < PAGE) return gone;
  }
}

async function forgetDocuments(
  knowledge: KnowledgeIndex,
  { cluster, documents }: ScanPlan,
): Promise<void> {
  const served = new Set(documents.map(({ name }) => scannedId({ clusterId: cluster.id, name })));
  const forgotten = (await scannedDocuments(knowledge)).map((document) => scannedId(document));
  await knowledge.remove(
    SCAN_DOCUMENTS,
    forgotten.filter((id) => !served.has(id)),
  );
}
