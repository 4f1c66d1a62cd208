import { APIConnectionError, APIConnectionTimeoutError, APIError, OpenAIError } from 'openai';
import type { Service } from '../../domain/circuit.ts';
import { Failure } from '../../domain/failure.ts';
import { retryAfterMs } from './hosted-client.ts';

const SOON_MS = 10_000;
const LIMITED_MS = 30_000;

/** What became of a request, and what it says of the service: whoever answers that it will not is there. */
interface HostedFailure {
  readonly error: unknown;
  readonly service: Service;
}

/**
 * Translates whatever a request threw. Of the SDK's error only status, code and request id are kept: it
 * carries headers, and its message may quote the key or what was sent.
 */
export function hostedFailure(thrown: unknown): HostedFailure {
  if (thrown instanceof Failure) return { error: thrown, service: 'up' };
  if (thrown instanceof APIConnectionTimeoutError) return down(new Error('no answer in time'));
  if (thrown instanceof APIConnectionError)
    return down(new Error(`no connection: ${codeOf(thrown)}`));
  if (!(thrown instanceof APIError) || typeof thrown.status !== 'number') return broken(thrown);
  const cause = new Error(
    `status ${[thrown.status, plain(thrown.code), plain(thrown.requestID)].join(' ').trim()}`,
  );
  return refused(thrown, { status: thrown.status, cause });
}

/** Not mended by waiting. `settings`: those that need a look. */
export function operatorFailure(what: string, settings: string, cause?: Error): Failure {
  return new Failure('invalid-input', `${what} An operator must look at ${settings}.`, { cause });
}

function refused(
  { headers }: { readonly headers: Headers | undefined },
  { status, cause }: { readonly status: number; readonly cause: Error },
): HostedFailure {
  const waitMs = retryAfterMs(headers);
  if (status >= 500 || status === 408 || status === 409) return down(cause, waitMs);
  if (status === 429) {
    const message = 'The embedding service takes no more requests for now.';
    const error = new Failure('unavailable', message, {
      cause,
      retryAfterMs: waitMs ?? LIMITED_MS,
    });
    return { error, service: 'unknown' };
  }
  return { error: operatorFailure(...whatIsWrong(status), cause), service: 'up' };
}

function whatIsWrong(status: number): [string, string] {
  if (status < 400)
    return ['The embedding service sends requests elsewhere.', 'DOTAI_EMBEDDER_URL'];
  if (status === 401 || status === 403) {
    return ['The embedding service refuses the key.', 'DOTAI_EMBEDDER_KEY'];
  }
  if (status === 404) {
    const settings = 'DOTAI_EMBEDDER_MODEL and DOTAI_EMBEDDER_URL';
    return ['The embedding service does not know the model.', settings];
  }
  const settings = 'DOTAI_EMBEDDER_MODEL and DOTAI_EMBEDDER_DIMENSIONS';
  return ['The embedding service refuses what is asked of it.', settings];
}

function down(cause: Error, waitMs = SOON_MS): HostedFailure {
  const message = 'The embedding service is not answering.';
  const error = new Failure('unavailable', message, { cause, retryAfterMs: waitMs });
  return { error, service: 'down' };
}

/** An answer that broke off or is no JSON; anything else is a bug of ours. */
function broken(thrown: unknown): HostedFailure {
  const isBroken =
    thrown instanceof OpenAIError || thrown instanceof SyntaxError || thrown instanceof TypeError;
  if (!isBroken) return { error: thrown, service: 'unknown' };
  return down(new Error(`unreadable answer: ${thrown.name}`));
}

/** `ECONNREFUSED` and its like. */
function codeOf({ cause }: Error): string {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return 'unknown';
}

/** A word that the service gives; whatever else stands there is not repeated. */
function plain(text: string | null | undefined): string {
  return text && /^[\w-]{1,64}$/u.test(text) ? text : '';
}
