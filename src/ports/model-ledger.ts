/** What only an operator can mend: until then every call of that model ends so. */
const OPERATOR_FAULTS = [
  'key-refused',
  'no-credit', // or the account has reached its limit
  'no-such-model',
  'not-claude', // what answered is not the API
  'malformed', // it refused how it was asked: a fault of this bot
] as const;
export type OperatorFault = (typeof OPERATOR_FAULTS)[number];

/** How a call ended. Only `answered` gave something that was used. */
export const MODEL_CALL_OUTCOMES = [
  'answered',
  'wrong', // outside its schema, or refused by the task's `verify`
  'cut', // the answer was longer than its limit
  'declined', // the model refused
  'too-long', // more was sent than the model takes
  'limited', // it takes no more from this account for now: 429
  'unavailable', // down, overloaded or slow, or the answer broke off
  ...OPERATOR_FAULTS,
  'cancelled',
] as const;
export type ModelCallOutcome = (typeof MODEL_CALL_OUTCOMES)[number];

/**
 * What one request to a model cost. Tokens are those that were billed, 0 where it was refused or never
 * arrived. Where nobody waited for the end of the answer (`cancelled`, or too slow), or it broke off,
 * they are an estimate of the prompt: what was billed is not known.
 */
export interface ModelCall {
  /** ISO time at which it ended. */
  readonly at: string;
  readonly task: string;
  /** `assemble-solutions@1`. */
  readonly prompt: string;
  /** As it was asked for; the service may answer under a longer name. */
  readonly model: string;
  readonly sessionId?: string;
  /** As `actorKey` writes it. */
  readonly actor?: string;
  /** Without what the prompt cache held. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheCreatedTokens: number;
  readonly tookMs: number;
  readonly outcome: ModelCallOutcome;
}

/** Whether a call found the service away. One that refuses an account for its many requests is there. */
export function isUnanswered(outcome: ModelCallOutcome): boolean {
  return outcome === 'unavailable';
}

/** The calls of one task by one model since some time. */
export interface ModelUse {
  readonly task: string;
  readonly model: string;
  readonly calls: number;
  /** Those of the calls whose outcome is not `answered`. */
  readonly failures: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheCreatedTokens: number;
  /** Over the answered calls, in milliseconds; 0 where none was answered. */
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** How the latest calls of one model ended, as far back as they all ended alike. */
export interface ModelStanding {
  readonly model: string;
  readonly outcome: ModelCallOutcome;
  /** ISO times of the first of these calls and of the last. */
  readonly since: string;
  readonly last: string;
  /** How many of the latest in a row found the service away: `unavailable`. */
  readonly unanswered: number;
}

/** What every call to a paid model cost: budgets are held against it, `/dotai status` shows it. */
export interface ModelLedger {
  /** Throws `Failure('unavailable')` when it cannot be written. */
  record(call: ModelCall): Promise<void>;
  /** Weighed tokens (`weighedTokens`) since `since` (ISO time), of all calls or of those that match. */
  spent(of: {
    readonly since: string;
    readonly sessionId?: string;
    readonly actor?: string;
  }): Promise<number>;
  /** By task, then model, in their alphabetical order. */
  summary(since: string): Promise<readonly ModelUse[]>;
  /** Of the calls since `since`, cancelled ones left out: those say nothing. Models in alphabetical order. */
  standings(since: string): Promise<readonly ModelStanding[]>;
}

/** A token that the cache held costs a tenth of one that it did not. */
const CACHED_PART = 0.1;

/** The tokens of a call as budgets count them. */
export function weighedTokens(
  call: Pick<ModelCall, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheCreatedTokens'>,
): number {
  const { inputTokens, outputTokens, cacheReadTokens, cacheCreatedTokens } = call;
  return inputTokens + cacheCreatedTokens + Math.ceil(cacheReadTokens * CACHED_PART) + outputTokens;
}
