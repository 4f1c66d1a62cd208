import { randomUUID } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { OutboxChange, RecordStore } from '../../ports/record-store.ts';
import { createAuditChain, readAudit } from './audit.ts';
import { asFailure } from './connection-failure.ts';
import type { RedisConnection } from './connection.ts';
import { createInbox } from './inbox.ts';
import { createEffectReader, createOutbox } from './outbox.ts';
import { sendCommit, sessionChangeOf } from './record-store-commit.ts';
import { createReadable } from './record-store-readable.ts';
import { createRecordScripts } from './scripts.ts';
import { createSessionChanges } from './sessions-changes.ts';
import { createSessions, sessionOf } from './sessions.ts';

export interface RedisRecordStoreOptions {
  readonly connection: RedisConnection;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What the keys begin with: two stores with different ones know nothing of each other. */
  readonly prefix?: string;
}

/**
 * Sessions, inbox, outbox and audit in one Redis, for any number of processes: one commit, one script.
 *
 * A write whose answer was lost throws `Failure('unavailable')` and may have happened. It is not sent
 * again: whoever decides again finds the version raised or the cause finished, and nothing is done twice.
 */
export function createRedisRecordStore(options: RedisRecordStoreOptions): RecordStore {
  const { connection, clock, prefix = 'dotai:' } = options;
  const { client } = connection;
  const scripts = createRecordScripts(client);
  const readable = createReadable(options.logger);
  const effectsOf = createEffectReader(readable);
  const inbox = createInbox({ client, prefix, scripts, readable });
  const outbox = createOutbox({ client, prefix, scripts, effectsOf });
  const sessions = createSessions({ prefix, scripts });
  const changes = changesOf(options, prefix);
  const parts = { prefix, scripts, effectsOf, changes, chain: createAuditChain() };
  const listeners: ((change: OutboxChange) => void)[] = [];

  function tell(change: OutboxChange): void {
    if (change.runnable.length === 0 && change.cancelledIds.length === 0) return;
    for (const listener of listeners) listener(change);
  }

  return {
    async checkTurn(turn) {
      if (await outbox.isTurn(turn)) return;
      throw new Failure('unavailable', 'That was taken over, or called off, meanwhile.');
    },
    receive: async (event) => inbox.receive(event),
    unfinishedInbound: async (forMs) => inbox.unfinished(forMs),
    unfinishedAhead: async (event) => inbox.ahead(event),
    async commit(commit) {
      tell(await sendCommit(commit, { ...parts, nowMs: clock.now().getTime() }));
      if (commit.session) changes.tell(sessionChangeOf(commit.session, commit));
    },
    async session(id) {
      const record = await asFailure(client.hget(`${prefix}session:${id}`, 'record'));
      return record === null ? undefined : sessionOf(record);
    },
    listeningSession: async (place) => sessions.listening(place),
    sessions: async (filter) => sessions.list(filter),
    unfinishedEffects: async (limit) => outbox.unfinished(limit),
    runnableEffects: async (dueBefore) => outbox.runnable(dueBefore),
    async beginEffect(id) {
      const attempts = await outbox.begin(id);
      return attempts === undefined ? undefined : { effectId: id, attempts };
    },
    async finishEffect(id) {
      tell({ runnable: await outbox.finish(id), cancelledIds: [] });
    },
    onOutboxChange(listener) {
      listeners.push(listener);
    },
    onSessionChange: (listener) => changes.listen(listener),
    audit: () => readAudit({ client, prefix }),
  };
}

/** Channels belong to the whole server, not to one of its numbered databases. */
function changesOf({ connection, logger }: RedisRecordStoreOptions, prefix: string) {
  const database = connection.client.options.db ?? 0;
  const channel = `${prefix}${database}:session-changes`;
  return createSessionChanges({ connection, channel, from: randomUUID(), logger });
}
