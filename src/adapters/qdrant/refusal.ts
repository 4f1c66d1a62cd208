import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';

/** Milliseconds until somebody who waits for Qdrant asks again. */
const RETRY_AFTER_MS = 5_000;

/** Too slow, too early, too many: waiting mends these. */
const PASSING: readonly number[] = [408, 425, 429];

/** An HTTP answer that the client threw: it has the status, and Qdrant's words in `data`. */
const Answer = z.object({ status: z.number(), data: z.unknown() });
const Words = z.object({ status: z.object({ error: z.string() }) });

/** Qdrant answered that the request itself is wrong: waiting will not mend it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, words: string, cause: unknown) {
    super(`Qdrant refused a request (${status}): ${words}`, { cause });
    this.status = status;
  }
}

/**
 * What the call returns. Throws `Failure('unavailable')` while Qdrant is down, slow, failing or
 * throttling, `Failure('forbidden')` where it does not accept the key, and `Refusal` for every other
 * 4xx: that is the bot's own mistake, or something that is not there.
 */
export async function asFailure<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    throw translated(cause);
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Refusal && error.status === 404;
}

function translated(cause: unknown): Error {
  const { success, data: answer } = Answer.safeParse(cause);
  if (success && (answer.status === 401 || answer.status === 403)) return refusedKey(cause);
  const isOurs = success && answer.status >= 400 && answer.status < 500;
  if (isOurs && !PASSING.includes(answer.status)) {
    const words = Words.safeParse(answer.data);
    return new Refusal(answer.status, words.data?.status.error ?? 'no reason given', cause);
  }
  return notAnswering(cause);
}

export function notAnswering(cause: unknown): Failure {
  const message = 'The knowledge index is not answering. Try again shortly.';
  return new Failure('unavailable', message, { cause, retryAfterMs: RETRY_AFTER_MS });
}

function refusedKey(cause: unknown): Failure {
  const message =
    'The knowledge index does not accept the bot’s key. An operator must check QDRANT_API_KEY.';
  return new Failure('forbidden', message, { cause });
}
