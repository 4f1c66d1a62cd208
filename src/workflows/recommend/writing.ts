import { madeBy } from './by-rules.ts';
import { keepingPolicies } from './kept-policies.ts';
import { answerTooLong, stateTooLong } from './limits.ts';
import { isAnswered, stageQuestions } from './stages.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import { answerOf, moved, type RecommendStep, unchanged } from './steps.ts';
import type { Actor } from '../../chat/actor.ts';

export function writingAsked(
  state: RecommendState,
  event: Pick<Extract<RecommendEvent, { type: 'writing-asked' }>, 'by' | 'questionId'>,
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
  // Tells those that the model was asked for from those that built-in rules were.
  const instead = state.languageBy === undefined ? {} : { instead: state.modelFault ?? 'away' };
  const effects = fresh.map(
    ({ id: questionId }) =>
      ({ type: 'write-for-me', solutionId, questionId, by: event.by, ...instead }) as const,
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
  const written = { ...state, answers, problems, writing, ...madeBy(state, 'written', event) };
  const next = keepingPolicies(written, state.answers);
  const problem = answerTooLong(value) ?? stateTooLong(next) ?? next.problems[questionId];
  if (problem === undefined) return { state: next, effects: [], audit: [] };
  return moved(state, { writing, problems: { ...problems, [questionId]: problem } });
}

/** Only the question that the failed effect was about; nothing where it is not waited for any more. */
export function writingFailed(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'activity-failed' }>,
): RecommendStep {
  const effect = RecommendEffect.safeParse(event.effect).data;
  if (effect?.type !== 'write-for-me' || !writingOf(state, effect)) return unchanged(state);
  const { questionId } = effect;
  const problems = { ...state.problems, [questionId]: event.message };
  return moved(state, { problems, writing: without(state.writing, questionId) });
}

/** What the effect writes and for whom; undefined where that is not waited for any more. */
export function writingOf(
  { chosenId, writing }: RecommendState,
  effect: Extract<RecommendEffect, { type: 'write-for-me' }>,
): { readonly questionId: string; readonly by: Actor } | undefined {
  const { solutionId, questionId, by } = effect;
  const isWaitedFor = solutionId === chosenId && writing.includes(questionId);
  return isWaitedFor ? { questionId, by } : undefined;
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((one) => one !== id);
}
