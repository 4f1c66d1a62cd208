import { answerTooLong, stateTooLong } from './limits.ts';
import { isAnswered, stageQuestions } from './stages.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import { answerOf, moved, type RecommendStep, unchanged } from './steps.ts';

export function writingAsked(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'writing-asked' }>,
): RecommendStep {
  const wanted = stageQuestions(state).filter(
    ({ id, isWritable }) =>
      isWritable &&
      (event.questionId === undefined ? !isAnswered(state, id) : id === event.questionId),
  );
  const fresh = wanted.filter(({ id }) => !state.writing.includes(id));
  if (fresh.length === 0) return unchanged(state);
  const writing = [...state.writing, ...fresh.map(({ id }) => id)];
  const solutionId = state.chosenId ?? '';
  const effects = fresh.map(
    ({ id }) => ({ type: 'write-for-me', solutionId, questionId: id, by: event.by }) as const,
  );
  return moved(state, { writing }, effects);
}

/**
 * What was written counts as an answer that the person sees and can still change. It may come when
 * its stage was left: effects run in order, so the manifests are built after it.
 */
export function valueWritten(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'value-written' }>,
): RecommendStep {
  const { questionId, solutionId, value } = event;
  if (solutionId !== state.chosenId || !state.writing.includes(questionId)) return unchanged(state);
  const others = state.answers.filter((answer) => answer.questionId !== questionId);
  const answers = [...others, answerOf(questionId, value, { ...event, how: 'written-for-them' })];
  const { [questionId]: _mended, ...problems } = state.problems;
  const writing = without(state.writing, questionId);
  const next = { ...state, answers, problems, writing };
  const problem = answerTooLong(value) ?? stateTooLong(next);
  if (problem === undefined) return { state: next, effects: [], audit: [] };
  return moved(state, { writing, problems: { ...problems, [questionId]: problem } });
}

/** Only the question that the failed effect was about; nothing where it is not waited for any more. */
export function writingFailed(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'activity-failed' }>,
): RecommendStep {
  const effect = RecommendEffect.safeParse(event.effect).data;
  if (effect?.type !== 'write-for-me') return unchanged(state);
  const { questionId, solutionId } = effect;
  if (solutionId !== state.chosenId || !state.writing.includes(questionId)) return unchanged(state);
  const problems = { ...state.problems, [questionId]: event.message };
  return moved(state, { problems, writing: without(state.writing, questionId) });
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((one) => one !== id);
}
