import type { Commit, RecordStore } from '../../src/ports/record-store.ts';
import type { FakeClock } from '../fakes/clock.ts';
import type { FakeLogger } from '../fakes/logger.ts';

/** What the suites of the record store are given: an empty one. */
export interface OpenedRecords {
  readonly store: RecordStore;
  /** The time of this process. */
  readonly clock: FakeClock;
  /** Lets the store's own time go on. */
  readonly pass: (ms: number) => Promise<void>;
  readonly logger: FakeLogger;
}

export const nothing: Commit = { effects: [], cancels: [], audit: [], finishes: {} };
