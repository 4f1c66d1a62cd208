import type { RecommendState } from './state.ts';
import { thinkingText } from './thinking.ts';
import { isWorking } from './transition.ts';
import type { QuestionStage } from '../../domain/question.ts';

export const STAGE_TITLES: Readonly<Record<QuestionStage, string>> = {
  required: 'Required settings',
  basic: 'Basic settings',
  advanced: 'Advanced settings',
  open: 'Anything else?',
};

/** Whether it goes on only when the owner says something. */
export function waitsForOwner(state: RecommendState): boolean {
  const { stage } = state;
  return stage !== 'closed' && stage !== 'handed-over' && !isWorking(state);
}

/** How it stands, in one sentence. */
export function statusWords(state: RecommendState): string {
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
      if (writing.length > 0) return thinkingText(state) ?? 'Writing what you asked for…';
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

/** What the bot does while the person waits. */
export function workingText(state: RecommendState): string {
  const { stage } = state;
  const thinking = thinkingText(state);
  if (thinking !== undefined) return thinking;
  if (stage === 'questioning') return 'Reading the schemas and preparing the questions…';
  if (stage === 'generating') return 'Building the manifests and trying them on the cluster…';
  return 'Searching what this cluster can do…';
}
