import type { RecommendEffect } from './state.ts';

/** Names what a later step may have to stop. */
const WORK_KEY = 'work';

/** Names the effect that tries again by itself, so that a person who was faster cancels it. */
export const RETRY_KEY = 'try-again';

/** Names the effect that offers another way on to whoever waits for the model. */
export const PATIENCE_KEY = 'patience';

/** Several values may be on their way to be written, and one of them be stopped. */
export function keyOf(effect: RecommendEffect): string {
  return effect.type === 'write-for-me' ? writingKey(effect.questionId) : WORK_KEY;
}

/** Of everything that a conversation may be doing. */
export function keysOfWork(writing: readonly string[]): string[] {
  return [WORK_KEY, ...writing.map((questionId) => writingKey(questionId))];
}

function writingKey(questionId: string): string {
  return `${WORK_KEY} on ${questionId}`;
}
