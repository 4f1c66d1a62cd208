import type { WorkerOptions } from 'bullmq';

/**
 * Work of a process that died or hangs is begun elsewhere within `lockDuration` + `stalledInterval`,
 * 13 s, mostly sooner: the lock must run out, then the next look finds the job. A lock is renewed two to
 * four times before it runs out, so that only a process whose event loop stands still for more than
 * half of it loses one; nothing long runs on that thread. A look reads the list of running jobs: cheap.
 */
export const RECOVERY = {
  lockDuration: 10_000,
  stalledInterval: 3_000,
  // How often an effect may take its process with it is for the record store's attempts to say.
  maxStalledCount: 1_000_000,
  // Seconds between two looks of an idle worker. One that ends may take along the mark that wakes the
  // others; without it a due timer would wait for five seconds.
  drainDelay: 1,
} as const satisfies Partial<WorkerOptions>;
