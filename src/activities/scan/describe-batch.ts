import { Capability } from '../../domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import type { KindDescription, KindFailure } from '../../ports/scan-store.ts';
import type { ScanEffectOf, ScanEventOf } from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { askForDescriptions } from './ask-for-descriptions.ts';
import { BatchInput, type BatchItem } from './described-batch.ts';
import { withDescription } from './descriptions.ts';
import type { WatchedDependencies } from './index-watch.ts';

type BatchEffect = ScanEffectOf<'describe-batch' | 'end-batch'>;
type BatchActivity<Effect> = Activity<Effect, ScanEventOf<'kinds-described'>>;

/**
 * Has the model describe the kinds of a batch, and stores what it says. What is described already, as
 * after a crash, is not asked again. Says that the kinds are described once no batch is left; throws
 * where the model is away for now.
 */
export function createDescribeBatch(
  dependencies: WatchedDependencies,
): BatchActivity<ScanEffectOf<'describe-batch'>> {
  return async (effect, context) => {
    const items = await itemsOf(dependencies, effect);
    const known = await descriptionsOf(dependencies, context, items);
    const unknown = items.filter(({ key }) => !known.has(key));
    const failures = await askForDescriptions(dependencies, context, unknown);
    return finish(dependencies, { context, effect, items, failures });
  };
}

/** Counts a batch that the model could not be asked for: what is not described yet is a failure. */
export function createEndBatch(
  dependencies: WatchedDependencies,
): BatchActivity<ScanEffectOf<'end-batch'>> {
  return async (effect, context) => {
    const items = await itemsOf(dependencies, effect);
    const known = await descriptionsOf(dependencies, context, items);
    const failures = items
      .filter(({ key }) => !known.has(key))
      .map(({ name, problem }) => ({ kind: name, reason: problem ?? effect.reason }));
    return finish(dependencies, { context, effect, items, failures });
  };
}

async function itemsOf(
  { artifacts }: WatchedDependencies,
  { input }: BatchEffect,
): Promise<readonly BatchItem[]> {
  const stored: unknown = JSON.parse(await artifacts.get(input));
  return BatchInput.parse(stored).items;
}

/** What was said of the kinds by key; what is to be described anew, only where this scan had it said. */
async function descriptionsOf(
  { scans }: WatchedDependencies,
  { session }: ActivityContext,
  items: readonly BatchItem[],
): Promise<ReadonlyMap<string, KindDescription>> {
  const known = await scans.descriptions(items.map(({ key }) => key));
  const anew = new Set(items.flatMap(({ key, isAnew = false }) => (isAnew ? [key] : [])));
  return new Map([...known].filter(([key, { scanId }]) => !anew.has(key) || scanId === session.id));
}

/** Stores what is known now, then counts the batch: cut off between the two, both happen once more. */
async function finish(
  dependencies: WatchedDependencies,
  of: {
    readonly context: ActivityContext;
    readonly effect: BatchEffect;
    readonly items: readonly BatchItem[];
    readonly failures: readonly KindFailure[];
  },
): Promise<ScanEventOf<'kinds-described'> | undefined> {
  const { context, effect, items, failures } = of;
  const { scans } = dependencies;
  const known = await descriptionsOf(dependencies, context, items);
  await apply(dependencies, { context, items, known });
  const described = items.length - failures.length;
  const { batch, total } = effect;
  const result = { scanId: context.session.id, batch, total, described, failures };
  const tally = await scans.finishBatch(result);
  const counted = { described: tally.described, failures: tally.failureCount };
  const at = context.now();
  if (tally.finished >= total) {
    return { type: 'kinds-described', at, ...counted, undescribed: [...tally.failures] };
  }
  if (tally.isProgressDue) {
    const { finished } = tally;
    context.progress({
      type: 'descriptions-progressed',
      at,
      finished,
      ...counted,
    } satisfies ScanEventOf<'descriptions-progressed'>);
  }
  return undefined;
}

/** A kind whose schema has changed meanwhile, or that is gone, stays as it is. */
async function apply(
  { knowledge, descriptionPrompt }: WatchedDependencies,
  of: {
    readonly context: ActivityContext;
    readonly items: readonly BatchItem[];
    readonly known: ReadonlyMap<string, KindDescription>;
  },
): Promise<void> {
  const { context, items, known } = of;
  const changed: Capability[] = [];
  for (const { capabilityId, key, schemaHash, ask, isAnew = false } of items) {
    const said = known.get(key);
    if (!said || !ask) continue;
    const stored = Capability.safeParse(await knowledge.get(CAPABILITIES, capabilityId));
    if (!stored.success || stored.data.schemaHash !== schemaHash) continue;
    if (stored.data.goneAt !== undefined) continue;
    if (stored.data.source === descriptionPrompt && !isAnew) continue;
    changed.push(withDescription({ ...stored.data, ...ask.profile }, said));
  }
  if (changed.length === 0) return;
  await context.checkTurn();
  await knowledge.upsert(
    CAPABILITIES,
    changed.map((capability) => indexEntryOf(capability)),
  );
}
