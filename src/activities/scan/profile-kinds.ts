import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import { isSameKind } from '../../domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import { profile, type ProfileSource } from '../../domain/knowledge/profile.ts';
import type { IndexEntry } from '../../ports/knowledge-index.ts';
import type { ScanCounts, ScanEffect, ScanEvent, ScanFailure } from '../../workflows/scan/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import type { ScanDependencies } from './dependencies.ts';
import {
  planScan,
  SCAN_DOCUMENTS,
  scannedEntry,
  type PlannedDocument,
  type ScanPlan,
} from './scan-plan.ts';
import { countsOf } from './scan-tally.ts';

/** Documents being read at one time: one is parsed while the next is fetched. */
const IN_FLIGHT = 3;

/** Kinds described or stored in one go: the thread is given back in between. */
const SLICE = 25;

interface FailedDocument {
  readonly planned: PlannedDocument;
  readonly failure: unknown;
}

/**
 * Describes the kinds of every document that changed. Each document is stored as soon as it is read,
 * so what a restart or a cancel cuts off is not read again. A document that fails is tried once more
 * at the end; its kinds keep what was known of them. Throws only when nothing at all could be read.
 */
export function createProfileKinds(
  dependencies: ScanDependencies,
): Activity<
  Extract<ScanEffect, { type: 'profile-kinds' }>,
  Extract<ScanEvent, { type: 'kinds-profiled' }>
> {
  return async (_effect, context) => {
    const plan = await planScan(dependencies);
    const changed = plan.documents.filter(({ isUnchanged }) => !isUnchanged);
    const reading = createReading({ dependencies, context, plan });
    const failedOnce = await reading.read(changed);
    const failed = await reading.read(failedOnce.map(({ planned }) => planned));
    const [first] = failed;
    if (first && failed.length === changed.length && first.failure instanceof Failure) {
      throw first.failure;
    }
    const failures = failed.map((document) => shown(document));
    return {
      type: 'kinds-profiled',
      at: context.now(),
      counts: reading.counts(),
      failures,
    };
  };
}

function createReading(parts: {
  readonly dependencies: ScanDependencies;
  readonly context: ActivityContext;
  readonly plan: ScanPlan;
}) {
  const { dependencies, context, plan } = parts;
  let counts = countsOf(plan);

  function report(change: Partial<ScanCounts>): void {
    counts = { ...counts, ...change };
    const event: ScanEvent = { type: 'scan-progressed', at: context.now(), counts };
    context.progress(event);
  }

  async function readOne(planned: PlannedDocument): Promise<FailedDocument | undefined> {
    try {
      await describeDocument(parts, planned);
    } catch (failure) {
      if (context.signal.aborted) throw failure;
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
    counts: () => counts,
    async read(documents: readonly PlannedDocument[]): Promise<readonly FailedDocument[]> {
      counts = { ...counts, failures: 0 };
      const waiting = documents.values();
      const failed: FailedDocument[] = [];
      async function work(): Promise<void> {
        for (const planned of waiting) {
          context.signal.throwIfAborted();
          const failure = await readOne(planned);
          if (failure) failed.push(failure);
        }
      }
      await Promise.all(Array.from({ length: IN_FLIGHT }, work));
      return failed;
    },
  };
}

/** The kinds first, the note that the document was read last: cut off between, it is read again. */
async function describeDocument(
  { dependencies, context, plan }: Parameters<typeof createReading>[0],
  { name, document, kinds, fingerprint }: PlannedDocument,
): Promise<void> {
  const { cluster, knowledge } = dependencies;
  const sources = document ? await cluster.profileSources(document) : [];
  const clusterId = plan.cluster.id;
  for (let from = 0; from < kinds.length; from += SLICE) {
    await setImmediate();
    context.signal.throwIfAborted();
    const entries = kinds.slice(from, from + SLICE).map((served): IndexEntry => {
      const source = sources.find(({ kind }) => isSameKind(kind, served.kind));
      const profileContext = { clusterId, scannedAt: context.now() };
      return indexEntryOf(profile(source ?? withoutSchema(served), served, profileContext));
    });
    await knowledge.upsert(CAPABILITIES, entries);
  }
  await knowledge.upsert(SCAN_DOCUMENTS, [scannedEntry({ clusterId, name, fingerprint })]);
}

function withoutSchema({ kind }: Pick<ProfileSource, 'kind'>): ProfileSource {
  return { kind, schemaHash: '', description: '', fields: [] };
}

function shown({ planned, failure }: FailedDocument): ScanFailure {
  const reason =
    failure instanceof Failure ? failure.message : 'Its schema could not be understood.';
  return { document: planned.name, reason };
}
