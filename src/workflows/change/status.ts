import { wordsOf } from './action-words.ts';
import {
  doneText,
  endedSentence,
  failedText,
  unprovedText,
  waitingText,
  whatStays,
} from './sentences.ts';
import type { ChangeState } from './state.ts';
import type { CardElement } from '../../chat/card.ts';
import { line, type Line, person, type Span } from '../../chat/text.ts';

type Alert = Extract<CardElement, { readonly type: 'alert' }>;

/** How it stands, in the words of its card. */
export function statusElement(state: ChangeState): Alert {
  const { stage } = state;
  const words = wordsOf(state);
  const alert = (level: Alert['level'], text: Line): Alert => ({
    type: 'alert',
    level,
    line: text,
  });
  const stays = whatStays(state);
  const ender: Span = state.endedBy ? person(state.endedBy) : 'dotai';
  switch (stage) {
    case 'awaiting-approval':
      return alert('info', waitingLine(state));
    case 'applying':
      return alert('info', [words.underWay]);
    case 'settling':
      return alert('info', [`${words.settling}: ${waitingText(state)}`]);
    case 'ready':
      return alert('success', [doneText(state), ...provedWords(state)]);
    case 'failed':
      return alert('error', [failedText(state)]);
    case 'not-ready':
      return alert('warning', [
        unprovedText(state) ?? `${words.notSettled}: ${waitingText(state)}`,
      ]);
    case 'rejected':
      if (!state.endedBy)
        return alert('warning', [`${endedSentence(state.endReason ?? '')} ${stays}`]);
      return alert(
        'warning',
        line`Rejected by ${ender}${state.endReason ? `: ${endedSentence(state.endReason)}` : '.'} ${stays}`,
      );
    case 'withdrawn':
      return alert('info', line`Withdrawn by ${ender}. ${stays}`);
    case 'superseded':
      return alert('info', [
        ...(state.endReason
          ? [
              ...(state.endedBy ? line`Rejected by ${ender}: ` : []),
              `${endedSentence(state.endReason)} `,
            ]
          : []),
        `The answers are being changed: a new review and a new change follow. ${stays}`,
      ]);
    case 'expired':
      return alert('warning', [`Nobody approved it in time. ${stays}`]);
    case 'stopped':
      return alert('warning', stoppedLine(state));
  }
}

function provedWords({ proven }: ChangeState): Line {
  return proven ? [` Proved: ${endedSentence(proven.text)}`] : [];
}

function stoppedLine(state: ChangeState): Line {
  const { endedBy, endReason = '' } = state;
  const rest = [endReason, whatStays(state)].filter((text) => text !== '').join(' ');
  return endedBy ? line`Stopped by ${person(endedBy)}. ${rest}` : [`Stopped. ${rest}`];
}

/** Whom it waits for, or why nobody can approve it. */
export function waitingLine({ approvers, approvals, requester }: ChangeState): Line {
  if (!approvers) return ['Looking up who can approve…'];
  if (approvers.closedBecause !== undefined) return [approvers.closedBecause];
  if (approvers.missingLines !== undefined) {
    return [
      'Nobody is named as an approver yet, so nothing can be applied. An operator adds these lines to dotai.yaml and restarts the bot:',
    ];
  }
  const asked: Line = [
    ...approvers.groups.map((group): Span => ({ group })),
    ...approvers.people.map(person),
  ];
  const who: Line = approvers.isAnyMember
    ? line`any full member other than ${person(requester)}`
    : asked.flatMap((span, index) => (index === 0 ? [span] : [' or ', span]));
  const missing = approvers.quorum - approvals.length;
  const count = missing > 1 ? `${missing} approvals of ` : '';
  return ['Waits for approval by ', count, ...who].filter((span) => span !== '');
}
