import type { EvidenceLost } from './candidate-amending.ts';
import type { CandidateBook } from './candidate-book.ts';
import type { MiningDependencies } from './dependencies.ts';
import { openReviews, reviewsNaming } from './open-reviews.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import { type Source, sourceKey } from '../../domain/mining/evidence.ts';
import { saidMessage } from '../../domain/mining/messages.ts';
import { isVerbatim } from '../../domain/mining/quote.ts';

type Dependencies = Pick<MiningDependencies, 'candidates' | 'store'>;

/** Removes the quotes that a message, as it is now, does not hold any more: all, where it is gone. */
export function dropQuotes(
  candidates: Pick<CandidateBook, 'removeSource'>,
  source: Source,
  message: PastMessage | undefined,
): Promise<readonly EvidenceLost[]> {
  const text = message && saidMessage(message)?.text;
  return candidates.removeSource(
    sourceKey(source),
    ({ quote }) => text !== undefined && isVerbatim(quote, text),
  );
}

interface Withdrawn {
  /** Candidates behind which nothing is left. */
  readonly withdrawn: readonly string[];
  /** Sessions of open reviews that must be drawn again. */
  readonly reviews: readonly string[];
}

/**
 * Undecided candidates without a quote are withdrawn. What a person accepted stays as it is, and what was
 * rejected stays remembered; only their quotes are gone.
 */
export async function withdrawEmpty(
  dependencies: Dependencies,
  lost: readonly EvidenceLost[],
): Promise<Withdrawn> {
  const { candidates } = dependencies;
  const ids = [...new Set(lost.map(({ candidateId }) => candidateId))];
  const reviews = [
    ...(await openReviews(dependencies, ids)),
    ...(await reviewsNaming(dependencies, ids)),
  ];
  const withdrawn: string[] = [];
  for (const { candidateId, left } of lost) {
    if (left > 0 || withdrawn.includes(candidateId)) continue;
    const candidate = await candidates.get(candidateId);
    if (candidate?.status !== 'open') continue;
    await candidates.withdraw(candidateId);
    withdrawn.push(candidateId);
  }
  return { withdrawn, reviews: [...new Set(reviews)] };
}
