import type { Json } from '../../domain/json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ShortMemory } from '../../ports/short-memory.ts';

/** Most things that are kept at a time; the oldest go first. */
const MOST_KEPT = 1_000;

interface Kept {
  readonly value: Json;
  readonly expiresAtMs: number;
  usesLeft: number;
}

/** Of this process alone, and gone with it. */
export function createProcessMemory(clock: Pick<Clock, 'now'>): ShortMemory {
  const kept = new Map<string, Kept>();

  function forgetOld(): void {
    const nowMs = clock.now().getTime();
    for (const [key, { expiresAtMs }] of kept) if (expiresAtMs <= nowMs) kept.delete(key);
    for (const key of kept.keys()) {
      if (kept.size <= MOST_KEPT) return;
      kept.delete(key);
    }
  }

  return {
    async keep(key, value, { lifeMs, uses }) {
      kept.delete(key); // set again below: the map stays in order of time
      const expiresAtMs = clock.now().getTime() + lifeMs;
      if (uses > 0) kept.set(key, { value, expiresAtMs, usesLeft: uses });
      forgetOld();
    },
    async take(key) {
      forgetOld();
      const found = kept.get(key);
      if (!found) return undefined;
      found.usesLeft -= 1;
      if (found.usesLeft === 0) kept.delete(key);
      return found.value;
    },
  };
}
