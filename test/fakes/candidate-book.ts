import {
  type CandidateBook,
  createCandidateBook,
} from '../../src/activities/mining/candidate-book.ts';
import type { Candidate } from '../../src/domain/mining/candidate.ts';
import type { Evidence } from '../../src/domain/mining/evidence.ts';
import { createFakeEvidenceStore } from './evidence-store.ts';
import { createFakeTaughtRecords } from './taught-records.ts';
import { taughtVersions } from './taught-versions.ts';

export interface FakeCandidateBook extends CandidateBook {
  /** While down, every call throws `Failure('unavailable')`. */
  setDown(isDown: boolean): void;
}

/** A candidate book over records in memory. */
export function createFakeCandidateBook(
  candidates: readonly Candidate[] = [],
  quotes: readonly Evidence[] = [],
): FakeCandidateBook {
  const records = taughtVersions(candidates, {
    collection: 'candidates',
    madeAt: ({ decidedAt, foundAt }) => decidedAt ?? foundAt,
  });
  const taught = createFakeTaughtRecords(records);
  const evidence = createFakeEvidenceStore(quotes);
  return {
    ...createCandidateBook({ taught, evidence }),
    setDown(isDown) {
      taught.setDown(isDown);
      evidence.setDown(isDown);
    },
  };
}
