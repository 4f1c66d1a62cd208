import type { PatternState } from './state.ts';
import { statusWords, waitsForAuthor } from './status-words.ts';
import { isWorking } from './steps.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import { quantity } from '../wizard/card-parts.ts';

/** A pattern that is being written as a row of a list. */
export function summary({ state }: SessionOf<PatternState>): SessionSummary {
  const { stage, trouble, name, resources, outcome } = state;
  const waits = waitsForAuthor(state) ? 'owner' : 'nobody';
  const row = {
    title: name === '' ? 'A new pattern' : name,
    details: resources.length === 0 ? '' : quantity(resources.length, 'resource'),
    isUnderWay: isWorking(state) || stage === 'awaiting-curator',
    waitsFor: stage === 'awaiting-curator' ? 'approvers' : waits,
    approvedBy: [],
  } as const;
  if (trouble && stage !== 'closed') {
    const way = trouble.effect === undefined ? '' : ' In its thread: try again.';
    return { ...row, level: 'error', status: [`${trouble.message}${way}`] };
  }
  const isGood = outcome === 'stored' || outcome === 'accepted';
  const level = stage === 'closed' && isGood ? 'success' : 'info';
  return { ...row, level, status: [statusWords(state)] };
}
