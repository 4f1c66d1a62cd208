import { Failure } from '../../domain/failure.ts';
import type { Store } from './store.ts';

const WAIT_MS = 20_000;

/** Asks `probe` now and after every change. Throws `Failure('unavailable')` when time is up. */
export function waitOn<Value>(
  store: Store,
  probe: () => Value | undefined | false,
  { timeoutMs = WAIT_MS, what = 'what was waited for' }: { timeoutMs?: number; what?: string } = {},
): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const stop = store.onChange(look);
  const timer = setTimeout(() => {
    const last = store.read().messages.slice(-3);
    const seen = last.map(({ user, text }) => `${user}: ${text.slice(0, 200)}`).join('\n');
    const message = `After ${timeoutMs} ms ${what} had not come. The last messages:\n${seen}`;
    reject(new Failure('unavailable', message));
  }, timeoutMs);
  function look(): void {
    try {
      const found = probe();
      if (found !== undefined && found !== false) resolve(found);
    } catch (cause) {
      reject(cause);
    }
  }
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}
