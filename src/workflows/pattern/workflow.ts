import { form } from './forms.ts';
import { hear } from './hear.ts';
import { PatternEffect, PatternEvent, PatternInput, PatternState } from './state.ts';
import { summary } from './summary.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';
import { expiryOf } from '../wizard/steps.ts';
import type { Lifecycle, Workflow } from '../workflow.ts';

/** From a name, a candidate or a pattern that there is, to a pattern that recommendations use. */
export const patternWorkflow: Workflow<PatternState, PatternEvent, PatternEffect, PatternInput> = {
  name: 'pattern',
  state: PatternState,
  event: PatternEvent,
  effect: PatternEffect,
  input: PatternInput,
  start,
  transition,
  lifecycle,
  hear,
  view,
  summary,
  form,
};

function lifecycle(state: PatternState): Lifecycle {
  switch (state.stage) {
    case 'closed':
      return { isOpen: false, isListening: false };
    case 'awaiting-curator':
      return { isOpen: true, isListening: false, awaits: 'approval', expiresAt: expiryOf(state) };
    default:
      return { isOpen: true, isListening: true, expiresAt: expiryOf(state) };
  }
}
