import { createCheckCurator } from './check-curator.ts';
import type { CandidateDependencies } from './dependencies.ts';
import { createLoadCandidate } from './load-candidate.ts';
import { createSettleCandidate } from './settle-candidate.ts';

/** One activity for each effect of the review of a candidate. */
export function createCandidateActivities(dependencies: CandidateDependencies) {
  return {
    'load-candidate': createLoadCandidate(dependencies),
    'check-curator': createCheckCurator(dependencies),
    'settle-candidate': createSettleCandidate(dependencies),
  };
}
