import type { Activity } from '../activity.ts';
import type { CandidateBook } from '../mining/candidate-book.ts';
import type { CandidateChecked, CheckCandidate } from '../../workflows/wizard/found-words.ts';

type Candidates = Pick<CandidateBook, 'get' | 'evidence'>;

/** A candidate that is open still, with what is left behind it. */
export type CandidateNow = Omit<CandidateChecked, 'type' | 'at'>;

/** Looks at the candidate that a conversation began with as it is now. */
export function createCheckCandidate({
  candidates,
}: {
  readonly candidates: Candidates;
}): Activity<CheckCandidate, CandidateChecked> {
  return async ({ candidateId: id }, context) => {
    const now = await candidateNow(candidates, { id });
    return { ...now, type: 'candidate-checked', at: context.now() };
  };
}

/** Addresses that an event carries. */
const URLS_MAX = 50;

/** `became`: decided as that it is the conversation's own still, which was stopped before it could say so. */
export async function candidateNow(
  candidates: Candidates,
  { id, became }: { readonly id: string; readonly became?: string },
): Promise<CandidateNow> {
  // Quotes are stored before their candidate: whoever reads it first finds them all.
  const candidate = await candidates.get(id);
  const isOwn = became !== undefined && candidate?.became === became;
  if (!candidate || (candidate.status !== 'open' && !isOwn)) return { evidenceCount: 0, urls: [] };
  const evidence = await candidates.evidence(id);
  const urls = [...evidence, ...candidate.origins].flatMap(({ url }) =>
    url === undefined ? [] : [url],
  );
  const first = [...new Set(urls)].slice(0, URLS_MAX);
  return { candidate, evidenceCount: evidence.length, urls: first };
}
