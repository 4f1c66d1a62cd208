import type { ModelFault } from './model-state.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import { moved, type RecommendStep, unchanged } from './steps.ts';
import { keyOf, PATIENCE_KEY } from './work-keys.ts';
import { writingOf } from './writing.ts';
import { toJson } from '../../domain/json.ts';

/** After so long, in milliseconds, the card offers to go on without the model's answer. */
const LONG_MS = 10_000;

/** Why the rules do it: nobody waited. */
const NOT_AWAITED: ModelFault = 'not-awaited';

type ThinkingEvent = Extract<RecommendEvent, { type: 'model-asked' | 'thought-long' }>;

/** The model is at it: the card says so, and after a while offers to go on without. */
export function thinking(state: RecommendState, event: ThinkingEvent): RecommendStep {
  return event.type === 'model-asked' ? modelAsked(state, event) : thoughtLong(state, event);
}

function modelAsked(
  state: RecommendState,
  { at: since, effect }: Extract<RecommendEvent, { type: 'model-asked' }>,
): RecommendStep {
  const next = { ...state, thinking: { effect, since }, progress: undefined };
  if (!thoughtOf(next)) return unchanged(state);
  const at = new Date(Date.parse(since) + LONG_MS).toISOString();
  const event = toJson({ type: 'thought-long', at, since } satisfies RecommendEvent);
  const { sessionId } = state;
  const reminder = { type: 'raise', sessionId, event, notBefore: at, key: PATIENCE_KEY } as const;
  return { state: next, effects: [reminder], audit: [] };
}

function thoughtLong(
  state: RecommendState,
  { since }: Extract<RecommendEvent, { type: 'thought-long' }>,
): RecommendStep {
  if (state.thinking?.since !== since) return unchanged(state);
  const next = { ...state, thinking: { ...state.thinking, isLong: true } };
  return { state: next, effects: [], audit: [] };
}

/** What the model is being asked, where somebody still waits for it. */
export function thoughtOf(state: RecommendState): RecommendEffect | undefined {
  const { stage, trouble, thinking, languageBy } = state;
  if (!thinking || languageBy !== undefined) return undefined;
  const effect = RecommendEffect.safeParse(thinking.effect).data;
  switch (effect?.type) {
    case 'write-for-me':
      return writingOf(state, effect) && effect;
    case 'understand-intent':
      return stage === 'understanding' && !trouble ? effect : undefined;
    case 'find-solutions':
      return stage === 'searching' && !trouble ? effect : undefined;
    case 'write-questions':
      return stage === 'questioning' && !trouble ? effect : undefined;
    case 'apply-open-requirements':
      return stage === 'generating' && !trouble ? effect : undefined;
    case 'interpret-reply':
    case 'prepare-change':
    case undefined:
      return undefined;
  }
}

/**
 * What can be done by built-in rules at once instead. Not a value whose stage was left: manifests
 * that wait for it would be built first.
 */
export function replaceable(state: RecommendState): RecommendEffect | undefined {
  const effect = thoughtOf(state);
  return effect?.type === 'write-for-me' && state.stage !== 'answering' ? undefined : effect;
}

/** Ends the model's thinking; the rules do it, and whatever follows. */
export function notAwaited(state: RecommendState): RecommendStep {
  const effect = replaceable(state);
  if (!effect) return unchanged(state);
  const instead = effect.type === 'write-for-me' ? { instead: NOT_AWAITED } : {};
  const changes = { languageBy: 'offline', modelFault: NOT_AWAITED, progress: undefined } as const;
  const step = moved(state, changes, [{ ...effect, ...instead }]);
  return { ...step, cancels: [keyOf(effect)] };
}

/** What the model does now, for the person who waits; undefined where it is not asked. */
export function thinkingText(state: RecommendState): string | undefined {
  const effect = thoughtOf(state);
  switch (effect?.type) {
    case 'understand-intent':
      return 'Claude is reading your request…';
    case 'find-solutions':
      return 'Claude is ranking what was found…';
    case 'write-questions':
      return 'Claude is wording the questions…';
    case 'apply-open-requirements':
      return 'Claude is reading your requirements…';
    case 'write-for-me': {
      const question = state.questions.find(({ id }) => id === effect.questionId);
      return `Claude is writing ${question?.label ?? 'a value'}…`;
    }
    case 'interpret-reply':
    case 'prepare-change':
    case undefined:
      return undefined;
  }
}
