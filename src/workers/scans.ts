import type { Cluster } from '../ports/cluster.ts';
import type { Logger } from '../ports/logger.ts';
import type { Schedule } from '../ports/schedule.ts';

/** Why a scan begins that nobody asked for. */
export type ScanOccasion = 'first-start' | 'scheduled' | 'cluster-changed';

export interface ScanTimes {
  readonly everyHours: number;
  /** Whether kinds that come, change or go are read soon after. */
  readonly watch: boolean;
}

/** The schedule's work that looks at the whole cluster. */
export const SCAN_WORK = 'scan';

/** Operators are installed kind by kind within seconds: one scan reads them all. */
const SETTLE_MS = 10_000;
const HOUR_MS = 3_600_000;

/**
 * Looks at the cluster by itself: now, at intervals, and soon after its kinds changed. Where several
 * processes share the records each watches, and one of them scans.
 */
export async function startScans(parts: {
  readonly schedule: Schedule;
  readonly cluster: Pick<Cluster, 'watchKinds'>;
  readonly times: ScanTimes;
  /** Begins a scan; `exists`: one runs, or capabilities are being deleted. */
  readonly begin: (occasion: ScanOccasion) => Promise<'opened' | 'exists'>;
  readonly logger: Logger;
}): Promise<{ stop(): Promise<void> }> {
  const { schedule, cluster, times, begin, logger } = parts;
  const stopped = new AbortController();
  await schedule.define({
    name: SCAN_WORK,
    everyMs: times.everyHours * HOUR_MS,
    settleMs: SETTLE_MS,
    async run() {
      // What runs may read a part of the cluster alone, or delete what is known: this one follows it.
      if ((await begin('scheduled')) === 'exists') await schedule.soon(SCAN_WORK);
    },
  });
  await schedule.define({
    name: 'scan-after-change',
    settleMs: SETTLE_MS,
    async run() {
      // A scan that runs may have passed what changed: another one follows it.
      if ((await begin('cluster-changed')) === 'exists') await schedule.soon('scan-after-change');
    },
  });
  const soon = (): void => {
    schedule.soon('scan-after-change').catch((error: unknown) => {
      logger.warn('the cluster changed, and the scan waits for its hour', { error });
    });
  };
  const watching = times.watch ? cluster.watchKinds(soon, stopped.signal) : Promise.resolve();
  const watched = watching.catch((error: unknown) => {
    if (!stopped.signal.aborted) logger.error('the cluster is not watched', { error });
  });
  begin('first-start').catch((error: unknown) => {
    logger.error('the first scan could not begin', { error });
  });
  return {
    async stop() {
      stopped.abort();
      await watched;
    },
  };
}
