import { untilAborted } from './until-aborted.ts';

/** So many failures in a row, and the service counts as down. */
export const FAILURES_MAX = 3;
/** How long nobody asks then. */
export const OPEN_MS = 30_000;
/** When to ask again where the request that tries took too long to wait for. */
const TRYING_MS = 5_000;
/** Over how long those who were refused together shall come again. */
const SPREAD_MS = 5_000;

/** What the end of a request says of the service. `unknown`: nothing. */
export type Service = 'up' | 'down' | 'unknown';

/** Tells how a request ended; must be called once for each that passed. True when this opened the circuit. */
export type Settle = (service: Service) => boolean;

/**
 * Keeps people from waiting for a service that is down: after three failures in a row nobody asks it
 * for 30 seconds; then one request tries, and the others wait for what becomes of it.
 */
export interface Circuit {
  /**
   * Resolves when a request may go. Throws what `refusal` makes where nobody asks, and the signal's
   * reason where it is aborted.
   */
  pass(signal: AbortSignal | undefined): Promise<Settle>;
}

interface Time {
  now(): Date;
}

export function createCircuit(parts: {
  readonly clock: Time;
  /** Between 0 and 1, as `Math.random`: whoever is refused at once shall not come again at once. */
  readonly random: () => number;
  /** The longest that a request waits for the one that tries, in milliseconds. */
  readonly patienceMs: number;
  /** What is thrown at whoever is refused. */
  readonly refusal: (retryAfterMs: number) => Error;
}): Circuit {
  const { clock, random, patienceMs, refusal } = parts;
  const state = createState(clock);

  function refused(waitMs: number): Error {
    return refusal(waitMs + Math.round(random() * SPREAD_MS));
  }

  return {
    async pass(signal) {
      let patience: AbortSignal | undefined;
      for (;;) {
        signal?.throwIfAborted();
        const leftMs = state.leftMs();
        if (leftMs > 0) throw refused(leftMs);
        const next = state.next();
        if ('settle' in next) return next.settle;
        patience ??= AbortSignal.timeout(patienceMs);
        const end = signal ? AbortSignal.any([signal, patience]) : patience;
        try {
          await untilAborted(next.trialEnded, end);
        } catch {
          signal?.throwIfAborted();
          throw refused(TRYING_MS);
        }
      }
    },
  };
}

/** What is known of the service. */
function createState(clock: Time) {
  let failures = 0;
  let openUntilMs = 0;
  let trial: PromiseWithResolvers<void> | undefined;

  function leftMs(): number {
    return failures < FAILURES_MAX ? 0 : openUntilMs - clock.now().getTime();
  }

  function settles(own: typeof trial): Settle {
    return (service) => {
      const wasOpen = leftMs() > 0;
      if (service === 'up') failures = 0;
      if (service === 'down') {
        failures += 1;
        openUntilMs = clock.now().getTime() + OPEN_MS;
      }
      // An answer to whomever is one: nobody need wait for the trial any more.
      if (service === 'up' || (own && own === trial)) {
        trial?.resolve();
        trial = undefined;
      }
      return service === 'down' && !wasOpen && leftMs() > 0;
    };
  }

  return {
    /** Milliseconds that nobody asks. */
    leftMs,
    /** A request may go, or has to wait for the one that tries. To be asked where none are left. */
    next(): { readonly settle: Settle } | { readonly trialEnded: Promise<void> } {
      if (failures < FAILURES_MAX) return { settle: settles(undefined) };
      if (trial) return { trialEnded: trial.promise };
      trial = Promise.withResolvers();
      return { settle: settles(trial) };
    },
  };
}
