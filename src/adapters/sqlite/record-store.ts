import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Commit, OutboxChange, RecordStore } from '../../ports/record-store.ts';
import { createAuditTable } from './audit-table.ts';
import type { Database } from './database.ts';
import { createInboxTable } from './inbox-table.ts';
import type { Lease } from './lease.ts';
import { createOutboxTable } from './outbox-table.ts';
import { createSessionTable } from './session-table.ts';
import { createSharedWrites } from './shared-writes.ts';

/**
 * How long finished inbound events and settled effects are remembered. Slack repeats an event for
 * minutes and, after an outage of its own, for hours: a day is the least that is safe.
 */
const REMEMBERED_MS = 48 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;

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
  const prune = createPruning({ tables, clock });

  const shared = createSharedWrites(database);

  function write<Result>(work: () => Result): Promise<Result> {
    return shared.write(() => {
      lease.check();
      return work();
    });
  }

  return {
    checkOwner: () => lease.check(),
    async receive(event) {
      const isNew = await write(() => {
        prune();
        return inbox.add(event, now());
      });
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
    unfinishedEffects: async () => outbox.unfinished(),
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

/** Forgets, at most once an hour, what is older than anybody repeats. */
function createPruning({ tables, clock }: { tables: Tables; clock: Clock }): () => void {
  let prunedAtMs = 0;
  return () => {
    const nowMs = clock.now().getTime();
    if (nowMs - prunedAtMs < PRUNE_EVERY_MS) return;
    const time = new Date(nowMs - REMEMBERED_MS).toISOString();
    tables.inbox.prune(time);
    tables.outbox.prune(time);
    prunedAtMs = nowMs;
  };
}
