import { toJson } from '../../domain/json.ts';
import type { CommonEffect } from '../workflow.ts';

/**
 * The review of the candidate that a conversation began with hears what became of it; without `stored`
 * nothing did. Nothing where there is no review.
 */
export function toldReview(
  reviewId: string | undefined,
  { at, stored }: { readonly at: string; readonly stored?: string | undefined },
): CommonEffect[] {
  if (reviewId === undefined) return [];
  const event = toJson({ type: 'wizard-ended', at, ...(stored === undefined ? {} : { stored }) });
  return [{ type: 'raise', sessionId: reviewId, event }];
}
