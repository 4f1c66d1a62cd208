import { IDLE_DAYS, type RecommendEffect, type RecommendState } from './state.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { Answer } from '../../domain/question.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Solution } from '../../domain/solution.ts';
import type { Step } from '../workflow.ts';

export type RecommendStep = Step<RecommendState, RecommendEffect>;

/** Nothing happens: the event does not fit the state. */
export function unchanged(state: RecommendState): RecommendStep {
  return { state, effects: [], audit: [] };
}

/** The state with some parts replaced; whatever trouble there was is over. */
export function moved(
  state: RecommendState,
  changes: Partial<RecommendState>,
  effects: RecommendStep['effects'] = [],
): RecommendStep {
  return { state: { ...state, trouble: undefined, ...changes }, effects, audit: [] };
}

/** Hands over to an activity, under a stage that says so. */
export function working(
  state: RecommendState,
  changes: Partial<RecommendState>,
  effect: RecommendEffect,
): RecommendStep {
  return moved(state, { progress: undefined, ...changes }, [effect]);
}

export function closed(
  state: RecommendState,
  outcome: NonNullable<RecommendState['outcome']>,
  audit: readonly AuditNote[] = [],
): RecommendStep {
  const ended = { stage: 'closed', endedIn: state.stage, outcome } as const;
  const step = moved(state, { ...ended, progress: undefined, writing: [] });
  return { ...step, audit };
}

export function chosenSolution(state: RecommendState): Solution | undefined {
  return state.solutions.find(({ id }) => id === state.chosenId);
}

/** When a conversation that nobody answers ends by itself. */
export function expiryOf(state: RecommendState): string {
  return new Date(Date.parse(state.lastAt) + IDLE_DAYS * 86_400_000).toISOString();
}

export function answerOf(
  questionId: string,
  value: Answer['value'],
  event: { at: string; by: Actor; how: Answer['how'] },
): Answer {
  return { questionId, value, by: actorKey(event.by), at: event.at, how: event.how };
}
