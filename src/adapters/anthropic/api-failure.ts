import { AnthropicError, APIConnectionError, APIError } from '@anthropic-ai/sdk';
import { Failure } from '../../domain/failure.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { ModelCallOutcome } from '../../ports/model-ledger.ts';

/** What became of a request that brought no message. */
export interface ApiFailure {
  /** To be thrown: for people. What operators need is its cause. */
  readonly error: Failure;
  readonly outcome: ModelCallOutcome;
  /** Whether it says that the service is away. */
  readonly isDown: boolean;
  /** True where an operator must act. */
  readonly isForOperators: boolean;
}

const OR_RULES = 'or go on with the built-in rules';
const SOON_MS = 10_000;
const OVERLOADED_MS = 30_000;

const SETTINGS = { fast: 'DOTAI_MODEL_FAST', reasoning: 'DOTAI_MODEL_REASONING' } as const;

/**
 * Translates whatever a request threw. Of the SDK's error only status, type and request id are kept:
 * it carries headers, and its message may quote what was sent.
 */
export function apiFailure(thrown: unknown, tier: 'fast' | 'reasoning'): ApiFailure {
  if (thrown instanceof NoAnswerInTime) return tooSlow(thrown.timeoutMs);
  if (thrown instanceof APIConnectionError) {
    return down(`Claude cannot be reached. Try again in a moment, ${OR_RULES}.`, {
      cause: new Error(`no connection: ${codeOf(thrown)}`),
      retryAfterMs: SOON_MS,
    });
  }
  if (!(thrown instanceof AnthropicError)) return brokenOff(thrown);
  if (!(thrown instanceof APIError) || typeof thrown.status !== 'number') {
    return asBug(new Error(`The SDK refused the request: ${thrown.message}`));
  }
  const { errorCode, status } = thrown;
  const cause = new Error(
    `status ${status} ${errorCode ?? thrown.type ?? ''} ${thrown.requestID ?? ''}`,
  );
  if (isAboutMoney(thrown)) {
    return forOperators(
      'The account of the language model has no credit left, or has reached its limit',
      cause,
    );
  }
  switch (status) {
    case 400:
      return isTooLong(thrown) ? tooLong(cause) : ourMistake(thrown);
    case 401:
    case 403:
      return forOperators('The key of the language model was refused', cause);
    case 404:
      return forOperators(`The model that ${SETTINGS[tier]} names does not exist`, cause);
    case 413:
      return tooLong(cause);
    case 429:
      return limited(cause, retryAfterMs(thrown.headers) ?? OVERLOADED_MS);
    case 529:
      return down(`Claude is overloaded. Try again in half a minute, ${OR_RULES}.`, {
        cause,
        retryAfterMs: retryAfterMs(thrown.headers) ?? OVERLOADED_MS,
        outcome: 'limited',
      });
    default:
      return status >= 500
        ? down(`Claude has a fault of its own. Try again in a moment, ${OR_RULES}.`, {
            cause,
            retryAfterMs: retryAfterMs(thrown.headers) ?? SOON_MS,
          })
        : ourMistake(thrown);
  }
}

/** The request was given up after its time. */
export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
  }
}

function tooSlow(timeoutMs: number): ApiFailure {
  const seconds = Math.max(1, Math.round(timeoutMs / 1_000));
  return down(`Claude did not answer within ${seconds} s. Try again, ${OR_RULES}.`, {
    cause: new Error(`no answer within ${timeoutMs} ms`),
    retryAfterMs: SOON_MS,
  });
}

/** An answer came, and could not be read. */
function brokenOff(thrown: unknown): ApiFailure {
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return down(`Claude’s answer broke off on its way. Try again, ${OR_RULES}.`, {
    cause: new Error(`unreadable answer: ${name}`),
    retryAfterMs: SOON_MS,
  });
}

/** Milliseconds that `retry-after-ms` or `retry-after` ask for, the latter in seconds or as a date. */
export function retryAfterMs(headers: Headers | undefined): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (exact > 0) return exact;
  const given = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(given);
  if (seconds > 0) return Math.ceil(seconds * 1_000);
  const untilMs = Date.parse(given) - Date.now();
  return untilMs > 0 ? untilMs : undefined;
}

function down(
  message: string,
  details: {
    readonly cause: Error;
    readonly retryAfterMs: number;
    readonly outcome?: ModelCallOutcome;
  },
): ApiFailure {
  const { outcome = 'unavailable', ...rest } = details;
  const error = new Failure('model-unavailable', message, rest);
  return { error, outcome, isDown: true, isForOperators: false };
}

function limited(cause: Error, waitMs: number): ApiFailure {
  const seconds = Math.ceil(waitMs / 1_000);
  const wait = seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  const message = `Claude takes no more requests for now. Try again in ${wait}, ${OR_RULES}.`;
  const details = { cause, retryAfterMs: waitMs, reason: 'limited' } as const;
  const error = new Failure('model-unavailable', message, details);
  return { error, outcome: 'limited', isDown: false, isForOperators: false };
}

function tooLong(cause: Error): ApiFailure {
  const message = `This is too long for Claude. Make it shorter, ${OR_RULES}.`;
  const error = new Failure('model-unavailable', message, { cause, reason: 'too-long' });
  return { error, outcome: 'unavailable', isDown: false, isForOperators: false };
}

function forOperators(what: string, cause: Error): ApiFailure {
  const message = `${what}. Tell an operator. The built-in rules can go on.`;
  const error = new Failure('model-unavailable', message, { cause, reason: 'operator' });
  return { error, outcome: 'unavailable', isDown: false, isForOperators: true };
}

/** The request was not well made: a bug, and its reason is needed to mend it. */
function ourMistake({ status, type, requestID, apiMessage }: APIError): ApiFailure {
  const reason = redactSecrets(apiMessage ?? '').slice(0, 300);
  const error = new Error(
    `Claude refused the request: ${status} ${type ?? ''} ${requestID ?? ''} ${reason}`,
  );
  return asBug(error);
}

/** A fault of the bot's own must not end the person's conversation: the rules can go on. */
function asBug(cause: Error): ApiFailure {
  return forOperators('The question to Claude was not well made, which is a fault of mine', cause);
}

/** An organisation's limit comes as 429, which waiting for half a minute does not mend. */
function isAboutMoney({ status, type, errorCode, apiMessage }: APIError): boolean {
  return (
    status === 402 ||
    type === 'billing_error' ||
    /spend_limit|usage_limit/u.test(errorCode ?? '') ||
    (status === 400 && /credit balance is too low/iu.test(apiMessage ?? ''))
  );
}

/** The service gives no code for it. Should it change the words, the log has them as our mistake. */
function isTooLong({ apiMessage }: APIError): boolean {
  return /prompt is too long|exceed context limit/iu.test(apiMessage ?? '');
}

/** Node's code of what went wrong on the wire, such as `ECONNREFUSED`. */
function codeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  if (!(cause instanceof Error)) return thrown instanceof Error ? thrown.name : typeof thrown;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : codeOf(cause);
}
