import { capabilityId } from '../../domain/kind.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { ScanStore } from '../../ports/scan-store.ts';
import { knownIds } from './known-capabilities.ts';
import type { PlannedDocument, ScanPlan } from './scan-plan.ts';

/**
 * The documents that need not be read: they are as they were when a scan read them, and the index holds
 * all their kinds. An index that was lost or replaced is filled again so.
 */
export async function documentsReadBefore(
  ports: { readonly scans: ScanStore; readonly knowledge: KnowledgeIndex },
  { cluster, documents }: ScanPlan,
): Promise<ReadonlySet<PlannedDocument>> {
  const scanned = await ports.scans.documents(cluster.id);
  const read = new Map(scanned.map(({ name, fingerprint }) => [name, fingerprint]));
  const asBefore = documents.filter(({ name, fingerprint }) => read.get(name) === fingerprint);
  if (asBefore.length === 0) return new Set();
  const known = await knownIds(ports.knowledge, cluster.id);
  const held = asBefore.filter(({ kinds }) =>
    kinds.every(({ kind }) => known.has(capabilityId(cluster.id, kind))),
  );
  return new Set(held);
}
