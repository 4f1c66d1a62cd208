import { askedQuestions } from './kept-policies.ts';
import type { RecommendState } from './state.ts';
import type { Question, QuestionStage } from '../../domain/question.ts';

const STAGES = ['required', 'basic', 'advanced', 'open'] as const;

/** The questions of the stage that is asked now. */
export function stageQuestions(state: RecommendState): readonly Question[] {
  return questionsOf(state, state.asking);
}

/** Those of one stage that stand by the answers so far. */
export function questionsOf(state: RecommendState, stage: string): readonly Question[] {
  return askedQuestions(state).filter((question) => question.stage === stage);
}

/** Those of the stage that have no answer yet. */
export function openQuestions(state: RecommendState): readonly Question[] {
  return stageQuestions(state).filter(({ id }) => !isAnswered(state, id));
}

export function isAnswered({ answers }: RecommendState, id: string): boolean {
  return answers.some(({ questionId }) => questionId === id);
}

/** Stages without a question are passed over; the open one is always there. */
export function firstStageOf(questions: readonly Question[], from: QuestionStage): QuestionStage {
  const hasQuestions = (stage: QuestionStage): boolean =>
    stage === 'open' || questions.some((question) => question.stage === stage);
  return STAGES.slice(STAGES.indexOf(from)).find(hasQuestions) ?? 'open';
}

export function stageAfter(
  questions: readonly Question[],
  stage: QuestionStage,
): QuestionStage | undefined {
  const next = STAGES[STAGES.indexOf(stage) + 1];
  return next && firstStageOf(questions, next);
}

export function stageBefore(
  questions: readonly Question[],
  stage: QuestionStage,
): QuestionStage | undefined {
  return STAGES.slice(0, STAGES.indexOf(stage)).findLast((one) =>
    questions.some((question) => question.stage === one),
  );
}
