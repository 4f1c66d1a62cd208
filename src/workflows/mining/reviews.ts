import type { CommonEffect } from '../workflow.ts';
import type { MiningState } from './state.ts';
import { sha256 } from '../../domain/json.ts';
import { type CandidateEvent, type CandidateInput, reviewKey } from '../candidate/state.ts';

/** Reviews that a job opens by itself, at most; what else was found waits in the queue. */
const REVIEWS_MAX = { thread: 10, ownConversation: 5, curatorsChannel: 20 } as const;

/** New candidates are reviewed in conversations of their own, each only once a job. */
export function reviewEffects(
  state: MiningState,
  found: readonly { readonly candidateId: string }[],
): readonly CommonEffect[] {
  const { sessionId: job, candidates: before } = state;
  const fresh = found.map(({ candidateId }) => candidateId).filter((id) => !before.includes(id));
  const place = reviewPlace(state);
  // Where nobody sees them they would only keep others from being opened.
  if (state.isUnseen === true && !place) return [];
  const room = Math.max(0, reviewsMax(state) - before.length);
  return [...new Set(fresh)].slice(0, room).map((candidateId) => ({
    type: 'open',
    workflow: 'candidate',
    sessionId: `review-${candidateId}-${sha256(job).slice(0, 8)}`,
    input: { candidateId } satisfies CandidateInput,
    sessionKey: reviewKey(candidateId),
    ...(place ? { place } : {}),
  }));
}

/** How many of its candidates a job shows by itself. */
export function reviewsMax({ input, reviewsIn, isPrivate }: MiningState): number {
  if (input.type === 'thread') return REVIEWS_MAX.thread;
  const isOfCurators = reviewsIn !== undefined && isPrivate !== true;
  return isOfCurators ? REVIEWS_MAX.curatorsChannel : REVIEWS_MAX.ownConversation;
}

/** Undefined: under the job's own card. What one thread gave is answered where it was asked. */
function reviewPlace({ input, answersIn, reviewsIn }: MiningState): MiningState['reviewsIn'] {
  return input.type === 'thread' ? answersIn : reviewsIn;
}

/** Whoever reviews a candidate sees it as it is, without quotes that are gone. */
export function redrawn(reviews: readonly string[], at: string): readonly CommonEffect[] {
  const event = { type: 'candidate-changed', at } satisfies CandidateEvent;
  return reviews.map((sessionId) => ({ type: 'raise', sessionId, event }));
}
