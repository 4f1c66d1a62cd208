import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
  Commit,
  OutboxChange,
  RecordStore,
  SessionChange,
  StoredEffect,
} from '../../ports/record-store.ts';
import { createAuditTable } from './audit-table.ts';
import type { Database } from './database.ts';
import { createInboxTable } from './inbox-table.ts';
import type { Lease } from './lease.ts';
import { createOutboxTable, type Settled } from './outbox-table.ts';
import { createRetention, type Retention } from './retention.ts';
import { createSessionTable } from './session-table.ts';
import { createSharedWrites } from './shared-writes.ts';

const SWEEP_EVERY_MS = 3_600_000;

export interface SqliteRecordStoreOptions {
  readonly database: Database;
  /** Checked in every write. */
  readonly lease: Pick<Lease, 'check'>;
  readonly clock: Clock;
}

/** Sessions, inbox, outbox and audit in one file: one commit, one transaction. */
export function createSqliteRecordStore(options: SqliteRecordStoreOptions): RecordStore {
  const { database, lease, clock } = options;
  const tables = tablesOf(database);
  const { sessions, inbox, outbox, trail } = tables;
  const listeners: ((change: OutboxChange) => void)[] = [];
  const watchers: ((change: SessionChange) => void)[] = [];
  const now = () => clock.now().toISOString();
  const shared = createSharedWrites(database);
  const sweep = createSweeping(createRetention(database, { write }), clock);

  function write<Result>(work: () => Result): Promise<Result> {
    return shared.write(() => {
      lease.check();
      return work();
    });
  }

  function tell(change: OutboxChange): void {
    if (change.runnable.length === 0 && change.cancelledIds.length === 0) return;
    for (const listener of listeners) listener(change);
  }

  return {
    async checkTurn(turn) {
      lease.check();
      if (outbox.isTurn(turn)) return;
      throw new Failure('unavailable', 'That was taken over, or called off, meanwhile.');
    },
    async receive(event) {
      const isNew = await write(() => inbox.add(event, now()));
      sweep();
      if (isNew) return { status: 'new' };
      const reply = inbox.replyTo(event.id);
      return { status: 'known', ...(reply && { reply }) };
    },
    unfinishedInbound: async (receivedBefore) => inbox.unfinished(receivedBefore),
    async commit(commit) {
      tell(await write(() => apply({ tables, commit, at: now() })));
      if (!commit.session) return;
      const { id: sessionId } = commit.session.record;
      for (const watcher of watchers)
        watcher({ sessionId, isProgress: commit.isProgress === true });
    },
    session: async (id) => sessions.find(id),
    listeningSession: async (place) => sessions.listening(place),
    sessions: async (filter) => sessions.list(filter),
    unfinishedEffects: async (limit) => outbox.unfinished(limit),
    runnableEffects: async (dueBefore) => outbox.runnable(dueBefore),
    async beginEffect(id) {
      const attempts = await write(() => outbox.begin(id));
      return attempts === undefined ? undefined : { effectId: id, attempts };
    },
    async finishEffect(id) {
      const runnable = await write(() => {
        const settled = outbox.finish(id);
        return settled ? outbox.heads(lanesOf([settled])) : [];
      });
      tell({ runnable, cancelledIds: [] });
    },
    onOutboxChange(listener) {
      listeners.push(listener);
    },
    onSessionChange(listener) {
      watchers.push(listener);
    },
    audit: () => trail.read(),
  };
}

type Tables = ReturnType<typeof tablesOf>;

function tablesOf(database: Database) {
  return {
    sessions: createSessionTable(database),
    inbox: createInboxTable(database),
    outbox: createOutboxTable(database),
    trail: createAuditTable(database),
  };
}

function apply(step: { tables: Tables; commit: Commit; at: string }): OutboxChange {
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

/** Lets the file forget, at most once an hour. What cannot be forgotten now is later. */
function createSweeping(retention: Retention, clock: Clock): () => void {
  let sweptAtMs = 0;
  return () => {
    const nowMs = clock.now().getTime();
    if (nowMs - sweptAtMs < SWEEP_EVERY_MS) return;
    sweptAtMs = nowMs;
    void retention.sweep(nowMs).catch(() => undefined);
  };
}
