import { buttonsOf } from './buttons.ts';
import { failedText, waitingText, whatStays } from './sentences.ts';
import type { ChangeState, ItemResult } from './state.ts';
import type { Card, CardElement } from '../../chat/card.ts';
import type { SessionOf } from '../../chat/session.ts';
import { bold, code, line, type Line, person, type Span } from '../../chat/text.ts';
import { preparedWarnings } from '../prepared-warnings.ts';
import type { SlottedCard } from '../workflow.ts';

/**
 * One card that is redrawn from the record through the change's whole life, and new messages where
 * somebody must be told: platforms notify of a new message, not of one that is redrawn. So the first
 * card waits until it can name the approvers.
 */
export function view({ state }: SessionOf<ChangeState>): readonly SlottedCard[] {
  if (!state.approvers && state.trouble === undefined && state.stage === 'awaiting-approval')
    return [];
  const cards: SlottedCard[] = [{ slot: 'change', card: changeCard(state) }];
  for (let round = 1; round <= state.round; round += 1) {
    cards.push({ slot: `again-${round}`, card: againCard(state, round) });
  }
  for (const round of state.reminded) {
    cards.push({ slot: `reminder-${round}`, card: reminderCard(state, round) });
  }
  const outcome = outcomeLine(state);
  if (outcome) {
    const slot = `outcome-${state.looks}`;
    cards.push({ slot, card: { elements: [outcome], audience: 'thread' } });
  }
  return cards;
}

type Alert = Extract<CardElement, { readonly type: 'alert' }>;

function changeCard(state: ChangeState): Card {
  const { request } = state;
  const elements: CardElement[] = [
    { type: 'text', line: line`${bold(request.title)}, asked for by ${person(state.requester)}` },
    statusElement(state),
    { type: 'list', isOrdered: false, items: itemLines(state) },
    ...approvalElements(state),
    ...preparedWarnings(request.prepared),
  ];
  if (state.trouble !== undefined) {
    elements.push({ type: 'alert', level: 'error', line: [state.trouble] });
  }
  const buttons = buttonsOf(state);
  if (buttons.length > 0) elements.push({ type: 'buttons', buttons });
  const digest = code(request.prepared.digest.slice(0, 12));
  elements.push({
    type: 'note',
    line: line`Exactly ${request.prepared.yamlName} above · digest ${digest} · cluster ${request.prepared.clusterName}`,
  });
  return { title: 'Change', elements, audience: 'thread' };
}

/** How it stands, in the words of its card. */
export function statusElement(state: ChangeState): Alert {
  const { stage, results } = state;
  const alert = (level: Alert['level'], text: Line): Alert => ({
    type: 'alert',
    level,
    line: text,
  });
  const stays = whatStays(results);
  const ender: Span = state.endedBy ? person(state.endedBy) : 'dotai';
  switch (stage) {
    case 'awaiting-approval':
      return alert('info', waitingLine(state));
    case 'applying':
      return alert('info', ['Approved. Applying now…']);
    case 'settling':
      return alert('info', [`Applied, not ready yet: ${waitingText(results)}`]);
    case 'ready':
      return alert('success', ['Ready: every object says so itself.']);
    case 'failed':
      return alert('error', [failedText(results)]);
    case 'not-ready':
      return alert('warning', [
        `Applied, but still not ready after the time we watch: ${waitingText(results)}`,
      ]);
    case 'rejected':
      return alert(
        'warning',
        line`Rejected by ${ender}${state.endReason ? `: ${state.endReason}` : ''}. ${stays}`,
      );
    case 'withdrawn':
      return alert('info', line`Withdrawn by ${ender}. ${stays}`);
    case 'superseded':
      return alert('info', [
        ...(state.endReason ? line`Rejected by ${ender}: ${state.endReason} ` : []),
        `The answers are being changed: a new review and a new change follow. ${stays}`,
      ]);
    case 'expired':
      return alert('warning', [`Nobody approved it in time. ${stays}`]);
    case 'stopped':
      return alert('warning', stoppedLine(state));
  }
}

