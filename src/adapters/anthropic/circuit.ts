import type { Clock } from '../../ports/clock.ts';

/** So many failures in a row, and the service counts as down. */
const FAILURES_MAX = 3;
/** How long nobody asks then. */
const OPEN_MS = 30_000;
/** When to ask again where somebody else is trying just now. */
const TRYING_MS = 5_000;

/**
 * Keeps people from waiting for a service that is down: after three failures in a row nobody asks it
 * for 30 seconds; then one request tries, and the others go on failing at once until it is known.
 */
export interface Circuit {
  /** Whether nobody asks for now. */
  isOpen(): boolean;
  /** Milliseconds until it is asked again; undefined when a request may go, which must then `settle`. */
  waitMs(): number | undefined;
  /** How the request ended. `unknown`: it says nothing about the service. True when this opened the circuit. */
  settle(outcome: 'up' | 'down' | 'unknown'): boolean;
}

export function createCircuit(clock: Clock): Circuit {
  let failures = 0;
  let openUntilMs = 0;
  let isTrying = false;

  function leftToWaitMs(): number {
    return failures < FAILURES_MAX ? 0 : openUntilMs - clock.now().getTime();
  }

  return {
    isOpen: () => leftToWaitMs() > 0,
    waitMs() {
      if (failures < FAILURES_MAX) return undefined;
      const leftMs = leftToWaitMs();
      if (leftMs > 0) return leftMs;
      if (isTrying) return TRYING_MS;
      isTrying = true;
      return undefined;
    },
    settle(outcome) {
      isTrying = false;
      if (outcome === 'unknown') return false;
      failures = outcome === 'up' ? 0 : failures + 1;
      if (failures < FAILURES_MAX) return false;
      openUntilMs = clock.now().getTime() + OPEN_MS;
      return true;
    },
  };
}
