import { capabilityId } from '../../domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import type { ScanEffectOf, ScanEventOf } from '../../workflows/scan/state.ts';
import type { Activity } from '../activity.ts';
import type { WatchedDependencies } from './index-watch.ts';
import { knownCapabilities } from './known-capabilities.ts';
import { planScan, plannedKinds, type ScanPlan } from './scan-plan.ts';

/**
 * Marks capabilities of this cluster that it no longer serves as gone: they are kept for the records
 * that name them, and not offered any more. Forgets the documents that went with them, so that a kind
 * that comes back is described anew. What is of a group that does not answer stays, and of a part of
 * the cluster nothing is gone: then what is known is only counted.
 */
export function createSweepKinds(
  dependencies: WatchedDependencies,
): Activity<ScanEffectOf<'sweep-kinds'>, ScanEventOf<'kinds-swept'>> {
  return async ({ names }, context) => {
    const { knowledge, logger, descriptionPrompt } = dependencies;
    const plan = await planScan(dependencies, names);
    const all = await knownCapabilities(knowledge, plan.cluster.id);
    const served = new Set(plan.kinds.map(({ kind }) => capabilityId(plan.cluster.id, kind)));
    const gone = names
      ? []
      : all.filter(({ id, kind }) => !served.has(id) && !plan.awayGroups.has(kind.group));
    const at = context.now();
    await context.checkTurn();
    if (gone.length > 0) {
      await knowledge.upsert(
        CAPABILITIES,
        gone.map((capability) => indexEntryOf({ ...capability, goneAt: at })),
      );
    }
    if (!names) await forgetDocuments(dependencies, plan);
    const left = all.filter((capability) => !gone.includes(capability));
    const knownByModel = left.filter(({ source }) => source === descriptionPrompt).length;
    const figures = { known: left.length, gone: gone.length };
    logger.info('scan finished', { kinds: plannedKinds(plan).length, ...figures });
    return { type: 'kinds-swept', at, ...figures, knownByModel };
  };
}

async function forgetDocuments(
  { scans }: WatchedDependencies,
  { cluster, documents, awayGroups }: ScanPlan,
): Promise<void> {
  const served = new Set(documents.map(({ name }) => name));
  const scanned = await scans.documents(cluster.id);
  const forgotten = scanned
    .map(({ name }) => name)
    .filter((name) => !served.has(name) && !awayGroups.has(groupOf(name)));
  if (forgotten.length > 0) await scans.removeDocuments(cluster.id, forgotten);
}

/** `apps/v1` → `apps`, `v1` → ``. */
function groupOf(document: string): string {
  return document.includes('/') ? document.slice(0, document.indexOf('/')) : '';
}
