import type { Logger } from '../../ports/logger.ts';

/** How often what goes on failing is logged: an outage makes thousands of errors a minute. */
const TELL_EVERY_MS = 60_000;

export interface ToldErrors {
  tell(error: unknown): void;
}

/**
 * Logs the first error, and while they go on one a minute with how many there were. Their text alone:
 * ioredis attaches what was sent, people's words and the password among it.
 */
export function createToldErrors(logger: Logger, message: string): ToldErrors {
  let toldAtMs = -Infinity;
  let untold = 0;
  return {
    tell(error) {
      untold += 1;
      if (performance.now() - toldAtMs < TELL_EVERY_MS) return;
      logger.warn(message, { cause: causeOf(error), count: untold });
      toldAtMs = performance.now();
      untold = 0;
    },
  };
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const text = error.message.replace(/,? with args .*$/su, '');
  return text === '' ? code || error.name : text;
}
