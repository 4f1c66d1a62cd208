import type { RecommendState } from './state.ts';
import { chosenSolution } from './steps.ts';
import { isWorking } from './transition.ts';
import { STAGE_TITLES, workingText } from './view.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

/** A recommendation as a row of a list: the intent, and what comes next in plain words. */
export function summary({ state }: SessionOf<RecommendState>): SessionSummary {
  const { trouble, stage } = state;
  const row = {
    title: state.intent,
    details: chosenSolution(state)?.title ?? '',
    isUnderWay: isWorking(state) || stage === 'handed-over',
    waitsFor: isWaiting(state) ? 'owner' : 'nobody',
    approvedBy: [],
  } as const;
  if (trouble && stage !== 'closed') {
    const hint = trouble.retry === undefined ? '' : ' Try again in its thread.';
    return { ...row, level: 'error', status: [`${trouble.message}${hint}`] };
  }
  return { ...row, level: 'info', status: [statusOf(state)] };
}

function isWaiting(state: RecommendState): boolean {
  const { stage } = state;
  return stage !== 'closed' && stage !== 'handed-over' && !isWorking(state);
}

function statusOf(state: RecommendState): string {
  const { stage, solutions, clarifyingQuestions, writing } = state;
  switch (stage) {
    case 'understanding':
    case 'searching':
    case 'questioning':
    case 'generating':
      return workingText(state);
    case 'clarifying':
      return clarifyingQuestions.length === 1
        ? 'A question is waiting for your answer.'
        : `${clarifyingQuestions.length} questions are waiting for your answers.`;
    case 'choosing':
      return solutions.length === 1
        ? 'A solution is waiting for your choice.'
        : `${solutions.length} solutions are waiting for your choice.`;
    case 'answering':
      if (writing.length > 0) return 'Writing what you asked for…';
      return state.asking === 'open'
        ? 'The last question is waiting for your answer: anything else?'
        : `${STAGE_TITLES[state.asking]} are waiting for your answers.`;
    case 'review':
      return 'The review is waiting for you: request approval, or change answers.';
    case 'handed-over':
      return 'Its change is under way.';
    case 'closed':
      return OUTCOMES[state.outcome ?? 'cancelled'];
  }
}

const OUTCOMES: Readonly<Record<NonNullable<RecommendState['outcome']>, string>> = {
  cancelled: 'Cancelled. Nothing was applied.',
  expired: 'Ended, since nobody answered. Nothing was applied.',
  'nothing-found': 'Nothing on this cluster fits.',
  finished: 'Done.',
};
