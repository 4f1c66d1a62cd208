import type { Place } from '../chat/actor.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { PlatformOf } from './telling.ts';

/** Shows in a conversation that the bot is at work there, as long as anything runs for it. */
export interface Working {
  /** Resolves or rejects as `work` does, and waits for nothing else. */
  during<Result>(place: Place, work: () => Promise<Result>): Promise<Result>;
  /** Takes away what is shown and shows nothing more. */
  close(): Promise<void>;
}

/** What is done sooner is not worth a sign that flickers. */
const SHOWN_AFTER_MS = 300;
/** What begins so soon after the last work ended goes on with it. */
const ENDED_AFTER_MS = 300;

interface WorkingParts {
  readonly platformOf: PlatformOf;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Thread {
  readonly place: Place;
  readonly closed: AbortSignal;
  running: number;
  /** Called when nothing runs there any more. */
  onRest: () => void;
}

export function createWorking(parts: WorkingParts): Working {
  const threads = new Map<string, Thread>();
  const following = new Set<Promise<void>>();
  const closed = new AbortController();

  function begin(place: Place): Thread {
    const key = keyOf(place);
    const known = threads.get(key);
    const thread = known ?? { place, closed: closed.signal, running: 0, onRest: () => undefined };
    thread.running += 1;
    if (known || closed.signal.aborted) return thread;
    threads.set(key, thread);
    const followed = follow(parts, thread, () => threads.delete(key)).finally(() =>
      following.delete(followed),
    );
    following.add(followed);
    return thread;
  }

  return {
    async during(place, work) {
      const thread = begin(place);
      try {
        return await work();
      } finally {
        thread.running -= 1;
        if (thread.running === 0) thread.onRest();
      }
    },
    async close() {
      closed.abort();
      for (const { onRest } of threads.values()) onRest();
      await Promise.all(following);
    },
  };
}

/**
 * The only one that speaks for the thread: each word follows the one before. What goes on is shown
 * again, since a message of the bot may have ended it on the platform.
 */
async function follow(parts: WorkingParts, thread: Thread, onEnd: () => void): Promise<void> {
  const pause = (ms: number): Promise<void> =>
    parts.clock.sleep(ms, thread.closed).catch(() => undefined);
  await pause(SHOWN_AFTER_MS);
  while (isRunning(thread)) {
    await show(parts, thread.place, true);
    await rest(thread);
    await pause(ENDED_AFTER_MS);
    if (!isRunning(thread)) await show(parts, thread.place, false);
  }
  onEnd();
}

function isRunning({ running, closed }: Thread): boolean {
  return running > 0 && !closed.aborted;
}

async function rest(thread: Thread): Promise<void> {
  if (!isRunning(thread)) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  thread.onRest = resolve;
  await promise;
}

async function show(
  { platformOf, logger }: WorkingParts,
  place: Place,
  isWorking: boolean,
): Promise<void> {
  try {
    await platformOf(place).showWorking(place, isWorking);
  } catch (error) {
    logger.debug('being at work was not shown', { error });
  }
}

function keyOf({ platform, workspace, channel, thread = '' }: Place): string {
  return [platform, workspace, channel, thread].join(' ');
}
