import type { PolicyState } from './state.ts';
import type { PolicyStep } from './steps.ts';
import * as wizard from '../wizard/told-review.ts';

/** The review of the candidate that it was made of hears what became of it, however this ends. */
export function toldReview(state: PolicyState, at: string): PolicyStep['effects'] {
  const { stage, input, policyId } = state;
  if (stage !== 'closed' || input.type !== 'new') return [];
  return wizard.toldReview(input.reviewId, { at, stored: isKept(state) ? policyId : undefined });
}

/** Whether the policy stands now. A change that proved nothing leaves one that guides. */
export function isKept({ outcome }: Pick<PolicyState, 'outcome'>): boolean {
  return outcome !== undefined && KEPT.has(outcome);
}

const KEPT: ReadonlySet<NonNullable<PolicyState['outcome']>> = new Set([
  'enforced',
  'not-enforced',
  'stored',
  'accepted',
]);
