import { setMaxListeners } from 'node:events';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import type { Clock } from '../../src/ports/clock.ts';

export interface MovingClock extends Clock {
  /** Puts time on at once and wakes whoever's time has come. */
  advance(ms: number): void;
}

/** The machine's own time, which runs on by itself and can be put on by hours at once. */
export function createMovingClock(): MovingClock {
  const system = createSystemClock();
  const moved = new EventTarget();
  setMaxListeners(0, moved);
  let aheadMs = 0;
  const nowMs = (): number => system.now().getTime() + aheadMs;

  return {
    now: () => new Date(nowMs()),
    async sleep(ms, signal) {
      const dueMs = nowMs() + ms;
      while (nowMs() < dueMs) {
        signal?.throwIfAborted();
        const move = new AbortController();
        const onMove = (): void => move.abort();
        moved.addEventListener('moved', onMove, { once: true });
        const ends = signal ? AbortSignal.any([signal, move.signal]) : move.signal;
        await system.sleep(dueMs - nowMs(), ends).catch(() => undefined);
        moved.removeEventListener('moved', onMove);
      }
      signal?.throwIfAborted();
    },
    advance(ms) {
      aheadMs += ms;
      moved.dispatchEvent(new Event('moved'));
    },
  };
}
