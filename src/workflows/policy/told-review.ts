import type { PolicyState } from './state.ts';
import type { PolicyStep } from './steps.ts';
import { toJson } from '../../domain/json.ts';

/** The review of the candidate that it was made of hears what became of it, however this ends. */
export function toldReview(
  { stage, input, outcome, policyId }: PolicyState,
  at: string,
): PolicyStep['effects'] {
  if (stage !== 'closed' || input.type !== 'new' || input.reviewId === undefined) return [];
  const isKept = outcome !== undefined && KEPT.has(outcome);
  const event = toJson({ type: 'wizard-ended', at, ...(isKept ? { stored: policyId } : {}) });
  return [{ type: 'raise', sessionId: input.reviewId, event }];
}

/** A change that proved nothing leaves a policy that guides. */
const KEPT: ReadonlySet<NonNullable<PolicyState['outcome']>> = new Set([
  'enforced',
  'not-enforced',
  'stored',
  'accepted',
]);
