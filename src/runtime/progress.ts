import type { Json } from '../domain/json.ts';
import type { Clock } from '../ports/clock.ts';

/** Shortest time between two events of progress. */
const INTERVAL_MS = 1_000;

export interface Progress {
  /** The latest wins; what came before and was not sent yet is dropped. */
  report(event: Json): void;
  /** Drops what waits and resolves when nothing is being sent any more. */
  close(): Promise<void>;
}

/** Lets at most one event a second through. What `send` throws goes to `onError`. */
export function createProgress(parts: {
  readonly clock: Clock;
  readonly send: (event: Json) => Promise<void>;
  readonly onError: (error: unknown) => void;
}): Progress {
  const { clock, send, onError } = parts;
  const closed = new AbortController();
  let latest: { readonly event: Json } | undefined;
  let sending: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (latest && !closed.signal.aborted) {
      const { event } = latest;
      latest = undefined;
      await send(event).catch(onError);
      await clock.sleep(INTERVAL_MS, closed.signal).catch(() => undefined);
    }
    sending = undefined;
  }

  return {
    report(event) {
      if (closed.signal.aborted) return;
      latest = { event };
      sending ??= drain();
    },
    async close() {
      closed.abort();
      await sending;
    },
  };
}
