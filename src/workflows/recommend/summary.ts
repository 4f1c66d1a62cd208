import { waysOnText } from './cards-trouble.ts';
import type { RecommendState } from './state.ts';
import { chosenSolution } from './steps.ts';
import { isWorking } from './transition.ts';
import { statusWords, waitsForOwner } from './status-words.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

/** A recommendation as a row of a list: the intent, and what comes next in plain words. */
export function summary({ state }: SessionOf<RecommendState>): SessionSummary {
  const { trouble, stage } = state;
  const row = {
    title: state.intent,
    details: chosenSolution(state)?.title ?? '',
    isUnderWay: isWorking(state) || stage === 'handed-over',
    waitsFor: waitsForOwner(state) ? 'owner' : 'nobody',
    approvedBy: [],
  } as const;
  if (trouble && stage !== 'closed') {
    return { ...row, level: 'error', status: [`${trouble.message}${wayOut(state)}`] };
  }
  const { changeOutcome } = state;
  if (changeOutcome) return { ...row, level: changeOutcome.level, status: changeOutcome.line };
  return { ...row, level: 'info', status: [statusWords(state)] };
}

function wayOut(state: RecommendState): string {
  const ways = waysOnText(state);
  return ways === undefined ? '' : ` In its thread: ${ways}.`;
}
