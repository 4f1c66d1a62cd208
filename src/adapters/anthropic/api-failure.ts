import { AnthropicError, APIConnectionError, APIError } from '@anthropic-ai/sdk';
import { Failure } from '../../domain/failure.ts';
import { innermostCause } from '../../domain/innermost-cause.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { ModelCallOutcome, OperatorFault } from '../../ports/model-ledger.ts';
import type { Service } from '../../domain/circuit.ts';
import type { Usage } from './exchange.ts';
import { AnswerBrokeOff, AnswerOfAnotherShape, NoAnswerInTime } from './no-answer.ts';
import { retryAfterMs } from './retry-after.ts';

/** What became of a request that brought no message. */
export interface ApiFailure {
  /** To be thrown: tells people what happened; the workflow adds how to go on. Operators need its cause. */
  readonly error: Failure;
  readonly outcome: ModelCallOutcome;
  /** What it says of the service: whoever answers that it will not is there. */
  readonly service: Service;
  /** What it cost; `unknown` where the service may have billed the prompt and nobody was told. */
  readonly usage: Usage | 'unknown';
  /** Set where an operator must act. */
  readonly forOperators?: {
    /** The setting that needs a look, where it is one. */
    readonly setting?: string;
  };
}

const NOTHING: Usage = { input_tokens: 0, output_tokens: 0 };
const SOON_MS = 10_000;
const OVERLOADED_MS = 30_000;

const NOT_SET_UP = 'Claude is not set up right';
const MODEL_SETTINGS = { fast: 'DOTAI_MODEL_FAST', reasoning: 'DOTAI_MODEL_REASONING' } as const;

/**
 * Translates whatever a request threw. Of the SDK's error only status, type and request id are kept:
 * it carries headers, and its message may quote what was sent.
 */
export function apiFailure(
  thrown: unknown,
  { tier, address }: { readonly tier: 'fast' | 'reasoning'; readonly address: string },
): ApiFailure {
  if (thrown instanceof NoAnswerInTime) return tooSlow(thrown.timeoutMs);
  if (thrown instanceof APIConnectionError) {
    return down('Claude cannot be reached.', {
      cause: new Error(`no connection to ${hostOf(address)}: ${innermostCause(thrown)}`),
      retryAfterMs: SOON_MS,
    });
  }
  if (thrown instanceof AnswerBrokeOff) return brokenOff(thrown);
  if (thrown instanceof AnswerOfAnotherShape) return notUnderstood(thrown);
  if (!(thrown instanceof AnthropicError)) return asBug(asError(thrown));
  if (!(thrown instanceof APIError) || typeof thrown.status !== 'number') {
    return asBug(new Error(`The SDK refused the request: ${thrown.message}`));
  }
  return refusedBy(thrown, { status: thrown.status, tier });
}

/** The service itself said no, or whatever answers in its place. */
function refusedBy(
  thrown: APIError,
  { status, tier }: { readonly status: number; readonly tier: 'fast' | 'reasoning' },
): ApiFailure {
  const { errorCode, type, requestID } = thrown;
  const cause = new Error(`status ${status} ${errorCode ?? type ?? ''} ${requestID ?? ''}`.trim());
  if (isAboutMoney(thrown)) return noCredit(cause);
  if (status === 529) return overloaded(thrown, cause);
  if (status >= 500) return faulty(thrown, cause);
  if (status === 429) return limited(cause, retryAfterMs(thrown.headers) ?? OVERLOADED_MS);
  if (status === 413 || (status === 400 && isTooLong(thrown))) return tooLong(cause);
  // A gateway has words of its own for a key that it refuses; all else the API says in its own form.
  if (status === 401) return keyRefused(cause);
  if (type === null) return notClaude(cause);
  if (status === 403) return keyRefused(cause);
  return type === 'not_found_error' ? noSuchModel(cause, tier) : ourMistake(thrown);
}

function keyRefused(cause: Error): ApiFailure {
  return forOperators(NOT_SET_UP, { cause, outcome: 'key-refused', setting: 'ANTHROPIC_API_KEY' });
}

