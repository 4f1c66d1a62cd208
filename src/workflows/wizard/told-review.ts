import { toJson } from '../../domain/json.ts';
import type { CommonEffect } from '../workflow.ts';

interface WizardEnd {
  readonly at: string;
  readonly stored?: string | undefined;
  /** The name of what was there before, where that was completed. */
  readonly completed?: string | undefined;
}

/**
 * The review of the candidate that a conversation began with hears what became of it; without `stored`
 * nothing did. Nothing where there is no review.
 */
export function toldReview(reviewId: string | undefined, end: WizardEnd): CommonEffect[] {
  if (reviewId === undefined) return [];
  const { at, stored, completed } = end;
  const event = toJson({
    type: 'wizard-ended',
    at,
    ...(stored === undefined ? {} : { stored }),
    ...(completed === undefined ? {} : { completed }),
  });
  return [{ type: 'raise', sessionId: reviewId, event }];
}
