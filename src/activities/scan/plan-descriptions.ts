import { Failure } from '../../domain/failure.ts';
import { capabilityId, isSameKind, resourceNameOf } from '../../domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import { profile } from '../../domain/knowledge/profile.ts';
import type { ServedKind } from '../../ports/cluster.ts';
import { BATCH_MAX } from '../../prompts/describe-capabilities.ts';
import type { ScanEffectOf, ScanEventOf } from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import {
  BatchInput,
  batchItem,
  type BatchItem,
  ItemsByDocument,
  packed,
} from './described-batch.ts';
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
 * Otherwise it is what profiling made; a schema document that was profiled by an earlier try or scan
 * is read once more.
 */
export function createPlanDescriptions(
  dependencies: WatchedDependencies,
): Activity<ScanEffectOf<'plan-descriptions'>, ScanEventOf<'descriptions-planned'>> {
  return async ({ names, items: made }, context) => {
    const { cluster, artifacts } = dependencies;
    const { id: clusterId } = await cluster.identity();
    const waiting = names
      ? await describable(dependencies, clusterId)
      : await undescribed(dependencies, context, clusterId);
    if (waiting.size === 0) {
      return { type: 'descriptions-planned', at: context.now(), batches: 0, kinds: 0 };
    }
    const plan = await planScan(dependencies, names);
    const planned = plannedKinds(plan).filter(({ kind }) =>
      waiting.has(capabilityId(clusterId, kind)),
    );
    const asked = new Set(planned);
    const documents = plan.documents.flatMap((document): PlannedDocument[] => {
      const kinds = document.kinds.filter((served) => asked.has(served));
      return kinds.length > 0 ? [{ ...document, kinds }] : [];
    });
    const isAnew = names !== undefined;
    const stored = made === undefined ? {} : await storedItems(dependencies, made);
    const items = await itemsOf(dependencies, { context, clusterId, documents, isAnew, stored });
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

/** Ids of what a model can describe. */
async function describable(
  { knowledge }: WatchedDependencies,
  clusterId: string,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const page of knownCapabilities(knowledge, clusterId)) {
    for (const one of page) if (isDescribable(one)) ids.add(one.id);
  }
  return ids;
}

/**
 * Ids of what a model has yet to describe. Descriptions that are known and were not applied yet, as after
 * a crash, are applied here.
 */
async function undescribed(
  dependencies: WatchedDependencies,
  { checkTurn, signal }: ActivityContext,
  clusterId: string,
): Promise<ReadonlySet<string>> {
  const { knowledge, scans, descriptionPrompt: prompt } = dependencies;
  const waiting = new Set<string>();
  // What is applied keeps its name and its id, so the pages to come stay as they are.
  for await (const page of knownCapabilities(knowledge, clusterId)) {
    const candidates = page.filter((one) => isDescribable(one) && one.source !== prompt);
    for (let from = 0; from < candidates.length; from += SLICE) {
      signal.throwIfAborted();
      const slice = candidates.slice(from, from + SLICE);
      const looked = await withDescriptions(slice, { scans, prompt });
      const found = looked.filter(({ source }) => source === prompt);
      for (const { id, source } of looked) if (source !== prompt) waiting.add(id);
      if (found.length === 0) continue;
      await checkTurn();
      await knowledge.upsert(
        CAPABILITIES,
        found.map((capability) => indexEntryOf(capability)),
      );
    }
  }
  return waiting;
}

const NO_SCHEMA = 'The cluster publishes no schema of it any more.';

/**
 * What is asked of each kind, a document at a time, in the documents' order. A document that lost a kind
 * since it was profiled is not what was noted as read: the next scan profiles it as it is then.
 */
async function itemsOf(
  { artifacts, cluster, scans, logger, descriptionPrompt: prompt }: WatchedDependencies,
  work: {
    readonly context: ActivityContext;
    readonly clusterId: string;
    readonly documents: readonly PlannedDocument[];
    readonly isAnew: boolean;
    /** Artifacts of what profiling made, by document. */
    readonly stored: Readonly<Record<string, string>>;
  },
): Promise<readonly BatchItem[]> {
  const { context, clusterId, documents, isAnew, stored } = work;
  const byDocument = new Map<string, readonly BatchItem[]>();
  const changed: string[] = [];
  const asked = { prompt, isAnew };

  async function read({ name, document, kinds }: PlannedDocument): Promise<void> {
    context.signal.throwIfAborted();
    const made = await madeBefore({ artifacts, clusterId }, stored[name], kinds);
    if (made) {
      byDocument.set(name, made);
      return;
    }
    try {
      const sources = document ? await cluster.profileSources(document) : [];
      const at = context.now();
      const items = kinds.map((served) => {
        const source = sources.find(({ kind }) => isSameKind(kind, served.kind));
        return source
          ? batchItem(profile(source, served, { clusterId, scannedAt: at }), source, asked)
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

async function storedItems(
  { artifacts }: WatchedDependencies,
  hash: string,
): Promise<Readonly<Record<string, string>>> {
  return ItemsByDocument.parse(JSON.parse(await artifacts.get(hash)));
}

/** What profiling made of these kinds; undefined where it did not make it of all of them. */
async function madeBefore(
  { artifacts, clusterId }: Pick<WatchedDependencies, 'artifacts'> & { readonly clusterId: string },
  hash: string | undefined,
  kinds: readonly ServedKind[],
): Promise<readonly BatchItem[] | undefined> {
  if (hash === undefined) return undefined;
  const { items } = BatchInput.parse(JSON.parse(await artifacts.get(hash)));
  const byId = new Map(items.map((item) => [item.capabilityId, item]));
  const found = kinds.flatMap(({ kind }) => byId.get(capabilityId(clusterId, kind)) ?? []);
  return found.length === kinds.length ? found : undefined;
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
