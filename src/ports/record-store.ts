import type { Actor, Place } from '../chat/actor.ts';
import type { Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Session } from '../chat/session.ts';
import type { AuditEntry, AuditNote } from '../domain/audit.ts';
import type { Json } from '../domain/json.ts';

/** An effect as it is stored: the outbox row. */
export interface StoredEffect {
  /** `session-version-index`: a repeat of the same step makes the same id. */
  readonly id: string;
  /** The session, or the inbound event for effects that belong to none. Rows of one stream keep order. */
  readonly streamId: string;
  /** Position within the whole outbox; order of one stream. */
  readonly sequence: number;
  readonly type: string;
  /** The whole effect, `type` included. */
  readonly body: Json;
  readonly notBefore: string | undefined;
  readonly key: string | undefined;
  readonly isParallel: boolean;
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
}

/** Sessions, inbox, outbox and audit: one store, because one step writes all of them at once. */
export interface RecordStore {
  /**
   * Throws `Failure('unavailable')` when another process has taken the records over: whoever was
   * suspended meanwhile must not go on. Cheap: asked before every write outside.
   */
  checkOwner(): void;
  /**
   * Writes the event to the inbox. `known` when its id was stored before; `reply` is then what it
   * was answered, if it was. Throws `Failure('unavailable')`.
   */
  receive(event: InboundEvent): Promise<{ status: 'new' | 'known'; reply?: Reply }>;
  /** Inbound events that no commit finished, oldest first. Read once, at start-up. */
  unfinishedInbound(): Promise<readonly InboundEvent[]>;
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
  /**
   * Effects that are neither done nor cancelled, in order of `sequence`: all of them, which is for the
   * start-up, or the first `limit`.
   */
  unfinishedEffects(limit?: number): Promise<readonly StoredEffect[]>;
  /** Whether an effect is still to be run; counts the attempt. An unknown one is done. */
  beginEffect(id: string): Promise<'run' | 'done'>;
  /** Marks an effect done that leads to no event; one that is settled already stays as it is. */
  finishEffect(id: string): Promise<void>;
  /** Calls back, after the commit, with the effects that each commit added or cancelled. */
  onCommit(listener: (change: OutboxChange) => void): void;
  /** The whole chain, oldest first. */
  audit(): AsyncIterable<AuditEntry>;
}

export interface OutboxChange {
  readonly added: readonly StoredEffect[];
  readonly cancelledIds: readonly string[];
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
