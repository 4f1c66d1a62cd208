import { isDeletion, wordsOf } from './action-words.ts';
import { approvalKey } from './approval.ts';
import { isShort } from './asking.ts';
import { canEdit, canStop, canWithdraw } from './ending.ts';
import type { ChangeState } from './state.ts';
import { isRefused } from './steps.ts';
import { canRetry } from './transition.ts';
import { currentVariant, variantButtons } from './variants.ts';
import type { Button } from '../../chat/card.ts';

/** What can be done with the change from its card: nothing is shown that would do nothing. */
export function buttonsOf(state: ChangeState): Button[] {
  const buttons: Button[] = [];
  if (canRetry(state)) {
    buttons.push({ label: 'Try again', style: 'primary', action: { name: 'try-again' } });
  }
  if (canStop(state)) buttons.push(stopButton(state));
  if (state.stage === 'awaiting-approval') return [...buttons, ...decisionButtons(state)];
  if (canEdit(state)) buttons.push(editButton(state));
  if (canWithdraw(state)) buttons.push(WITHDRAW);
  const isOpen = state.stage === 'not-ready' || state.stage === 'failed';
  if (isOpen && !isRefused(state)) {
    buttons.push({ label: 'Look again', action: { name: 'look-again' } });
  }
  return buttons;
}

/** The same on a copy for approvers: without what its requester alone can do. */
export function approverButtonsOf(state: ChangeState): Button[] {
  return buttonsOf(state).filter(
    ({ action }) => action.name !== 'edit-change' && action.name !== 'withdraw-change',
  );
}

/** A change of a policy's enforcement was made of a policy, any other of answers. */
export function editLabel({ request }: ChangeState): string {
  return request.prepared.proof || request.variants ? 'Change the policy' : 'Change answers';
}

function editButton(state: ChangeState): Button {
  return { label: editLabel(state), action: { name: 'edit-change' } };
}

const WITHDRAW: Button = { label: 'Withdraw', action: { name: 'withdraw-change' } };
/** Looks up again who may approve. */
const CHECK_AGAIN: Button = { label: 'Check again', action: { name: 'check-again' } };

function stopButton(state: ChangeState): Button {
  const { stage } = state;
  const { stopText } = wordsOf(state);
  const text =
    stage === 'applying' ? stopText : 'The bot does not watch the objects any more. They stay.';
  return {
    label: 'Stop here',
    style: 'danger',
    action: { name: 'stop-change' },
    confirm: {
      title: 'Stop here?',
      text,
      confirmLabel: 'Stop here',
      cancelLabel: 'Not yet',
    },
  };
}

function decisionButtons(state: ChangeState): Button[] {
  const own = canEdit(state) ? [editButton(state), WITHDRAW] : [WITHDRAW];
  if (!state.approvers) return own;
  const { missingLines, closedBecause } = state.approvers;
  if (missingLines !== undefined || closedBecause !== undefined) {
    return [CHECK_AGAIN, ...own];
  }
  return [
    {
      label: 'Approve',
      style: 'primary',
      action: { name: 'approve-change', argument: approvalKey(state) },
      confirm: approveConfirm(state),
    },
    ...variantButtons(state),
    { label: 'Reject', style: 'danger', opens: 'reject', action: { name: 'open-form' } },
    ...(state.trouble === undefined && !isShort(state) ? [] : [CHECK_AGAIN]),
    ...own,
  ];
}

function approveConfirm(state: ChangeState): NonNullable<Button['confirm']> {
  const { items, clusterName, yamlName } = state.request.prepared;
  const objects = items.length === 1 ? 'one object' : `${items.length} objects`;
  const variant = currentVariant(state);
  const how = variant ? ` (${variant.label})` : '';
  return {
    title: isDeletion(state) ? `Delete ${objects}?` : 'Apply this change?',
    text: isDeletion(state)
      ? `It deletes ${objects} from ${clusterName}, as in ${yamlName}. It takes somebody other than the requester.`
      : `It writes ${objects} to ${clusterName}, exactly as in ${yamlName}${how}. It takes somebody other than the requester.`,
    confirmLabel: 'Approve',
    cancelLabel: 'Not yet',
  };
}