function noSuchModel(cause: Error, tier: 'fast' | 'reasoning'): ApiFailure {
  const setting = MODEL_SETTINGS[tier];
  return forOperators(NOT_SET_UP, { cause, outcome: 'no-such-model', setting });
}

/** A page, another service, another address. */
function notClaude(cause: Error): ApiFailure {
  return forOperators(NOT_SET_UP, { cause, outcome: 'not-claude', setting: 'ANTHROPIC_BASE_URL' });
}

function noCredit(cause: Error): ApiFailure {
  const what = 'The account of the language model has no credit left, or has reached its limit';
  return forOperators(what, { cause, outcome: 'no-credit' });
}

function overloaded({ headers }: APIError, cause: Error): ApiFailure {
  return down('Claude is overloaded.', {
    cause,
    retryAfterMs: retryAfterMs(headers) ?? OVERLOADED_MS,
  });
}

function faulty({ headers }: APIError, cause: Error): ApiFailure {
  return down('Claude has a fault of its own.', {
    cause,
    retryAfterMs: retryAfterMs(headers) ?? SOON_MS,
  });
}

function tooSlow(timeoutMs: number): ApiFailure {
  const seconds = Math.max(1, Math.round(timeoutMs / 1_000));
  return down(`Claude did not answer within ${seconds} s.`, {
    cause: new Error(`no answer within ${timeoutMs} ms`),
    retryAfterMs: SOON_MS,
    usage: 'unknown',
  });
}

function brokenOff({ message }: AnswerBrokeOff): ApiFailure {
  return down('Claude’s answer broke off on its way.', {
    cause: new Error(`unreadable answer: ${message}`),
    retryAfterMs: SOON_MS,
    usage: 'unknown',
  });
}

function notUnderstood({ message, usage }: AnswerOfAnotherShape): ApiFailure {
  const failure = notClaude(new Error(`an answer of another shape: ${message}`));
  return { ...failure, usage: usage ?? 'unknown' };
}

function down(
  message: string,
  details: {
    readonly cause: Error;
    readonly retryAfterMs: number;
    readonly usage?: 'unknown';
  },
): ApiFailure {
  const { usage = NOTHING, ...rest } = details;
  const error = new Failure('model-unavailable', message, rest);
  return { error, outcome: 'unavailable', usage, service: 'down' };
}

function limited(cause: Error, waitMs: number): ApiFailure {
  const message = 'Claude takes no more requests for now.';
  const details = { cause, retryAfterMs: waitMs, reason: 'limited' } as const;
  const error = new Failure('model-unavailable', message, details);
  return { error, outcome: 'limited', usage: NOTHING, service: 'up' };
}

function tooLong(cause: Error): ApiFailure {
  const message = 'This is too long for Claude.';
  const error = new Failure('model-unavailable', message, { cause, reason: 'too-long' });
  return { error, outcome: 'too-long', usage: NOTHING, service: 'up' };
}

function forOperators(
  what: string,
  fault: { readonly cause: Error; readonly outcome: OperatorFault; readonly setting?: string },
): ApiFailure {
  const { cause, outcome, setting } = fault;
  const message = `${what}. Tell an operator.`;
  const details = { cause, reason: 'operator', isOfQuestion: outcome === 'malformed' } as const;
  const error = new Failure('model-unavailable', message, details);
  const named = setting === undefined ? {} : { setting };
  return { error, outcome, usage: NOTHING, service: 'up', forOperators: named };
}

/** The request was not well made: a bug, and its reason is needed to mend it. */
function ourMistake({ status, type, requestID, apiMessage }: APIError): ApiFailure {
  const reason = redactSecrets(apiMessage ?? '').slice(0, 300);
  const error = new Error(
    `Claude refused the request: ${status} ${type ?? ''} ${requestID ?? ''} ${reason}`,
  );
  return mistake(error);
}

/** A fault of the bot's own must not end the person's conversation: the rules can go on. */
function asBug(cause: Error): ApiFailure {
  return { ...mistake(cause), service: 'unknown' };
}

function mistake(cause: Error): ApiFailure {
  const what = 'The question to Claude was not well made, which is a fault of mine';
  return forOperators(what, { cause, outcome: 'malformed' });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
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

/** Without what else an address may hold: a path, or a name and password. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'an address that is none';
}
