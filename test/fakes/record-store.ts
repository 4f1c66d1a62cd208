import { isSameActor, type Place } from '../../src/chat/actor.ts';
import type { Reply } from '../../src/chat/form.ts';
import { InboundEvent } from '../../src/chat/inbound.ts';
import type { Session } from '../../src/chat/session.ts';
import { auditHash, FIRST_PREVIOUS, type AuditEntry } from '../../src/domain/audit.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Logger } from '../../src/ports/logger.ts';
import {
  type Commit,
  EFFECT_POOLS,
  type OutboxChange,
  type RecordStore,
  type SessionChange,
  type SessionFilter,
  type StoredEffect,
} from '../../src/ports/record-store.ts';
import { createFakeLogger } from './logger.ts';

interface Received {
  readonly event: InboundEvent;
  /** ISO time at which it was received. */
  readonly at: string;
  isDone: boolean;
  reply: Reply | undefined;
}

interface Outgoing {
  effect: StoredEffect;
  state: 'waiting' | 'done' | 'cancelled';
}

/** Records in memory, by the rules of the port. */
export function createFakeRecordStore(
  now: () => string = () => new Date().toISOString(),
  logger: Pick<Logger, 'warn'> = createFakeLogger(),
): RecordStore {
  const sessions = new Map<string, Session>();
  const inbox = new Map<string, Received>();
  const outbox = new Map<string, Outgoing>();
  const trail: AuditEntry[] = [];
  const listeners: ((change: OutboxChange) => void)[] = [];
  const watchers: ((change: SessionChange) => void)[] = [];
  /** Those that were told to be runnable: each is told once. */
  const told = new Set<string>();
  const leftOut = new Set<string>();

  function refuse(commit: Commit): void {
    const { session, finishes } = commit;
    const { inboundId, effectId } = finishes;
    const isRefused =
      (session &&
        (session.expectedVersion !== (sessions.get(session.record.id)?.version ?? 0) ||
          rivals(session.record))) ||
      (inboundId !== undefined && inbox.get(inboundId)?.isDone !== false) ||
      (effectId !== undefined && outbox.get(effectId)?.state !== 'waiting');
    if (isRefused) throw new Failure('conflict', 'Somebody was faster.');
  }

  function rivals(record: Session): boolean {
    if (record.key === undefined || !record.isOpen) return false;
    return [...sessions.values()].some(
      ({ id, key, isOpen }) => isOpen && key === record.key && id !== record.id,
    );
  }

  function cancel(streamId: string, keys: readonly string[]): string[] {
    const cancelled = [...outbox.values()].filter(
      ({ effect, state }) =>
        state === 'waiting' &&
        effect.streamId === streamId &&
        effect.key !== undefined &&
        keys.includes(effect.key),
    );
    for (const row of cancelled) row.state = 'cancelled';
    return cancelled.map(({ effect }) => effect.id);
  }

  function note(entry: Commit['audit'][number]): void {
    const last = trail.at(-1);
    const next = { ...entry, sequence: trail.length + 1, previous: last?.hash ?? FIRST_PREVIOUS };
    trail.push({ ...next, hash: auditHash(next) });
  }

  /** What another version wrote is logged once, and left out. */
  function isReadable({ id, type }: { id: string; type: string }, isKnown: boolean): boolean {
    if (!isKnown && !leftOut.has(id)) {
      leftOut.add(id);
      logger.warn('cannot be read', { id, type });
    }
    return isKnown;
  }

  function readable(effect: StoredEffect): boolean {
    return isReadable(effect, EFFECT_POOLS.includes(effect.pool));
  }

  function runnable(): StoredEffect[] {
    return heads().filter(readable);
  }

  function heads(): StoredEffect[] {
    const taken = new Set<string>();
    return [...outbox.values()].flatMap(({ effect, state }) => {
      if (state !== 'waiting') return [];
      const { lane } = effect;
      if (lane === undefined) return [effect];
      if (taken.has(lane)) return [];
      taken.add(lane);
      return [effect];
    });
  }

  function tell(cancelledIds: readonly string[]): void {
    const news = runnable().filter(({ id }) => !told.has(id));
    for (const { id } of news) told.add(id);
    if (news.length === 0 && cancelledIds.length === 0) return;
    for (const listener of listeners) listener({ runnable: news, cancelledIds });
  }

  return {
    async checkTurn({ effectId, attempts }) {
      const row = outbox.get(effectId);
      if (row?.state === 'waiting' && row.effect.attempts === attempts + 1) return;
      throw new Failure('unavailable', 'Another process does that by now.');
    },
    async receive(event) {
      const known = inbox.get(event.id);
      if (known) return { status: 'known', ...(known.reply && { reply: known.reply }) };
      inbox.set(event.id, { event, at: now(), isDone: false, reply: undefined });
      return { status: 'new' };
    },
    async unfinishedInbound(forMs) {
      const receivedBefore =
        forMs === undefined ? undefined : new Date(Date.parse(now()) - forMs).toISOString();
      return [...inbox.values()]
        .filter(
          ({ isDone, at }) => !isDone && (receivedBefore === undefined || at < receivedBefore),
        )
        .map(({ event }) => event)
        .filter((event) => isReadable(event, InboundEvent.safeParse(event).success));
    },
    async unfinishedAhead(event) {
      const ids = [...inbox.values()]
        .filter((row) => !row.isDone && isSaidBeside(row.event, event))
        .filter((row) => isReadable(row.event, InboundEvent.safeParse(row.event).success))
        .map(({ event: { id } }) => id);
      return ids.includes(event.id) ? ids.slice(0, ids.indexOf(event.id)) : ids;
    },
    async commit(commit) {
      refuse(commit);
      const { session, finishes } = commit;
      if (session) sessions.set(session.record.id, structuredClone(session.record));
      const received = inbox.get(finishes.inboundId ?? '');
      if (received) Object.assign(received, { isDone: true, reply: commit.reply });
      const done = outbox.get(finishes.effectId ?? '');
      if (done) done.state = 'done';
      const cancelledIds = session ? cancel(session.record.id, commit.cancels) : [];
      const added = commit.effects.map((effect, index) => ({
        ...effect,
        sequence: outbox.size + 1 + index,
        attempts: 0,
      }));
      for (const effect of added) outbox.set(effect.id, { effect, state: 'waiting' });
      commit.audit.forEach(note);
      tell(cancelledIds);
      if (!session) return;
      const change = { sessionId: session.record.id, isProgress: commit.isProgress === true };
      for (const watcher of watchers) watcher(change);
    },
    session: async (id) => structuredClone(sessions.get(id)),
    listeningSession: async (place) =>
      newestFirst(sessions).find(
        (session) => session.isOpen && session.isListening && isSameThread(session.place, place),
      ),
    sessions: async (filter) =>
      (filter.isOldestFirst ? newestFirst(sessions).reverse() : newestFirst(sessions))
        .filter((session) => passes(session, filter))
        .slice(0, filter.limit),
    async unfinishedEffects(limit) {
      return [...outbox.values()]
        .filter(({ state }) => state === 'waiting')
        .slice(0, limit)
        .map(({ effect }) => effect)
        .filter(readable);
    },
    runnableEffects: async (dueBefore) =>
      runnable().filter(
        ({ notBefore }) =>
          dueBefore === undefined || notBefore === undefined || notBefore < dueBefore,
      ),
    async beginEffect(id) {
      const row = outbox.get(id);
      if (row?.state !== 'waiting') return undefined;
      const { attempts } = row.effect;
      row.effect = { ...row.effect, attempts: attempts + 1 };
      return { effectId: id, attempts };
    },
    async finishEffect(id) {
      const row = outbox.get(id);
      if (row?.state === 'waiting') row.state = 'done';
      tell([]);
    },
    onOutboxChange(listener) {
      listeners.push(listener);
    },
    onSessionChange(listener) {
      watchers.push(listener);
    },
    async *audit() {
      yield* trail;
    },
  };
}

/** By the same person in the same channel. */
function isSaidBeside(one: InboundEvent, other: InboundEvent): boolean {
  const channelOf = ({ place }: InboundEvent) =>
    JSON.stringify([place.platform, place.workspace, place.channel]);
  return isSameActor(one.actor, other.actor) && channelOf(one) === channelOf(other);
}

function newestFirst(sessions: ReadonlyMap<string, Session>): Session[] {
  return [...sessions.values()]
    .reverse()
    .sort((one, other) => other.openedAt.localeCompare(one.openedAt));
}

function isSameThread(one: Place, other: Place): boolean {
  return (
    other.thread !== undefined &&
    one.thread === other.thread &&
    one.channel === other.channel &&
    one.workspace === other.workspace &&
    one.platform === other.platform
  );
}

function passes(session: Session, filter: SessionFilter): boolean {
  const { workflow, owner, isOpen, key, awaits } = filter;
  return (
    (workflow === undefined || session.workflow === workflow) &&
    (owner === undefined || isSameActor(session.owner, owner)) &&
    (isOpen === undefined || session.isOpen === isOpen) &&
    (key === undefined || session.key === key) &&
    (awaits === undefined || session.awaits === awaits)
  );
}
