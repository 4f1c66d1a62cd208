import { form } from './forms.ts';
import { hear } from './hear.ts';
import { RecommendEffect, RecommendEvent, RecommendInput, RecommendState } from './state.ts';
import { expiryOf } from './steps.ts';
import { start, transition } from './transition.ts';
import { summary } from './summary.ts';
import { view } from './view.ts';
import type { Lifecycle, Workflow } from '../workflow.ts';

/** From a sentence to a change that waits for approval. */
export const recommendWorkflow: Workflow<
  RecommendState,
  RecommendEvent,
  RecommendEffect,
  RecommendInput
> = {
  name: 'recommend',
  state: RecommendState,
  event: RecommendEvent,
  effect: RecommendEffect,
  input: RecommendInput,
  start,
  transition,
  lifecycle,
  hear,
  view,
  summary,
  form,
};

function lifecycle(state: RecommendState): Lifecycle {
  if (state.stage === 'closed') return { isOpen: false, isListening: false };
  if (state.stage === 'handed-over') return { isOpen: true, isListening: false };
  return { isOpen: true, isListening: true, expiresAt: expiryOf(state) };
}
