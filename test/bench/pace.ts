import { setTimeout as sleep } from 'node:timers/promises';

/** How long each call took, in milliseconds, and how many failed. */
export interface Paced {
  readonly tookMs: readonly number[];
  readonly failed: number;
}

/**
 * Calls at a fixed rate, whether or not earlier calls have ended. Each is timed from when it was due,
 * so that a server that stalls is charged for every call that had to wait, too.
 */
export async function atRate(load: {
  readonly perSecond: number;
  readonly seconds: number;
  readonly call: (index: number) => Promise<boolean>;
}): Promise<Paced> {
  const { perSecond, seconds, call } = load;
  const startMs = performance.now();
  const calls: Promise<{ tookMs: number; isOk: boolean }>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const dueMs = startMs + (index * 1_000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    calls.push(call(index).then((isOk) => ({ tookMs: performance.now() - dueMs, isOk })));
  }
  const done = await Promise.all(calls);
  return {
    tookMs: done.map(({ tookMs }) => tookMs),
    failed: done.filter(({ isOk }) => !isOk).length,
  };
}
