import { ReplyError } from 'ioredis';
import { Failure } from '../../domain/failure.ts';

/**
 * What Redis answers while it cannot serve: waiting or an operator mends it.
 *
 * Source: https://github.com/redis/redis/blob/7.0/src/server.c (`createSharedObjects`)
 */
const OUTAGES = [
  'LOADING', // it reads its data
  'READONLY', // a replica: a failover is under way
  'OOM', // `maxmemory` is reached
  'MISCONF', // it cannot save to disk
  'MASTERDOWN',
  'NOREPLICAS', // fewer replicas than `min-replicas-to-write`
  'BUSY', // a script runs too long
  'CLUSTERDOWN',
  'TRYAGAIN',
];

/** What ioredis says itself. They have no code, so that their texts must do; tests hold them against it. */
const LOST = new Set([
  'Connection is closed.',
  'Command timed out',
  "Stream isn't writeable and enableOfflineQueue options is false",
]);

/**
 * The code of an error that Redis answered with: the first word of its text (`WRONGPASS`). Where a
 * script failed, before Redis 7 the code of the command within it. Undefined for any other error.
 */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof ReplyError) || !(error instanceof Error)) return undefined;
  const { message } = error;
  return (
    /^ERR Error running script .*: -([A-Z]+) /u.exec(message) ?? /^-?([A-Z]+)/u.exec(message)
  )?.[1];
}

/**
 * `Failure('unavailable')` where Redis is away, or cannot serve just now. The outcome of a write is
 * then unknown. Any other error is a bug and stays what it is.
 */
export async function asFailure<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const cause = withoutPayload(error);
    if (!isOutage(error)) throw cause;
    const message = 'The bot cannot reach its records just now. Try again shortly.';
    throw new Failure('unavailable', message, { cause, retryAfterMs: 1_000 });
  }
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code !== undefined) return OUTAGES.includes(code);
  return (
    LOST.has(error.message) ||
    error.name === 'MaxRetriesPerRequestError' ||
    error.name === 'AbortError' ||
    'syscall' in error
  );
}

/**
 * The error without the command that ioredis attaches to it: that holds what was sent, people's texts
 * and the password among it.
 */
export function withoutPayload(error: unknown): unknown {
  if (error instanceof Error) {
    Reflect.deleteProperty(error, 'command');
    Reflect.deleteProperty(error, 'previousErrors');
    // `ERR unknown command 'HELLO', with args beginning with: …`
    error.message = error.message.replace(/,? with args .*$/su, '');
  }
  return error;
}
