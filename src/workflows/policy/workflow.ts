import { form } from './forms.ts';
import { hear } from './hear.ts';
import { PolicyEffect, PolicyEvent, PolicyInput, PolicyState } from './state.ts';
import { summary } from './summary.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';
import { expiryOf } from '../wizard/steps.ts';
import type { Lifecycle, Workflow } from '../workflow.ts';

/** From a sentence to a policy that guides, and that an approver may have enforced. */
export const policyWorkflow: Workflow<PolicyState, PolicyEvent, PolicyEffect, PolicyInput> = {
  name: 'policy',
  state: PolicyState,
  event: PolicyEvent,
  effect: PolicyEffect,
  input: PolicyInput,
  start,
  transition,
  lifecycle,
  hear,
  view,
  summary,
  form,
};

function lifecycle(state: PolicyState): Lifecycle {
  switch (state.stage) {
    case 'closed':
      return { isOpen: false, isListening: false };
    case 'handed-over':
      return { isOpen: true, isListening: false };
    case 'awaiting-curator':
      return { isOpen: true, isListening: false, awaits: 'approval', expiresAt: expiryOf(state) };
    default:
      return { isOpen: true, isListening: true, expiresAt: expiryOf(state) };
  }
}
