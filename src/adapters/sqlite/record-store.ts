import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Commit, OutboxChange, RecordStore } from '../../ports/record-store.ts';
import { createAuditTable } from './audit-table.ts';
import type { Database } from './database.ts';
import { createInboxTable } from './inbox-table.ts';
import type { Lease } from './lease.ts';
import { createOutboxTable } from './outbox-table.ts';
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
  const now = () => clock.now().toISOString();
  const shared = createSharedWrites(database);
  const sweep = createSweeping(createRetention(database, { write }), clock);

  function write<Result>(work: () => Result): Promise<Result> {
    return shared.write(() => {
      lease.check();
      return work();
    });
  }

  return {
    checkOwner: () => lease.check(),
    async receive(event) {
      const isNew = await write(() => inbox.add(event, now()));
      sweep();
      if (isNew) return { status: 'new' };
      const reply = inbox.replyTo(event.id);
      return { status: 'known', ...(reply && { reply }) };
    },
    unfinishedInbound: async () => inbox.unfinished(),
    async commit(commit) {
      const change = await write(() => apply({ tables, commit, at: now() }));
      for (const listener of listeners) listener(change);
    },
    session: async (id) => sessions.find(id),
    listeningSession: async (place) => sessions.listening(place),
    sessions: async (filter) => sessions.list(filter),
    unfinishedEffects: async (limit) => outbox.unfinished(limit),
    beginEffect: async (id) => ((await write(() => outbox.begin(id))) ? 'run' : 'done'),
    async finishEffect(id) {
      await write(() => outbox.finish(id));
    },
    onCommit(listener) {
      listeners.push(listener);
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
  const isFirst =
    (inboundId === undefined || tables.inbox.finish(inboundId, commit.reply)) &&
    (effectId === undefined || tables.outbox.finish(effectId));
  if (!isFirst) throw new Failure('conflict', 'That was taken care of already.');
  const streamId = commit.session?.record.id;
  const cancelledIds =
    streamId === undefined
      ? []
      : commit.cancels.flatMap((key) => tables.outbox.cancel({ streamId, key }));
  for (const note of commit.audit) tables.trail.append(note);
  return { added: commit.effects.map((effect) => tables.outbox.add(effect, at)), cancelledIds };
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
