import type { Clock } from '../ports/clock.ts';

/** Shortest time between two redraws of a session for mere progress. */
const INTERVAL_MS = 1_000;

/** When each session may be redrawn for mere progress. */
export interface Pace {
  /**
   * Resolves when a second has passed since the session was last shown, or something came that shall be
   * seen at once: the later card would else wait behind the progress. Throws the signal's reason.
   */
  wait(sessionId: string, signal: AbortSignal): Promise<void>;
  /** It was shown just now. */
  note(sessionId: string): void;
  /** There is more to show than progress. */
  hurry(sessionId: string): void;
}

export function createPace(clock: Clock): Pace {
  const shownAtMs = new Map<string, number>();
  const waiting = new Map<string, AbortController>();
  return {
    async wait(sessionId, signal) {
      const sinceMs = clock.now().getTime() - (shownAtMs.get(sessionId) ?? -Infinity);
      if (sinceMs >= INTERVAL_MS) return;
      const hurried = new AbortController();
      waiting.set(sessionId, hurried);
      const either = AbortSignal.any([hurried.signal, signal]);
      await clock.sleep(INTERVAL_MS - sinceMs, either).catch(() => undefined);
      waiting.delete(sessionId);
      signal.throwIfAborted();
    },
    note(sessionId) {
      const nowMs = clock.now().getTime();
      shownAtMs.delete(sessionId); // set again below: the map stays in order of time
      for (const [id, atMs] of shownAtMs) {
        if (nowMs - atMs < INTERVAL_MS) break;
        shownAtMs.delete(id);
      }
      shownAtMs.set(sessionId, nowMs);
    },
    hurry: (sessionId) => waiting.get(sessionId)?.abort(),
  };
}
