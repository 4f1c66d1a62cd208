import type { Clock } from '../../src/ports/clock.ts';

export interface FakeClock extends Clock {
  /** Moves time on and wakes, in order, whoever's time has come. */
  advance(ms: number): Promise<void>;
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** Time that stands still until a test moves it. */
export function createFakeClock(start = '2026-11-02T09:00:00.000Z'): FakeClock {
  const sleepers = new Set<Sleeper>();
  let nowMs = Date.parse(start);

  function next(untilMs: number): Sleeper | undefined {
    return [...sleepers]
      .filter(({ dueMs }) => dueMs <= untilMs)
      .sort((one, other) => one.dueMs - other.dueMs)[0];
  }

  return {
    now: () => new Date(nowMs),
    sleep(ms, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      if (signal?.aborted) {
        reject(signal.reason);
        return promise;
      }
      const sleeper = { dueMs: nowMs + ms, wake: resolve };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        sleepers.delete(sleeper);
        reject(signal.reason);
      });
      return promise;
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settled();
      for (let sleeper = next(untilMs); sleeper; sleeper = next(untilMs)) {
        sleepers.delete(sleeper);
        nowMs = Math.max(nowMs, sleeper.dueMs);
        sleeper.wake();
        await settled();
      }
      nowMs = untilMs;
    },
  };
}

/** Lets everything that is ready to run, run: turns of the event loop, no time. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
