import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import { isSameKind } from '../../domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import { profile, type ProfileSource } from '../../domain/knowledge/profile.ts';
import type {
  ScanCounts,
  ScanEffectOf,
  ScanEvent,
  ScanEventOf,
  ScanFailure,
} from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { batchItem, type BatchItem } from './described-batch.ts';
import { isDescribable, isDescribing, withDescriptions } from './descriptions.ts';
import type { WatchedDependencies } from './index-watch.ts';
import { outlineText } from './outline-text.ts';
import { documentsReadBefore } from './read-before.ts';
import { planScan, type PlannedDocument, type ScanPlan } from './scan-plan.ts';
import { countsOf } from './scan-tally.ts';
import { workedOff } from './worked-off.ts';

/** Documents being read at one time: one is parsed while the next is fetched. */
const IN_FLIGHT = 3;

/** Kinds described or stored in one go: the thread is given back in between. */
const SLICE = 25;

interface FailedDocument {
  readonly planned: PlannedDocument;
  readonly failure: unknown;
}

/**
 * Describes the kinds of every document that changed or that the index lacks, by code, or by what a
 * model said of the same schema before. Each document is stored as soon as it is read, so what a restart
 * or a cancel cuts off is not read again. A document that fails is tried once more at the end; its kinds
 * keep what was known of them. Throws only when nothing at all can be read or was read before, or the
 * index does not answer.
 */
export function createProfileKinds(
  dependencies: WatchedDependencies,
): Activity<ScanEffectOf<'profile-kinds'>, ScanEventOf<'kinds-profiled'>> {
  return async ({ names }, context) => {
    const plan = await planScan(dependencies, names);
    // What is named is read in any case.
    const readBefore = names ? new Set<never>() : await documentsReadBefore(dependencies, plan);
    const atFirst = countsOf(plan, readBefore);
    const isAnew = names !== undefined;
    const changed = plan.documents.filter((document) => !readBefore.has(document));
    const reading = createReading({ dependencies, context, plan, atFirst, isAnew });
    if (readBefore.size > 0) reading.report({});
    const failedOnce = await reading.read(changed);
    const failed = await reading.read(failedOnce.map(({ planned }) => planned));
    const [first] = failed;
    if (first && failed.length === plan.documents.length && first.failure instanceof Failure) {
      throw first.failure;
    }
    const failures = [...plan.failures, ...failed.map((document) => shown(document))];
    const counts = reading.counts();
    const { described, unchanged } = counts;
    dependencies.logger.info('kinds profiled', { described, unchanged, failed: failed.length });
    const items = await reading.storedItems();
    return { type: 'kinds-profiled', at: context.now(), counts, failures, ...items };
  };
}

interface ReadingParts {
  readonly dependencies: WatchedDependencies;
  readonly context: ActivityContext;
  readonly plan: ScanPlan;
  readonly atFirst: ScanCounts;
  /** What was named is described anew. */
  readonly isAnew: boolean;
}

function createReading(parts: ReadingParts) {
  const { dependencies, context, atFirst } = parts;
  let counts = atFirst;
  const itemsByDocument = new Map<string, string>();

  function report(change: Partial<ScanCounts>): void {
    counts = { ...counts, ...change };
    const event: ScanEvent = { type: 'scan-progressed', at: context.now(), counts };
    context.progress(event);
  }

  async function readOne(planned: PlannedDocument): Promise<FailedDocument | undefined> {
    try {
      const items = await describeDocument(parts, planned);
      if (items.length > 0) {
        const stored = await dependencies.artifacts.put(JSON.stringify({ items }));
        itemsByDocument.set(planned.name, stored);
      }
    } catch (failure) {
      if (context.signal.aborted || dependencies.isIndexAway()) throw failure;
      // A turn that was lost is no fault of the document.
      await context.checkTurn();
      const fields = { document: planned.name, failure };
      dependencies.logger.warn('a schema document could not be read', fields);
      report({ failures: counts.failures + 1 });
      return { planned, failure };
    }
    report({
      documents: counts.documents + 1,
      described: counts.described + planned.kinds.length,
    });
    return undefined;
  }

  return {
    report,
    counts: () => counts,
    /** The artifact of what is to be asked, where a model is. */
    async storedItems(): Promise<{ readonly items?: string }> {
      if (itemsByDocument.size === 0) return {};
      const byDocument = Object.fromEntries(itemsByDocument);
      return { items: await dependencies.artifacts.put(JSON.stringify(byDocument)) };
    },
    async read(documents: readonly PlannedDocument[]): Promise<readonly FailedDocument[]> {
      counts = { ...counts, failures: atFirst.failures };
      const failed: FailedDocument[] = [];
      await workedOff(documents, IN_FLIGHT, async (planned) => {
        context.signal.throwIfAborted();
        const failure = await readOne(planned);
        if (failure) failed.push(failure);
      });
      return failed;
    },
  };
}

/**
 * The kinds first, the note that the document was read last: cut off between, it is read again. Returns
 * what is to be asked of those that no model described by their present schema: made here, while the schema
 * is at hand, so that planning need not read it again.
 */
async function describeDocument(
  { dependencies, context, plan, isAnew }: ReadingParts,
  { name, document, kinds, fingerprint, isWhole }: PlannedDocument,
): Promise<readonly BatchItem[]> {
  const { cluster, knowledge, model, scans, descriptionPrompt: prompt } = dependencies;
  const sources = document ? await cluster.profileSources(document) : [];
  const clusterId = plan.cluster.id;
  const items: BatchItem[] = [];
  for (let from = 0; from < kinds.length; from += SLICE) {
    await setImmediate();
    context.signal.throwIfAborted();
    const profiled = kinds.slice(from, from + SLICE).map((served) => {
      const source = sources.find(({ kind }) => isSameKind(kind, served.kind));
      const profileContext = { clusterId, scannedAt: context.now() };
      return profile(source ?? withoutSchema(served), served, profileContext);
    });
    const capabilities = await withDescriptions(profiled, { scans, prompt });
    if (isDescribing(model)) {
      items.push(
        ...profiled.flatMap((made, index) => {
          const isToAsk = isDescribable(made) && (isAnew || capabilities[index]?.source !== prompt);
          const source = sources.find(({ kind }) => isSameKind(kind, made.kind));
          return isToAsk && source ? [batchItem(made, source, { prompt, isAnew })] : [];
        }),
      );
    }
    await context.checkTurn();
    await knowledge.upsert(
      CAPABILITIES,
      capabilities.map((capability) => indexEntryOf(capability)),
    );
  }
  if (isWhole) {
    const outline = await dependencies.artifacts.put(outlineText(sources));
    // Noted after a removal took its kinds, it would not be read again.
    await context.checkTurn();
    await scans.saveDocuments([{ clusterId, name, fingerprint, outline }]);
  }
  return items;
}

function withoutSchema({ kind }: Pick<ProfileSource, 'kind'>): ProfileSource {
  return { kind, schemaHash: '', description: '', fields: [] };
}

function shown({ planned, failure }: FailedDocument): ScanFailure {
  const reason =
    failure instanceof Failure ? failure.message : 'Its schema could not be understood.';
  return { document: planned.name, reason };
}
