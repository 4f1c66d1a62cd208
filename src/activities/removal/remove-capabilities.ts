import { z } from 'zod';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import type { ScanStore } from '../../ports/scan-store.ts';
import type { RemovalEffect, RemovalEvent, RemovalTarget } from '../../workflows/removal/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';

export interface RemovalDependencies {
  readonly knowledge: Pick<KnowledgeIndex, 'list' | 'get' | 'remove'>;
  readonly scans: Pick<ScanStore, 'documents' | 'removeDocuments'>;
  readonly store: Pick<RecordStore, 'sessions'>;
}

type Effect = Extract<RemovalEffect, { type: 'remove-capabilities' }>;

const PAGE = 500;

const Entry = z.object({ id: z.string() });

/**
 * Forgets capabilities, and first which documents they were read from: however far this comes, the next
 * scan reads those again. A repeat finds less to do.
 */
export function createRemoveCapabilities(
  dependencies: RemovalDependencies,
): Activity<Effect, RemovalEvent> {
  return async ({ target }, context) => {
    const [scan] = await dependencies.store.sessions({ workflow: 'scan', isOpen: true, limit: 1 });
    if (scan) return { type: 'removal-hindered', at: context.now(), reason: SCAN_RUNS };
    const removed = await remove(dependencies, target, context);
    const isRepeat = context.attempt > 0;
    return { type: 'capabilities-removed', at: context.now(), removed, isRepeat };
  };
}

const SCAN_RUNS =
  'A scan began meanwhile and would describe it all anew. Ask again when it is done, or cancel it first.';

async function remove(
  dependencies: RemovalDependencies,
  target: RemovalTarget,
  context: ActivityContext,
): Promise<number> {
  const { knowledge, scans } = dependencies;
  const { clusterId } = target;
  if (target.type === 'all') {
    const documents = await scans.documents(clusterId);
    await context.checkTurn();
    await scans.removeDocuments(
      clusterId,
      documents.map(({ name }) => name),
    );
    return removeAll(dependencies, clusterId, context);
  }
  const known = await knowledge.get(CAPABILITIES, target.capabilityId);
  await context.checkTurn();
  await scans.removeDocuments(clusterId, [target.document]);
  await knowledge.remove(CAPABILITIES, [target.capabilityId]);
  return known ? 1 : 0;
}

/** Page by page, always the first one: what was removed makes room for the next. */
async function removeAll(
  { knowledge }: Pick<RemovalDependencies, 'knowledge'>,
  clusterId: string,
  { checkTurn, signal }: ActivityContext,
): Promise<number> {
  let removed = 0;
  for (;;) {
    signal.throwIfAborted();
    const { payloads } = await knowledge.list(CAPABILITIES, { clusterId, offset: 0, limit: PAGE });
    const ids = payloads.map((payload) => Entry.parse(payload).id);
    if (ids.length === 0) return removed;
    await checkTurn();
    await knowledge.remove(CAPABILITIES, ids);
    removed += ids.length;
  }
}
