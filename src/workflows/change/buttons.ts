import { approvalKey } from './approval.ts';
import { isShort } from './asking.ts';
import { canEdit, canStop, canWithdraw } from './ending.ts';
import type { ChangeState } from './state.ts';
import { isRefused } from './steps.ts';
import { canRetry } from './transition.ts';
import type { Button } from '../../chat/card.ts';

/** What can be done with the change from its card: nothing is shown that would do nothing. */
export function buttonsOf(state: ChangeState): Button[] {
  const buttons: Button[] = [];
  if (canRetry(state)) {
    buttons.push({ label: 'Try again', style: 'primary', action: { name: 'try-again' } });
  }
  if (canStop(state)) buttons.push(stopButton(state));
  if (state.stage === 'awaiting-approval') return [...buttons, ...decisionButtons(state)];
  if (canEdit(state)) buttons.push(EDIT);
  if (canWithdraw(state)) buttons.push(WITHDRAW);
  const isOpen = state.stage === 'not-ready' || state.stage === 'failed';
  if (isOpen && !isRefused(state)) {
    buttons.push({ label: 'Look again', action: { name: 'look-again' } });
  }
  return buttons;
}

/** The same on a copy for approvers: without what its requester alone can do. */
export function approverButtonsOf(state: ChangeState): Button[] {
  return buttonsOf(state).filter((button) => button !== EDIT && button !== WITHDRAW);
}

const EDIT: Button = { label: 'Change answers', action: { name: 'edit-change' } };
const WITHDRAW: Button = { label: 'Withdraw', action: { name: 'withdraw-change' } };
/** Looks up again who may approve. */
const CHECK_AGAIN: Button = { label: 'Check again', action: { name: 'check-again' } };

function stopButton({ stage }: ChangeState): Button {
  const what =
    stage === 'applying'
      ? 'Objects that were not applied yet will not be.'
      : 'The bot does not watch the objects any more.';
  return {
    label: 'Stop here',
    style: 'danger',
    action: { name: 'stop-change' },
    confirm: {
      title: 'Stop here?',
      text: `${what} What was applied stays.`,
      confirmLabel: 'Stop here',
      cancelLabel: 'Not yet',
    },
  };
}

function decisionButtons(state: ChangeState): Button[] {
  if (!state.approvers) return [EDIT, WITHDRAW];
  const { missingLines, closedBecause } = state.approvers;
  if (missingLines !== undefined || closedBecause !== undefined) {
    return [CHECK_AGAIN, EDIT, WITHDRAW];
  }
  const count = state.request.prepared.items.length;
  const objects = count === 1 ? 'one object' : `${count} objects`;
  return [
    {
      label: 'Approve',
      style: 'primary',
      action: { name: 'approve-change', argument: approvalKey(state) },
      confirm: {
        title: 'Apply this change?',
        text: `It writes ${objects} to ${state.request.prepared.clusterName}, exactly as in ${state.request.prepared.yamlName}. It takes somebody other than the requester.`,
        confirmLabel: 'Approve',
        cancelLabel: 'Not yet',
      },
    },
    { label: 'Reject', style: 'danger', opens: 'reject', action: { name: 'open-form' } },
    ...(state.trouble === undefined && !isShort(state) ? [] : [CHECK_AGAIN]),
    EDIT,
    WITHDRAW,
  ];
}
