import { z } from 'zod';
import type { Session } from '../../chat/session.ts';
import { Failure } from '../../domain/failure.ts';
import { CAPABILITIES } from '../../domain/knowledge/document.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { ScanStore } from '../../ports/scan-store.ts';
import type {
  CapabilityRemoval,
  RemovalEffect,
  RemovalEvent,
} from '../../workflows/removal/state.ts';
import type { Activity, ActivityContext } from '../activity.ts';

export interface RemovalDependencies {
  readonly knowledge: Pick<KnowledgeIndex, 'list' | 'get' | 'remove'>;
  readonly scans: Pick<ScanStore, 'documents' | 'removeDocuments'>;
  /**
   * From now on until that session ends no scan begins, and nothing else is forgotten. Returns the
   * session that scans or forgets just now, where there is one.
   */
  readonly hold: (sessionId: string) => Promise<Session | undefined>;
}

type Effect = Extract<RemovalEffect, { type: 'remove-capabilities' }>;

const PAGE = 500;

const Entry = z.object({ id: z.string() });

/** Forgetting one resource type takes a moment, thousands of them some seconds. */
const OTHER_ENDS_MS = 3_000;

/**
 * Forgets capabilities, and first which documents they were read from: however far this comes, the next
 * scan reads those again. A repeat finds less to do. No scan begins meanwhile: what it wrote would be
 * removed, and its documents would count as read.
 */
export function createRemoveCapabilities(
  dependencies: RemovalDependencies,
): Activity<Effect, RemovalEvent> {
  return async ({ target }, context) => {
    const other = await dependencies.hold(context.session.id);
    if (other?.workflow === 'scan') {
      return { type: 'removal-hindered', at: context.now(), reason: SCAN_RUNS };
    }
    if (other) throw new Failure('unavailable', OTHER_REMOVAL, { retryAfterMs: OTHER_ENDS_MS });
    const removed = await remove(dependencies, target, context);
    const isRepeat = context.attempt > 0;
    return { type: 'capabilities-removed', at: context.now(), removed, isRepeat };
  };
}

const SCAN_RUNS =
  'A scan began meanwhile and would describe it all anew. Ask again when it is done, or cancel it first.';

const OTHER_REMOVAL = 'Other capabilities are being deleted. Try again in a moment.';

async function remove(
  dependencies: RemovalDependencies,
  target: CapabilityRemoval,
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
