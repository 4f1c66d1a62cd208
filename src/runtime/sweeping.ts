import type { Clock } from '../ports/clock.ts';
import type { EffectQueue } from '../ports/effect-queue.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';

interface SweepingParts {
  readonly store: Pick<RecordStore, 'runnableEffects'>;
  readonly queue: Pick<EffectQueue, 'add'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly role?: 'all' | 'bot' | 'worker';
  readonly sweepEveryMs?: number | undefined;
  /** Milliseconds between two looks for what the command line put into the inbox, where nothing is swept. */
  readonly inboxEveryMs?: number | undefined;
}

/**
 * Where several processes share the records, looks now and then for what one of them left when it
 * died: events that were accepted and not decided, effects that never reached the queue. What another
 * process has in its hands may be taken up, too: whoever ends it first has done it. Where one process owns
 * the records, only the inbox is looked into: the command line writes there.
 */
export function startSweeping(
  parts: SweepingParts,
  resumeInbound: (forMs: number) => Promise<void>,
): { stop(): Promise<void> } {
  const { clock, sweepEveryMs, inboxEveryMs } = parts;
  const stopped = new AbortController();
  const everyMs = sweepEveryMs ?? inboxEveryMs;
  const sweeping = everyMs === undefined ? undefined : keep(everyMs);

  async function keep(pauseMs: number): Promise<void> {
    while (!stopped.signal.aborted) {
      await clock.sleep(pauseMs, stopped.signal).catch(() => undefined);
      if (stopped.signal.aborted) return;
      await sweep(parts, { everyMs: pauseMs, resumeInbound });
    }
  }

  return {
    async stop() {
      stopped.abort();
      await sweeping;
    },
  };
}

/** The two looks know nothing of each other: where one fails, the other is made all the same. */
async function sweep(
  { store, queue, clock, logger, role = 'all', sweepEveryMs }: SweepingParts,
  work: {
    readonly everyMs: number;
    readonly resumeInbound: (forMs: number) => Promise<void>;
  },
): Promise<void> {
  const soon = new Date(clock.now().getTime() + work.everyMs).toISOString();
  const looks = await Promise.allSettled([
    ...(role === 'worker' ? [] : [work.resumeInbound(work.everyMs)]),
    ...(role === 'bot' || sweepEveryMs === undefined ? [] : [addRunnable({ store, queue }, soon)]),
  ]);
  for (const look of looks) {
    if (look.status === 'fulfilled') continue;
    logger.warn('what others left could not be looked for', { error: look.reason });
  }
}

async function addRunnable(
  { store, queue }: Pick<SweepingParts, 'store' | 'queue'>,
  dueBefore: string,
): Promise<void> {
  await queue.add(await store.runnableEffects(dueBefore));
}
