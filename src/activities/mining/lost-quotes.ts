import type { EvidenceLost } from './candidate-amending.ts';
import type { CandidateBook } from './candidate-book.ts';
import type { MiningDependencies } from './dependencies.ts';
import { openReviews, reviewsNaming } from './open-reviews.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import { fileKey, type MessageAddress, messageKey } from '../../domain/mining/evidence.ts';
import { saidMessage } from '../../domain/mining/messages.ts';
import { isVerbatim } from '../../domain/mining/quote.ts';
import { isTorn } from '../../domain/mining/torn-quote.ts';

type Dependencies = Pick<MiningDependencies, 'candidates' | 'store'>;

/**
 * Removes the quotes that a message, as it is now, does not hold any more, and those of files that it does not
 * carry any more: all, where it is gone.
 */
export function dropQuotes(
  candidates: Pick<CandidateBook, 'removeSource'>,
  address: MessageAddress,
  message: PastMessage | undefined,
): Promise<readonly EvidenceLost[]> {
  const text = message && saidMessage(message)?.text;
  const files = message?.files.map(({ id }) => id) ?? [];
  return candidates.removeSource(messageKey(address), ({ quote, source }) => {
    if (source.type !== 'document') return text !== undefined && isSaidIn(quote, text);
    return source.fileId !== undefined && files.includes(source.fileId);
  });
}

/** An edit may have put a “never” before it. */
function isSaidIn(quote: string, text: string): boolean {
  return isVerbatim(quote, text) && !isTorn(quote, text);
}

/** A file was deleted, wherever it was shared. */
export function dropFile(
  candidates: Pick<CandidateBook, 'removeSource'>,
  fileId: string,
): Promise<readonly EvidenceLost[]> {
  return candidates.removeSource(fileKey(fileId));
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