function stoppedLine({ endedBy, endReason = '', results }: ChangeState): Line {
  const rest = [endReason, whatStays(results)].filter((text) => text !== '').join(' ');
  return endedBy ? line`Stopped by ${person(endedBy)}. ${rest}` : [`Stopped. ${rest}`];
}

function waitingLine({ approvers, approvals, requester }: ChangeState): Line {
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

const MARKS: Readonly<Record<ItemResult['state'], string>> = {
  waiting: '➖',
  applied: '⏳',
  refused: '❌',
  ready: '✅',
  failed: '❌',
};

function itemLines({ request, results, stage }: ChangeState): Line[] {
  const isDecided = stage === 'applying' || results.some(({ state }) => state !== 'waiting');
  return request.prepared.items.map(({ reference, action }, index): Line => {
    const place = reference.namespace === undefined ? '' : ` in ${reference.namespace}`;
    const name = `${reference.kind} ${reference.name}${place}`;
    const result = results[index];
    if (!isDecided || !result) return [`${action}: ${name}`];
    const said = result.state === 'waiting' && stage !== 'applying' ? 'not applied' : result.reason;
    const mark = stage === 'applying' && result.state === 'waiting' ? '⏳' : MARKS[result.state];
    return [`${mark} ${name}${said === '' ? '' : `: ${said}`}`];
  });
}

function approvalElements({ approvals, approvers, stage }: ChangeState): CardElement[] {
  const elements: CardElement[] = [];
  if (approvals.length > 0) {
    const people = approvals.flatMap(({ actor }, index): Line =>
      index === 0 ? [person(actor)] : [', ', person(actor)],
    );
    elements.push({ type: 'facts', facts: [{ label: 'Approved by', value: people }] });
  }
  if (stage === 'awaiting-approval' && approvers?.missingLines !== undefined) {
    elements.push({ type: 'code', title: 'dotai.yaml', text: approvers.missingLines });
  }
  return elements;
}

/** A message of its own for each round, since only a new message calls the approvers back. */
function againCard(state: ChangeState, round: number): Card {
  const { request, askedAgain, requester } = state;
  if (round < state.round || !askedAgain || state.stage === 'superseded') {
    const note: Line = ['Approval was asked for again here: the change card says how it went on.'];
    return { elements: [{ type: 'note', line: note }], audience: 'thread' };
  }
  const where: Line =
    state.stage === 'awaiting-approval'
      ? [' ', ...waitingLine(state), ', on the change card above.']
      : [];
  if (askedAgain.because === 'approval-voided') {
    const text = [...line`${person(requester)} ${askedAgain.reason}`, ...where];
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

function reminderCard(state: ChangeState, round: number): Card {
  const waiting = state.stage === 'awaiting-approval' && round === state.round;
  const text: Line = waiting
    ? ['Still waiting. ', ...waitingLine(state)]
    : ['This was decided meanwhile.'];
  return { elements: [{ type: 'note', line: text }], audience: 'thread' };
}

/** What the requester has been waiting for, in one line that notifies them. */
function outcomeLine(state: ChangeState): CardElement | undefined {
  const { stage, requester, request } = state;
  const to = person(requester);
  switch (stage) {
    case 'ready':
      return { type: 'text', line: line`${to} ${bold(request.title)} is ready.` };
    case 'failed':
      return {
        type: 'text',
        line: line`${to} ${bold(request.title)} failed: the card above says why.`,
      };
    case 'not-ready':
      return {
        type: 'text',
        line: line`${to} ${bold(request.title)} is applied but not ready: the card above says what is missing.`,
      };
    case 'rejected':
      return {
        type: 'text',
        line: line`${to} ${bold(request.title)} was rejected: the card above has the reason, and Change answers to ask again.`,
      };
    case 'expired':
      return {
        type: 'text',
        line: line`${to} nobody approved ${bold(request.title)} in time. Press Change answers on the card above to ask again.`,
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
