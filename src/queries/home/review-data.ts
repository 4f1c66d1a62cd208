import { inTime } from './knowledge-data.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import type { Clock } from '../../ports/clock.ts';
import { type CandidateRights, seenOf, waiting } from '../candidate-rights.ts';

export interface ReviewDependencies {
  readonly candidates: { all(): Promise<readonly Candidate[]> };
  readonly clock: Clock;
}

/** Candidates that are shown with their buttons; of more, the rest is in the list. */
const ROWS_MAX = 5;

/** The beginning of the queue. */
export function shownForReview(open: readonly Candidate[] = []): readonly Candidate[] {
  return open.slice(0, ROWS_MAX);
}

/** What was found and waits for a decision; undefined while the candidates do not answer. */
export async function openCandidates(
  dependencies: ReviewDependencies,
): Promise<readonly Candidate[] | undefined> {
  const all = await inTime(dependencies, () => dependencies.candidates.all());
  return all && waiting(all);
}

/** Those of them that are for this viewer's eyes. */
export async function seenCandidates(
  dependencies: ReviewDependencies,
  viewing: Pick<CandidateRights, 'isIn'>,
): Promise<readonly Candidate[] | undefined> {
  const open = await openCandidates(dependencies);
  return open && (await seenOf(open, viewing)).seen;
}
