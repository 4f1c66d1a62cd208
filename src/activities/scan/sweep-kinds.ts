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
    const { scans, logger } = dependencies;
    const plan = await planScan(dependencies, names);
    const { known, missed, keys } = await lookedThrough(dependencies, plan);
    const gone = await markGone(dependencies, context, names ? [] : missed);
    if (!names) await forgetDocuments(dependencies, context, plan);
    const at = context.now();
    for (const id of gone) keys.delete(id);
    await context.checkTurn();
    await scans.keepDescriptions([...keys.values()]);
    const knownByModel = keys.size;
    const figures = { known: known - gone.size, gone: gone.size };
    logger.info('scan finished', { kinds: plannedKinds(plan).length, ...figures });
    const proposals = await proposed(dependencies, context);
    return { type: 'kinds-swept', at, ...figures, knownByModel, ...proposals };
  };
}

interface Missed {
  readonly id: string;
  readonly scannedAt: string;
}

/** How many capabilities are known, which of them are not served, and keys of descriptions by their ids. */
async function lookedThrough(
  { knowledge, descriptionPrompt: prompt }: WatchedDependencies,
  { cluster, kinds, awayGroups }: ScanPlan,
): Promise<{
  readonly known: number;
  readonly missed: readonly Missed[];
  keys: Map<string, string>;
}> {
  const served = new Set(kinds.map(({ kind }) => capabilityId(cluster.id, kind)));
  const keys = new Map<string, string>();
  const missed: Missed[] = [];
  let known = 0;
  for await (const page of knownCapabilities(knowledge, cluster.id)) {
    known += page.length;
    for (const one of page) {
      const { id, kind, scannedAt, source } = one;
      if (source === prompt) keys.set(id, descriptionKey(one, prompt));
      if (!served.has(id) && !awayGroups.has(kind.group)) missed.push({ id, scannedAt });
    }
  }
  return { known, missed, keys };
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
  missed: readonly Missed[],
): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  for (let from = 0; from < missed.length; from += SLICE) {
    context.signal.throwIfAborted();
    const slice = missed.slice(from, from + SLICE);
    const stored = await Promise.all(slice.map(({ id }) => knowledge.get(CAPABILITIES, id)));
    const marked = slice.flatMap(({ scannedAt }, index) => {
      const now = Capability.safeParse(stored[index]).data;
      return now?.scannedAt === scannedAt ? [now] : [];
    });
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
