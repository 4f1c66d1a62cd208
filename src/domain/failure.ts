export type FailureKind =
  | 'invalid-input' // the requester can fix it
  | 'forbidden' // an approver or administrator can fix it
  | 'conflict' // someone else changed it first: reload and try again
  | 'unavailable' // a dependency is down or throttling: wait and try again
  | 'model-unavailable' // the model is down, slow, limited or over budget: built-in rules can go on
  | 'bad-model-output'; // the model answered outside its schema: built-in rules can go on

/** Why the model gave no answer, where it is not simply away. */
export const MODEL_REASONS = [
  'paused', // it failed several times in a row: nothing was asked
  'limited', // it takes no more requests for now
  'budget',
  'too-long',
  'declined',
  'operator', // the key, the account or a setting is wrong
] as const;
export type ModelReason = (typeof MODEL_REASONS)[number];

export interface FailureDetails {
  readonly cause?: unknown;
  readonly retryAfterMs?: number;
  /** Of `model-unavailable` alone. */
  readonly reason?: ModelReason;
  /** Of `operator`: only this question was not well made, others may be answered. */
  readonly isOfQuestion?: boolean;
  /** Of `unavailable`: it was waited for already, so whoever asked is told at once. */
  readonly wasWaitedFor?: boolean;
}

/**
 * The only error a port throws on purpose; any other is a bug and is logged as one.
 *
 * `message` is for the person in the channel: what they can do next, no host name, token or stack.
 * Whatever an operator needs goes in `cause`.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  /**
   * Milliseconds before a retry can help. Undefined where nobody named a time: whoever tries again what
   * is `unavailable` or `model-unavailable` waits longer each time; no other kind is worth a retry.
   */
  readonly retryAfterMs: number | undefined;
  /** Of `model-unavailable`: undefined where the model is away. */
  readonly reason: ModelReason | undefined;
  /** Of `operator`: only this question was not well made, others may be answered. */
  readonly isOfQuestion: boolean;
  /** Of `unavailable`: it was waited for already, so whoever asked is told at once. */
  readonly wasWaitedFor: boolean;

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs;
    this.reason = details.reason;
    this.isOfQuestion = details.isOfQuestion ?? false;
    this.wasWaitedFor = details.wasWaitedFor ?? false;
  }
}
