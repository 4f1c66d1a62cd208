import { Failure } from '../../domain/failure.ts';
import type { Commit, OutboxChange, StoredEffect } from '../../ports/record-store.ts';
import { createAuditTable } from './audit-table.ts';
import type { Database } from './database.ts';
import { createInboxTable } from './inbox-table.ts';
import { createOutboxTable, type Settled } from './outbox-table.ts';
import type { Readable } from './record-store-readable.ts';
import { createSessionTable } from './session-table.ts';

export type Tables = ReturnType<typeof tablesOf>;

export function tablesOf(database: Database, readable: Readable) {
  return {
    sessions: createSessionTable(database),
    inbox: createInboxTable(database, readable),
    outbox: createOutboxTable(database, readable),
    trail: createAuditTable(database),
  };
}

/** Within one transaction. Throws `Failure('conflict')`: nothing of it may stay then. */
export function applyCommit(step: { tables: Tables; commit: Commit; at: string }): OutboxChange {
  const { tables, commit, at } = step;
  const { inboundId, effectId } = commit.finishes;
  if (commit.session) tables.sessions.save(commit.session);
  const done = effectId === undefined ? undefined : tables.outbox.finish(effectId);
  const isFirst =
    (inboundId === undefined || tables.inbox.finish(inboundId, commit.reply)) &&
    (effectId === undefined || done !== undefined);
  if (!isFirst) throw new Failure('conflict', 'That was taken care of already.');
  const streamId = commit.session?.record.id;
  const cancelled =
    streamId === undefined
      ? []
      : commit.cancels.flatMap((key) => tables.outbox.cancel({ streamId, key }));
  for (const note of commit.audit) tables.trail.append(note);
  const added = commit.effects.map((effect) => tables.outbox.add(effect, at));
  const freed = lanesOf([...(done ? [done] : []), ...cancelled]);
  return {
    runnable: runnableOf({ outbox: tables.outbox, added, freed }),
    cancelledIds: cancelled.map(({ id }) => id),
  };
}

/** What the end of the effect made runnable. */
export function finishEffect(outbox: Tables['outbox'], id: string): readonly StoredEffect[] {
  const settled = outbox.finish(id);
  return settled ? outbox.heads(lanesOf([settled])) : [];
}

function lanesOf(settled: readonly Settled[]): readonly string[] {
  return [...new Set(settled.flatMap(({ lane }) => lane ?? []))];
}

/** What a write made runnable: of lanes that were taken, only what follows the one that left. */
function runnableOf(change: {
  readonly outbox: Tables['outbox'];
  readonly added: readonly StoredEffect[];
  readonly freed: readonly string[];
}): readonly StoredEffect[] {
  const { outbox, added, freed } = change;
  const lanes = new Set([...freed, ...added.flatMap(({ lane }) => lane ?? [])]);
  const isNew = new Set(added.map(({ id }) => id));
  const heads = outbox
    .heads([...lanes])
    .filter(({ id, lane }) => isNew.has(id) || (lane !== undefined && freed.includes(lane)));
  return [...added.filter(({ lane }) => lane === undefined), ...heads].sort(
    (one, other) => one.sequence - other.sequence,
  );
}
