import type { PolicyState } from './state.ts';
import { statusWords, waitsForAuthor } from './status-words.ts';
import { isWorking } from './transition.ts';
import { quantity } from '../wizard/card-parts.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

/** A policy that is being written as a row of a list. */
export function summary({ state }: SessionOf<PolicyState>): SessionSummary {
  const { stage, trouble, derived, sentence, changeOutcome, outcome } = state;
  const waits = waitsForAuthor(state) ? 'owner' : 'nobody';
  const row = {
    title: sentence === '' ? 'A new policy' : sentence,
    details: derived ? `covers ${quantity(derived.counts.covered, 'kind')}` : '',
    isUnderWay: isWorking(state) || stage === 'handed-over' || stage === 'awaiting-curator',
    waitsFor: stage === 'awaiting-curator' ? 'approvers' : waits,
    approvedBy: [],
  } as const;
  if (trouble && stage !== 'closed') {
    const way = trouble.effect === undefined ? '' : ' In its thread: try again.';
    return { ...row, level: 'error', status: [`${trouble.message}${way}`] };
  }
  const status = [statusWords(state)];
  if (stage === 'closed') {
    const isGood = outcome === 'enforced' || outcome === 'stored' || outcome === 'accepted';
    return { ...row, level: isGood ? 'success' : 'info', status };
  }
  return changeOutcome && stage !== 'recording'
    ? { ...row, level: changeOutcome.level, status: changeOutcome.line }
    : { ...row, level: 'info', status };
}
