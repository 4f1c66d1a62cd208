import { Failure } from '../../domain/failure.ts';

/**
 * What Redis answers while it cannot serve: waiting or an operator mends it.
 *
 * Source: https://github.com/redis/redis/blob/7.0/src/server.c (`createSharedObjects`)
 */
const ANSWERS =
  /^(?:LOADING|READONLY|OOM|MISCONF|MASTERDOWN|NOREPLICAS|BUSY|CLUSTERDOWN|TRYAGAIN)\b/u;

/** What ioredis says itself. They have no code, so that their texts must do; tests hold them against it. */
const LOST = new Set([
  'Connection is closed.',
  'Command timed out',
  "Stream isn't writeable and enableOfflineQueue options is false",
  'Command aborted due to connection close',
]);

/** `Failure('unavailable')` where Redis is away or cannot serve; any other error is a bug and stays. */
export async function asFailure<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (!isOutage(cause)) throw cause;
    // Without the command that ioredis attaches: it holds the effect.
    Reflect.deleteProperty(cause, 'command');
    Reflect.deleteProperty(cause, 'previousErrors');
    const message = 'The bot cannot reach its queue just now. Try again shortly.';
    throw new Failure('unavailable', message, { cause, retryAfterMs: 1_000 });
  }
}

function isOutage(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (ANSWERS.test(error.message) ||
      LOST.has(error.message) ||
      error.name === 'MaxRetriesPerRequestError' ||
      error.name === 'AbortError' ||
      'syscall' in error)
  );
}
