import { Capability } from '../../domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import type { KindDescription, KindFailure } from '../../ports/scan-store.ts';
import { isReportDue } from '../../workflows/scan/batches.ts';
import { type ScanEffectOf, type ScanEventOf, ScanState } from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { askForDescriptions } from './ask-for-descriptions.ts';
import { BatchInput, BatchPlan, type BatchItem } from './described-batch.ts';
import { withDescription } from './descriptions.ts';
import type { WatchedDependencies } from './index-watch.ts';

type BatchEffect = ScanEffectOf<'describe-batch' | 'end-batch'>;
type BatchEvent = ScanEventOf<
  'kinds-described' | 'descriptions-progressed' | 'batch-put-off' | 'model-answered'
>;

/**
 * Has the model describe the kinds of a batch, and stores what it says. What is described already, as
 * after a crash, is not asked again. Says that the kinds are described once no batch is left. Asks
 * nothing while another batch finds out whether the model answers again, or once it is known that it
 * will not. Throws where the model is away, or would answer no question.
 */
export function createDescribeBatch(
  dependencies: WatchedDependencies,
): Activity<ScanEffectOf<'describe-batch'>, BatchEvent> {
  return async (effect, context) => {
    const { modelOutage, modelProblem } = ScanState.parse(context.session.state);
    if (modelProblem !== undefined) {
      return end(dependencies, context, { effect, reason: modelProblem });
    }
    const isProbe = modelOutage?.probe === effect.batch;
    if (modelOutage && !isProbe) return { type: 'batch-put-off', at: context.now(), effect };
    const items = await itemsOf(dependencies, effect);
    const known = await descriptionsOf(dependencies, context, items);
    const unknown = items.filter(({ key }) => !known.has(key));
    const failures = await askForDescriptions(dependencies, context, unknown);
    return finish(dependencies, { context, effect, items, failures, isProbe });
  };
}

/** Counts a batch that the model could not be asked for: what is not described yet is a failure. */
export function createEndBatch(
  dependencies: WatchedDependencies,
): Activity<ScanEffectOf<'end-batch'>, BatchEvent> {
  return async (effect, context) => end(dependencies, context, { effect, reason: effect.reason });
}

async function end(
  dependencies: WatchedDependencies,
  context: ActivityContext,
  { effect, reason }: { readonly effect: BatchEffect; readonly reason: string },
): Promise<BatchEvent | undefined> {
  const items = await itemsOf(dependencies, effect);
  const known = await descriptionsOf(dependencies, context, items);
  const failures = items
    .filter(({ key }) => !known.has(key))
    .map(({ name, problem }) => ({ kind: name, reason: problem ?? reason }));
  return finish(dependencies, { context, effect, items, failures, isProbe: false });
}

async function itemsOf(
  { artifacts }: WatchedDependencies,
  { plan, batch }: BatchEffect,
): Promise<readonly BatchItem[]> {
  const planned: unknown = JSON.parse(await artifacts.get(plan));
  const input = BatchPlan.parse(planned).inputs[batch];
  if (input === undefined) throw new Error(`the plan has no batch ${batch}`);
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
    readonly isProbe: boolean;
  },
): Promise<BatchEvent | undefined> {
  const { context, effect, items, failures, isProbe } = of;
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
  const progress = { at, finished: tally.finished, ...counted };
  if (isProbe) return { type: 'model-answered', ...progress };
  const progressed: BatchEvent = { type: 'descriptions-progressed', ...progress };
  // Progress may get lost on its way; what a batch ends with does not.
  if (isReportDue(ScanState.parse(context.session.state), tally.finished)) return progressed;
  if (tally.isProgressDue) context.progress(progressed);
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
