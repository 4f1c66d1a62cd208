import type { Session } from '../chat/session.ts';

/** What an activity is given beside its effect. */
export interface ActivityContext {
  /** The session as it was when the effect began. */
  readonly session: Session;
  /** Stable over repeats of the same effect: the key for whatever must happen once. */
  readonly effectId: string;
  /** 0 the first time; more when a restart or a failure made it begin again. */
  readonly attempt: number;
  /** Aborted when the effect is cancelled or the process stops. */
  readonly signal: AbortSignal;
  /**
   * Throws `Failure('unavailable')` when another process has taken the work over while this one was
   * suspended, or it was called off: called before whatever is written outside.
   */
  readonly checkTurn: () => Promise<void>;
  /**
   * Hands the session an event before the activity ends: progress. At most one a second gets
   * through, the latest wins.
   */
  readonly progress: (event: Readonly<Record<string, unknown>> & { readonly type: string }) => void;
  /** ISO time, from the clock. */
  readonly now: () => string;
}

/**
 * One function per effect: calls ports and returns the event that says what came of it, or nothing
 * where nobody needs to know. May run again after a crash, so what it writes outside must be safe to
 * repeat. Throws `Failure`; the runtime repeats it or tells the workflow (`activity-failed`).
 */
export type Activity<Effect, Event> = (
  effect: Effect,
  context: ActivityContext,
) => Promise<Event | undefined>;
