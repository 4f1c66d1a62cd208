import type { Actor, Place } from '../chat/actor.ts';
import type { Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Session } from '../chat/session.ts';
import type { AuditEntry, AuditNote } from '../domain/audit.ts';
import type { Json } from '../domain/json.ts';

/**
 * Effects of one pool share slots, so that what is full of one sort holds up no other. `quick`: what the
 * runtime does itself and among records alone (timers, events, openings). `cards`: what waits for the chat
 * platform. `work`: activities that somebody waits for. `parallel`: activities that wait themselves, up to
 * half an hour, and hold no slot. `background`: scans.
 */
export const EFFECT_POOLS = ['quick', 'cards', 'work', 'parallel', 'background'] as const;
export type EffectPool = (typeof EFFECT_POOLS)[number];

/** An effect as it is stored: the outbox row. */
export interface StoredEffect {
  /** `session-version-index`: a repeat of the same step makes the same id. */
  readonly id: string;
  /** The session, or the inbound event for effects that belong to none. */
  readonly streamId: string;
  /** Position within the whole outbox; order of one lane. */
  readonly sequence: number;
  readonly type: string;
  /** The whole effect, `type` included. */
  readonly body: Json;
  readonly notBefore: string | undefined;
  readonly key: string | undefined;
  /** Of one lane only the first that is unfinished may run, in whatever process. Undefined: at once. */
  readonly lane: string | undefined;
  readonly pool: EffectPool;
  /** How often it was begun before. */
  readonly attempts: number;
}

export type NewEffect = Omit<StoredEffect, 'sequence' | 'attempts'>;

/** Everything that one step decided. Stored whole or not at all. */
export interface Commit {
  /** `expectedVersion` 0: the session must be new. */
  readonly session?: { readonly record: Session; readonly expectedVersion: number };
  readonly effects: readonly NewEffect[];
  /** Effects of this session's stream with these keys shall not run any more. */
  readonly cancels: readonly string[];
  readonly audit: readonly (AuditNote & { readonly sessionId: string })[];
  /** What caused the step is done with it: an inbound event, an effect, or both. */
  readonly finishes: { readonly inboundId?: string; readonly effectId?: string };
  /** Kept with the inbound event, so that a repeat of it gets the same answer. */
  readonly reply?: Reply;
  /** The step only says how far something is. */
  readonly isProgress?: boolean;
}

/** The right to do an effect: one process has it at a time, the one that began it last. */
export interface EffectTurn {
  readonly effectId: string;
  /** How often it was begun before this. */
  readonly attempts: number;
}

/** Sessions, inbox, outbox and audit: one store, because one step writes all of them at once. */
export interface RecordStore {
  /**
   * Throws `Failure('unavailable')` when another process has taken the records or this effect over, or
   * the effect was finished or cancelled: whoever was suspended meanwhile must not go on. Cheap: asked
   * before every write outside.
   */
  checkTurn(turn: EffectTurn): Promise<void>;
  /**
   * Writes the event to the inbox. `known` when its id was stored before; `reply` is then what it
   * was answered, if it was. Throws `Failure('unavailable')`.
   */
  receive(event: InboundEvent): Promise<{ status: 'new' | 'known'; reply?: Reply }>;
  /**
   * Inbound events that no commit finished, oldest first: all, or those received more than so many
   * milliseconds ago by the store's own time, which all processes share.
   */
  unfinishedInbound(forMs?: number): Promise<readonly InboundEvent[]>;
  /**
   * Ids of what the same person said or did in the same channel, in whatever thread, before that event
   * and that no commit finished, oldest first. An event that is not stored comes after all others; what
   * this version cannot read is left out, as after a rollback nobody may ever finish it.
   * Cheap: asked for every message where processes share the records.
   */
  unfinishedAhead(event: InboundEvent): Promise<readonly string[]>;
  /**
   * Throws `Failure('conflict')` when the session's version is not the expected one, when another
   * open session has its key, or when what the commit finishes was finished by another or cancelled;
   * nothing is written then. Throws `Failure('unavailable')`.
   */
  commit(commit: Commit): Promise<void>;
  session(id: string): Promise<Session | undefined>;
  /** The open session that listens in that thread, the newest of several. None without a thread. */
  listeningSession(place: Place): Promise<Session | undefined>;
  /** Newest first, or oldest first where the filter says so; at most `limit`. */
  sessions(filter: SessionFilter): Promise<readonly Session[]>;
  /** Effects that are neither done nor cancelled, in order of `sequence`: the first `limit`. */
  unfinishedEffects(limit: number): Promise<readonly StoredEffect[]>;
  /**
   * Unfinished effects that stand first in their lane or have none, in order of `sequence`: all of them,
   * or those that may run before that ISO time.
   */
  runnableEffects(dueBefore?: string): Promise<readonly StoredEffect[]>;
  /** Begins an effect and counts the attempt. Undefined when it is done, cancelled or unknown. */
  beginEffect(id: string): Promise<EffectTurn | undefined>;
  /** Marks an effect done that leads to no event; one that is settled already stays as it is. */
  finishEffect(id: string): Promise<void>;
  /** Calls back after each write of this process with the effects that it made runnable or cancelled. */
  onOutboxChange(listener: (change: OutboxChange) => void): void;
  /** Calls back soon after each commit that wrote a session, whichever process made it. Best effort. */
  onSessionChange(listener: (change: SessionChange) => void): void;
  /** The whole chain, oldest first. */
  audit(): AsyncIterable<AuditEntry>;
}

export interface OutboxChange {
  /** In order of `sequence`: new ones, and those whose lane became free. */
  readonly runnable: readonly StoredEffect[];
  readonly cancelledIds: readonly string[];
}

export interface SessionChange {
  readonly sessionId: string;
  readonly isProgress: boolean;
}

export interface SessionFilter {
  readonly workflow?: Session['workflow'];
  readonly owner?: Actor;
  readonly isOpen?: boolean;
  readonly key?: string;
  readonly awaits?: NonNullable<Session['awaits']>;
  readonly isOldestFirst?: boolean;
  readonly limit: number;
}
