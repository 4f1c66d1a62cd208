import type { Commit, RecordStore } from '../../src/ports/record-store.ts';
import type { FakeClock } from '../fakes/clock.ts';
import type { FakeLogger } from '../fakes/logger.ts';

/** What the suites of the record store are given: an empty one. */
export interface OpenedRecords {
  readonly store: RecordStore;
  /** The store's own time. */
  readonly clock: FakeClock;
  readonly logger: FakeLogger;
}

export const nothing: Commit = { effects: [], cancels: [], audit: [], finishes: {} };
