import type { Commit, RecordStore } from '../../src/ports/record-store.ts';
import type { FakeClock } from '../fakes/clock.ts';

/** What the suites of the record store are given: an empty one. */
export interface OpenedRecords {
  readonly store: RecordStore;
  /** The store's own time. */
  readonly clock: FakeClock;
}

export const nothing: Commit = { effects: [], cancels: [], audit: [], finishes: {} };
