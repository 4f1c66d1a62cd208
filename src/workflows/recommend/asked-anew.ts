import { madeBy } from './by-rules.ts';
import { askedQuestions, keepingPolicies } from './kept-policies.ts';
import { firstStageOf } from './stages.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { moved, type RecommendStep, unchanged, working } from './steps.ts';

/**
 * Back to the answers. Where policies have changed since, the questions are narrowed anew by those of now,
 * from what the schemas offer; what was answered stays, as far as it still may.
 */
export function askedAnew(
  state: RecommendState,
  changes: Partial<RecommendState> = {},
): RecommendStep {
  return working(state, { ...changes, stage: 'questioning' }, { type: 'write-questions' });
}

/** The questions stand: the first one that something is wrong with is asked first. */
export function questionsWritten(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'questions-written' }>,
): RecommendStep {
  if (state.stage !== 'questioning') return unchanged(state);
  const { questions, links, bindings, tables, policies } = event;
  const { solutions = state.solutions } = event;
  const known = new Set(questions.map(({ id }) => id));
  const answers = state.answers.filter(({ questionId }) => known.has(questionId));
  const problems = Object.fromEntries(
    Object.entries(state.problems).filter(([id]) => known.has(id)),
  );
  const found = { questions, links, bindings, tables, policies, solutions, answers, problems };
  const worded = event.solvedBy === undefined ? {} : madeBy(state, 'worded', event);
  const kept = keepingPolicies({ ...state, ...found }, answers);
  const asking = faultyStage(kept) ?? firstStageOf(questions, 'required');
  // What was reviewed is said to keep policies that have changed since.
  const reviewed = event.solutions ? { prepared: undefined } : {};
  return moved(kept, { ...worded, ...reviewed, asking, progress: undefined, stage: 'answering' });
}

function faultyStage(state: RecommendState): RecommendState['asking'] | undefined {
  const faulty = new Set(
    askedQuestions(state)
      .filter(({ id }) => id in state.problems)
      .map(({ stage }) => stage),
  );
  return (['required', 'basic', 'advanced'] as const).find((stage) => faulty.has(stage));
}
