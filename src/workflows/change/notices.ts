import { isDeletion } from './action-words.ts';
import { editLabel } from './buttons.ts';
import { canEdit } from './ending.ts';
import { endedSentence, ENFORCED, unprovedText } from './sentences.ts';
import type { ChangeState } from './state.ts';
import { waitingLine } from './status.ts';
import type { Card, CardElement } from '../../chat/card.ts';
import { bold, line, type Line, person } from '../../chat/text.ts';

/** A message of its own for each round, since only a new message calls the approvers back. */
export function againCard(state: ChangeState, round: number): Card {
  const { request, askedAgain, requester } = state;
  if (round < state.round || !askedAgain || state.stage === 'superseded') {
    const note: Line = ['Approval was asked for again here: the change card says how it went on.'];
    return { elements: [{ type: 'note', line: note }], audience: 'thread' };
  }
  const where: Line =
    state.stage === 'awaiting-approval'
      ? [' ', ...waitingLine(state), ', on the change card above.']
      : [];
  if (askedAgain.because !== 'base-moved') {
    const why =
      askedAgain.because === 'variant-switched'
        ? `It shall be done in another way now, so earlier approvals do not count any more. ${endedSentence(askedAgain.reason)}`
        : askedAgain.reason;
    const text = [...line`${person(requester)} ${why}`, ...where];
    return {
      title: 'Approval is asked for again',
      elements: [{ type: 'text', line: text }],
      audience: 'thread',
    };
  }
  const { diff, diffExcerpt, diffName } = request.prepared;
  const text = line`Somebody changed a live object after the approval, so earlier approvals do not count any more. ${person(requester)}, approvers: this is the difference now.`;
  const elements: CardElement[] = [
    { type: 'text', line: [...text, ...where] },
    { type: 'diff', text: diffExcerpt },
  ];
  if (diffName !== undefined) {
    elements.push({ type: 'file', name: diffName, title: 'Whole difference', content: diff });
  }
  return { title: 'The cluster changed meanwhile', elements, audience: 'thread' };
}

export function reminderCard(state: ChangeState, round: number): Card {
  const waiting = state.stage === 'awaiting-approval' && round === state.round;
  const text: Line = waiting
    ? ['Still waiting. ', ...waitingLine(state)]
    : ['This was decided meanwhile.'];
  return { elements: [{ type: 'note', line: text }], audience: 'thread' };
}

function doneWords(state: ChangeState): string {
  if (isDeletion(state)) return 'is done: everything is deleted.';
  const { proof } = state.request.prepared;
  return proof ? `is enforced in ${ENFORCED[proof.expects]}` : 'is ready.';
}

/** What the requester has been waiting for, in one line that notifies them. */
export function outcomeLine(state: ChangeState): CardElement | undefined {
  const { stage, requester, request } = state;
  const to = person(requester);
  const askAnew = isDeletion(state)
    ? 'Ask for it again where you asked for it.'
    : `Press ${editLabel(state)} on the card above to ask again.`;
  const forbidden = canEdit(state)
    ? `the card above says what forbids it. Press ${editLabel(state)} there.`
    : 'the card above says what forbids it, and how to go on.';
  switch (stage) {
    case 'ready':
      return { type: 'text', line: line`${to} ${bold(request.title)} ${doneWords(state)}` };
    case 'failed':
      return {
        type: 'text',
        line: line`${to} ${bold(request.title)} failed: the card above says why.`,
      };
    case 'not-ready':
      return {
        type: 'text',
        line: line`${to} ${bold(request.title)} ${notReadyWords(state)}`,
      };
    case 'rejected': {
      const how = state.endedBy
        ? `was rejected: the card above has the reason. ${askAnew}`
        : `cannot be applied as it is: ${forbidden}`;
      return { type: 'text', line: line`${to} ${bold(request.title)} ${how}` };
    }
    case 'expired':
      return {
        type: 'text',
        line: line`${to} nobody approved ${bold(request.title)} in time. ${askAnew}`,
      };
    case 'stopped':
      return {
        type: 'text',
        line: line`${to} ${bold(request.title)} was stopped: the card above says how far it got.`,
      };
    case 'awaiting-approval':
    case 'applying':
    case 'settling':
    case 'withdrawn':
    case 'superseded':
      return undefined;
  }
}

function notReadyWords(state: ChangeState): string {
  if (isDeletion(state)) return 'is not gone yet: the card above says what is still there.';
  return unprovedText(state) === undefined
    ? 'is applied but not ready: the card above says what is missing.'
    : 'is applied, but not proved to act: the card above says why.';
}
