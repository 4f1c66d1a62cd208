import type { Capability } from '../../domain/capability.ts';
import { Failure } from '../../domain/failure.ts';
import { capabilityId, isSameKind, resourceNameOf } from '../../domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import type { ServedKind } from '../../ports/cluster.ts';
import { BATCH_MAX } from '../../prompts/describe-capabilities.ts';
import type { ScanEffectOf, ScanEventOf } from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { batchItem, packed, type BatchItem } from './described-batch.ts';
import { descriptionKey, isDescribable, withDescriptions } from './descriptions.ts';
import type { WatchedDependencies } from './index-watch.ts';
import { knownCapabilities } from './known-capabilities.ts';
import { plannedKinds, planScan, type PlannedDocument } from './scan-plan.ts';
import { workedOff } from './worked-off.ts';

const IN_FLIGHT = 3;
const SLICE = 100;

/**
 * Finds the kinds of this scan that no model has described by their present schema, or all that were
 * named, and keeps what is to be asked of them as artifacts, a batch each. Where nothing is new, that takes one look at the index.
 * Otherwise each schema document with such kinds is read once more: reading it again in every batch
 * would cost as many times as it has batches.
 */
export function createPlanDescriptions(
  dependencies: WatchedDependencies,
): Activity<ScanEffectOf<'plan-descriptions'>, ScanEventOf<'descriptions-planned'>> {
  return async ({ names }, context) => {
    const { cluster, artifacts } = dependencies;
    const { id: clusterId } = await cluster.identity();
    const waiting = names
      ? await describable(dependencies, clusterId)
      : await undescribed(dependencies, context, clusterId);
    if (waiting.length === 0) {
      return { type: 'descriptions-planned', at: context.now(), batches: 0, kinds: 0 };
    }
    const plan = await planScan(dependencies, names);
    const isWaiting = new Map(waiting.map((capability) => [capability.id, capability]));
    const planned = plannedKinds(plan).filter(({ kind }) =>
      isWaiting.has(capabilityId(clusterId, kind)),
    );
    const asked = new Set(planned);
    const documents = plan.documents.flatMap((document): PlannedDocument[] => {
      const kinds = document.kinds.filter((served) => asked.has(served));
      return kinds.length > 0 ? [{ ...document, kinds }] : [];
    });
    const isAnew = names !== undefined;
    const items = await itemsOf(dependencies, { context, clusterId, documents, isAnew });
    const inputs: string[] = [];
    for (const batch of packed(items, { size: BATCH_MAX, groupOf: groupOfItem })) {
      context.signal.throwIfAborted();
      inputs.push(await artifacts.put(JSON.stringify({ items: batch })));
    }
    return {
      type: 'descriptions-planned',
      at: context.now(),
      plan: await artifacts.put(JSON.stringify({ inputs })),
      batches: inputs.length,
      kinds: items.length,
    };
  };
}

async function describable(
  { knowledge }: WatchedDependencies,
  clusterId: string,
): Promise<readonly Capability[]> {
  const all = await knownCapabilities(knowledge, clusterId);
  return all.filter((one) => isDescribable(one));
}

/** Descriptions that are known and were not applied yet, as after a crash, are applied here. */
async function undescribed(
  dependencies: WatchedDependencies,
  { checkTurn, signal }: ActivityContext,
  clusterId: string,
): Promise<readonly Capability[]> {
  const { knowledge, scans, descriptionPrompt: prompt } = dependencies;
  const all = await describable(dependencies, clusterId);
  const candidates = all.filter(({ source }) => source !== prompt);
  const waiting: Capability[] = [];
  for (let from = 0; from < candidates.length; from += SLICE) {
    signal.throwIfAborted();
    const slice = candidates.slice(from, from + SLICE);
    const looked = await withDescriptions(slice, { scans, prompt });
    const found = looked.filter(({ source }) => source === prompt);
    waiting.push(...looked.filter(({ source }) => source !== prompt));
    if (found.length === 0) continue;
    await checkTurn();
    await knowledge.upsert(
      CAPABILITIES,
      found.map((capability) => indexEntryOf(capability)),
    );
  }
  return waiting;
}

const NO_SCHEMA = 'The cluster publishes no schema of it any more.';

/**
 * What is asked of each kind, a document at a time, in the documents' order. A document that lost a kind
 * since it was profiled is not what was noted as read: the next scan profiles it as it is then.
 */
async function itemsOf(
  { cluster, scans, logger, descriptionPrompt: prompt }: WatchedDependencies,
  work: {
    readonly context: ActivityContext;
    readonly clusterId: string;
    readonly documents: readonly PlannedDocument[];
    readonly isAnew: boolean;
  },
): Promise<readonly BatchItem[]> {
  const { context, clusterId, documents, isAnew } = work;
  const byDocument = new Map<string, readonly BatchItem[]>();
  const changed: string[] = [];

  async function read({ name, document, kinds }: PlannedDocument): Promise<void> {
    context.signal.throwIfAborted();
    try {
      const sources = document ? await cluster.profileSources(document) : [];
      const at = context.now();
      const items = kinds.map((served) => {
        const source = sources.find(({ kind }) => isSameKind(kind, served.kind));
        return source
          ? batchItem({ source, served }, { clusterId, at, prompt, isAnew })
          : unreadItem(served, { clusterId, problem: NO_SCHEMA });
      });
      byDocument.set(name, items);
      if (items.some(({ problem }) => problem === NO_SCHEMA)) changed.push(name);
    } catch (failure) {
      if (context.signal.aborted || !(failure instanceof Failure)) throw failure;
      logger.warn('a schema document could not be read', { document: name, failure });
      byDocument.set(
        name,
        kinds.map((served) => unreadItem(served, { clusterId, problem: failure.message })),
      );
    }
  }

  await workedOff(documents, IN_FLIGHT, read);
  if (changed.length > 0) {
    await context.checkTurn();
    await scans.removeDocuments(clusterId, changed);
  }
  return documents.flatMap(({ name }) => byDocument.get(name) ?? []);
}

function unreadItem(
  { kind }: ServedKind,
  { clusterId, problem }: { readonly clusterId: string; readonly problem: string },
): BatchItem {
  return {
    capabilityId: capabilityId(clusterId, kind),
    key: descriptionKey({ kind, schemaHash: '' }, ''),
    name: resourceNameOf(kind),
    schemaHash: '',
    problem,
  };
}

function groupOfItem({ name }: BatchItem): string {
  return name.includes('.') ? name.slice(name.indexOf('.') + 1) : '';
}
