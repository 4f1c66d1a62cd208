import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { OutboxChange, RecordStore, SessionChange } from '../../ports/record-store.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import { applyCommit, finishEffect, tablesOf } from './record-store-commit.ts';
import { createReadable } from './record-store-readable.ts';
import { createRetention, type Retention } from './retention.ts';
import { createSharedWrites, type SharedWrites } from './shared-writes.ts';

const SWEEP_EVERY_MS = 3_600_000;

export interface SqliteRecordStoreOptions {
  readonly database: Database;
  /** Checked in every write. */
  readonly lease: Pick<Lease, 'check'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  /** Of the other tables of that file, so that all wait for the disk together. Default: its own. */
  readonly shared?: SharedWrites;
}

/** Sessions, inbox, outbox and audit in one file: one commit, one transaction. */
export function createSqliteRecordStore(options: SqliteRecordStoreOptions): RecordStore {
  const { database, lease, clock, logger } = options;
  const tables = tablesOf(database, createReadable(logger));
  const { sessions, inbox, outbox, trail } = tables;
  const write = createGuardedWrites(options);
  const sweep = createSweeping(createRetention(database, { write }), clock);
  const listeners = createListeners();
  const now = () => clock.now().toISOString();

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
    unfinishedInbound: async (forMs) => inbox.unfinished(receivedBefore(clock, forMs)),
    unfinishedAhead: async (event) => inbox.ahead(event),
    async commit(commit) {
      const change = await write(() => applyCommit({ tables, commit, at: now() }));
      listeners.outboxChanged(change);
      if (!commit.session) return;
      const { id: sessionId } = commit.session.record;
      listeners.sessionChanged({ sessionId, isProgress: commit.isProgress === true });
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
      const runnable = await write(() => finishEffect(outbox, id));
      listeners.outboxChanged({ runnable, cancelledIds: [] });
    },
    onOutboxChange: (listener) => listeners.onOutboxChange(listener),
    onSessionChange: (listener) => listeners.onSessionChange(listener),
    audit: () => trail.read(),
  };
}

function receivedBefore(clock: Clock, forMs: number | undefined): string | undefined {
  return forMs === undefined ? undefined : new Date(clock.now().getTime() - forMs).toISOString();
}

/** Writes that only the owner of the file may do. */
function createGuardedWrites({
  database,
  lease,
  shared = createSharedWrites(database),
}: SqliteRecordStoreOptions) {
  return <Result>(work: () => Result): Promise<Result> =>
    shared.write(() => {
      lease.check();
      return work();
    });
}

function createListeners() {
  const ofOutbox: ((change: OutboxChange) => void)[] = [];
  const ofSessions: ((change: SessionChange) => void)[] = [];
  return {
    onOutboxChange(listener: (change: OutboxChange) => void): void {
      ofOutbox.push(listener);
    },
    onSessionChange(listener: (change: SessionChange) => void): void {
      ofSessions.push(listener);
    },
    outboxChanged(change: OutboxChange): void {
      if (change.runnable.length === 0 && change.cancelledIds.length === 0) return;
      for (const listener of ofOutbox) listener(change);
    },
    sessionChanged(change: SessionChange): void {
      for (const listener of ofSessions) listener(change);
    },
  };
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
