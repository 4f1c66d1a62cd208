import type { SlackClock } from './clock.ts';
import { STATUS_LIFE_MS } from './limits.ts';
import type { Store } from './store.ts';

interface Place {
  readonly channel: string;
  readonly thread: string;
}

/** What the app says that it is doing: one status under each thread, until it answers there. */
export interface Statuses {
  /** An empty status ends it; so does Slack where the app never answers. */
  set(place: Place, status: string): void;
  all(): readonly (Place & { readonly status: string })[];
  stop(): void;
}

export function createStatuses(clock: SlackClock, store: Store): Statuses {
  const current = new Map<string, Place & { readonly status: string; readonly end: () => void }>();

  function set({ channel, thread }: Place, status: string): void {
    const key = `${channel} ${thread}`;
    const before = current.get(key);
    if (!before && status === '') return;
    before?.end();
    current.delete(key);
    if (status !== '') {
      const stopped = new AbortController();
      current.set(key, { channel, thread, status, end: () => stopped.abort() });
      clock.sleep(STATUS_LIFE_MS, stopped.signal).then(
        () => set({ channel, thread }, ''),
        () => undefined,
      );
    }
    store.announce({ type: 'status-set', channel, thread, status });
  }

  return {
    set,
    all: () =>
      [...current.values()].map(({ channel, thread, status }) => ({ channel, thread, status })),
    stop: () => current.forEach(({ end }) => end()),
  };
}
