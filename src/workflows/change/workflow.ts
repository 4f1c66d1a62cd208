import { canEdit, canStop, canWithdraw } from './ending.ts';
import { hear } from './hear.ts';
import { ChangeEffect, ChangeEvent, ChangeState } from './state.ts';
import { start, transition } from './transition.ts';
import { summary } from './summary.ts';
import { variantForm } from './variants.ts';
import { view } from './view.ts';
import type { Form } from '../../chat/form.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { Line } from '../../chat/text.ts';
import { ChangeRequest } from '../../domain/prepared-change.ts';
import type { Lifecycle, Workflow } from '../workflow.ts';

/** From a digest that waits for approval to objects that say themselves that they are ready. */
export const changeWorkflow: Workflow<ChangeState, ChangeEvent, ChangeEffect, ChangeRequest> = {
  name: 'change',
  state: ChangeState,
  event: ChangeEvent,
  effect: ChangeEffect,
  input: ChangeRequest,
  start,
  transition,
  lifecycle,
  hear,
  view,
  summary,
  form,
};

/** Days after which nobody is expected to come back to a change that hangs or has ended. */
const IDLE_DAYS = 7;

/** An applied change stays open to another look at its objects; only its card's buttons reach it. */
function lifecycle(state: ChangeState): Lifecycle {
  const { stage, approvers } = state;
  if (stage === 'awaiting-approval') {
    const expiry = approvers ? { expiresAt: approvers.expiresAt } : {};
    return { isOpen: true, isListening: false, awaits: 'approval', ...expiry };
  }
  if (canEdit(state) || canStop(state) || canWithdraw(state)) {
    const expiresAt = new Date(Date.parse(state.lastAt) + IDLE_DAYS * 86_400_000).toISOString();
    return { isOpen: true, isListening: false, expiresAt };
  }
  const canLookAgain = (stage === 'failed' && state.isOver !== true) || stage === 'not-ready';
  const isUnderWay = stage === 'applying' || stage === 'settling';
  return { isOpen: isUnderWay || canLookAgain, isListening: false };
}

function form({ state }: SessionOf<ChangeState>, request: { formId: string }): Form | Line {
  if (request.formId === 'variant' && state.stage === 'awaiting-approval') {
    return variantForm(state);
  }
  if (request.formId !== 'reject' || state.stage !== 'awaiting-approval') {
    return ['This change is decided already: there is nothing to reject or to change.'];
  }
  return {
    id: 'reject',
    title: 'Reject the change',
    submitLabel: 'Reject',
    intro: [],
    fields: [
      {
        id: 'reason',
        label: 'Why, and what would make it acceptable',
        kind: 'multiline',
        options: [],
        isSearched: false,
        isRequired: true,
        maxLength: 1_000,
      },
    ],
  };
}
