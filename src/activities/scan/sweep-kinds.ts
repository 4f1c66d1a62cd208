import { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import { capabilityId } from '../../domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import type { PolicyProposal, ScanEffectOf, ScanEventOf } from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { descriptionKey } from './descriptions.ts';
import type { WatchedDependencies } from './index-watch.ts';
import { knownCapabilities } from './known-capabilities.ts';
import { planScan, plannedKinds, type ScanPlan } from './scan-plan.ts';

/** Kinds marked in one go. */
const SLICE = 25;

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
    const { knowledge, scans, logger, descriptionPrompt } = dependencies;
    const plan = await planScan(dependencies, names);
    const all = await knownCapabilities(knowledge, plan.cluster.id);
    const served = new Set(plan.kinds.map(({ kind }) => capabilityId(plan.cluster.id, kind)));
    const missed = names
      ? []
      : all.filter(({ id, kind }) => !served.has(id) && !plan.awayGroups.has(kind.group));
    const gone = await markGone(dependencies, context, missed);
    if (!names) await forgetDocuments(dependencies, context, plan);
    const at = context.now();
    const left = all.filter(({ id }) => !gone.has(id));
    const byModel = left.filter(({ source }) => source === descriptionPrompt);
    await context.checkTurn();
    await scans.keepDescriptions(byModel.map((one) => descriptionKey(one, descriptionPrompt)));
    const knownByModel = byModel.length;
    const figures = { known: left.length, gone: gone.size };
    logger.info('scan finished', { kinds: plannedKinds(plan).length, ...figures });
    const proposals = await proposed(dependencies, context);
    return { type: 'kinds-swept', at, ...figures, knownByModel, ...proposals };
  };
}

/** Policies are no reason for a scan to fail: what could not be looked up now, the next scan proposes. */
async function proposed(
  { findProposals, logger }: WatchedDependencies,
  { signal }: ActivityContext,
): Promise<{ proposals?: PolicyProposal[] }> {
  try {
    const proposals = await findProposals(signal);
    return proposals.length === 0 ? {} : { proposals: [...proposals] };
  } catch (failure) {
    if (signal.aborted || !(failure instanceof Failure)) throw failure;
    logger.warn('policies could not be compared with what the scan found', { failure });
    return {};
  }
}

/**
 * A few at a time, each as it is just then: what was read anew or forgotten since it was missed is left
 * alone. Returns the ids of those that are gone.
 */
async function markGone(
  { knowledge }: WatchedDependencies,
  context: ActivityContext,
  missed: readonly Capability[],
): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  for (let from = 0; from < missed.length; from += SLICE) {
    context.signal.throwIfAborted();
    const slice = missed.slice(from, from + SLICE);
    const stored = await Promise.all(slice.map(({ id }) => knowledge.get(CAPABILITIES, id)));
    const marked = slice.filter(
      ({ scannedAt }, index) => Capability.safeParse(stored[index]).data?.scannedAt === scannedAt,
    );
    if (marked.length === 0) continue;
    await context.checkTurn();
    const goneAt = context.now();
    await knowledge.upsert(
      CAPABILITIES,
      marked.map((capability) => indexEntryOf({ ...capability, goneAt })),
    );
    for (const { id } of marked) gone.add(id);
  }
  return gone;
}

async function forgetDocuments(
  { scans }: WatchedDependencies,
  { checkTurn }: ActivityContext,
  { cluster, documents, awayGroups }: ScanPlan,
): Promise<void> {
  const served = new Set(documents.map(({ name }) => name));
  const scanned = await scans.documents(cluster.id);
  const forgotten = scanned
    .map(({ name }) => name)
    .filter((name) => !served.has(name) && !awayGroups.has(groupOf(name)));
  if (forgotten.length === 0) return;
  await checkTurn();
  await scans.removeDocuments(cluster.id, forgotten);
}

/** `apps/v1` → `apps`, `v1` → ``. */
function groupOf(document: string): string {
  return document.includes('/') ? document.slice(0, document.indexOf('/')) : '';
}
