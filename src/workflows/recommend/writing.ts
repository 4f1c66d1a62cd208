import { isAnswered, stageQuestions } from './stages.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
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
  const effects = fresh.map(
    ({ id }) => ({ type: 'write-for-me', questionId: id, by: event.by }) as const,
  );
  return moved(state, { writing }, effects);
}

/** What was written counts as an answer that the person sees and can still change. */
export function valueWritten(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'value-written' }>,
): RecommendStep {
  if (!state.writing.includes(event.questionId)) return unchanged(state);
  const others = state.answers.filter(({ questionId }) => questionId !== event.questionId);
  const answer = answerOf(event.questionId, event.value, { ...event, how: 'written-for-them' });
  const { [event.questionId]: _mended, ...problems } = state.problems;
  const writing = without(state.writing, event.questionId);
  return moved(state, { answers: [...others, answer], problems, writing });
}

/** Effects of a session run in order, so the first that is being written is the one that failed. */
export function writingFailed(state: RecommendState, message: string): RecommendStep {
  const [questionId, ...writing] = state.writing;
  if (questionId === undefined) return unchanged(state);
  return moved(state, { writing, problems: { ...state.problems, [questionId]: message } });
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((one) => one !== id);
}
