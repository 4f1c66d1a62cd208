import { approvalKey } from './hear.ts';
import type { ChangeState, ItemResult } from './state.ts';
import type { Button, Card, CardElement } from '../../chat/card.ts';
import type { SessionOf } from '../../chat/session.ts';
import { bold, code, line, type Line, person, type Span } from '../../chat/text.ts';
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
  if (state.rebased > 0) cards.push({ slot: `rebased-${state.rebased}`, card: rebasedCard(state) });
  if (state.hasReminded) cards.push({ slot: 'reminder', card: reminderCard(state) });
  const outcome = outcomeLine(state);
  if (outcome) cards.push({ slot: 'outcome', card: { elements: [outcome], audience: 'thread' } });
  return cards;
}

function changeCard(state: ChangeState): Card {
  const { request } = state;
  const elements: CardElement[] = [
    { type: 'text', line: line`${bold(request.title)}, asked for by ${person(state.requester)}` },
    statusElement(state),
    { type: 'list', isOrdered: false, items: itemLines(state) },
    ...approvalElements(state),
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

function statusElement(state: ChangeState): CardElement {
  const { stage, results } = state;
  const alert = (level: 'info' | 'success' | 'warning' | 'error', text: Line): CardElement => ({
    type: 'alert',
    level,
    line: text,
  });
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
        line`Rejected by ${ender}${state.endReason ? `: ${state.endReason}` : ''}. Nothing was applied.`,
      );
    case 'withdrawn':
      return alert('info', line`Withdrawn by ${ender}. Nothing was applied.`);
    case 'superseded':
      return alert('info', [
        'The answers are being changed: a new review and a new change follow. Nothing was applied.',
      ]);
    case 'expired':
      return alert('warning', ['Nobody approved it in time. Nothing was applied.']);
  }
}

function waitingLine({ approvers, approvals, requester }: ChangeState): Line {
  if (!approvers) return ['Looking up who can approve…'];
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

function waitingText(results: readonly ItemResult[]): string {
  const open = results.filter(({ state }) => state !== 'ready');
  const reasons = [...new Set(open.map(({ reason }) => reason).filter((reason) => reason !== ''))];
  const count = `${results.length - open.length} of ${results.length} ready`;
  if (open.length === 0) return `${count}, a last look.`;
  return reasons.length === 0 ? `${count}.` : `${count}. ${reasons.slice(0, 2).join(' ')}`;
}

function failedText(results: readonly ItemResult[]): string {
  const refused = results.find(({ state }) => state === 'refused');
  const failed = results.find(({ state }) => state === 'failed');
  if (refused) {
    const done = results.filter(({ state }) => state === 'applied').length;
    const partly =
      done > 0 ? ` ${done} of ${results.length} objects had been applied before and stay.` : '';
    return `The cluster refused it: ${refused.reason}${partly}`;
  }
  return `Applied, but it failed: ${failed?.reason ?? 'no reason was given'}`;
}

const MARKS: Readonly<Record<ItemResult['state'], string>> = {
  waiting: '⏳',
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
    const reason = result.reason === '' ? '' : `: ${result.reason}`;
    return [`${MARKS[result.state]} ${name}${reason}`];
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

function buttonsOf(state: ChangeState): Button[] {
  const buttons: Button[] = [];
  if (state.trouble !== undefined) {
    buttons.push({ label: 'Try again', style: 'primary', action: { name: 'try-again' } });
  }
  if (state.stage === 'awaiting-approval') buttons.push(...decisionButtons(state));
  const isRefused = state.results.some((result) => result.state === 'refused');
  if (state.stage === 'failed' && isRefused) buttons.push(...OWN_BUTTONS);
  if ((state.stage === 'not-ready' || state.stage === 'failed') && !isRefused) {
    buttons.push({ label: 'Look again', action: { name: 'look-again' } });
  }
  return buttons;
}

/** What the requester can do as long as nothing was applied. */
const OWN_BUTTONS: readonly Button[] = [
  { label: 'Change answers', action: { name: 'edit-change' } },
  { label: 'Withdraw', action: { name: 'withdraw-change' } },
];

function decisionButtons(state: ChangeState): Button[] {
  if (!state.approvers || state.approvers.missingLines !== undefined) return [...OWN_BUTTONS];
  const count = state.request.prepared.items.length;
  const objects = count === 1 ? 'one object' : `${count} objects`;
  return [
    {
      label: 'Approve',
      style: 'primary',
      action: { name: 'approve-change', argument: approvalKey(state) },
      confirm: {
        title: 'Apply this change?',
        text: `It writes ${objects} to ${state.request.prepared.clusterName}, exactly as in ${state.request.prepared.yamlName}.`,
        confirmLabel: 'Approve',
        cancelLabel: 'Not yet',
      },
    },
    { label: 'Reject', style: 'danger', opens: 'reject', action: { name: 'open-form' } },
    ...OWN_BUTTONS,
  ];
}

function rebasedCard({ request, requester }: ChangeState): Card {
  return {
    title: 'The cluster changed meanwhile',
    elements: [
      {
        type: 'text',
        line: line`Somebody changed a live object after the approval, so earlier approvals do not count any more. ${person(requester)}, approvers: this is the difference now. Approve again on the change card above.`,
      },
      { type: 'diff', text: request.prepared.diffExcerpt },
    ],
    audience: 'thread',
  };
}

function reminderCard(state: ChangeState): Card {
  const waiting = state.stage === 'awaiting-approval';
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
        line: line`${to} ${bold(request.title)} was rejected: the card above has the reason.`,
      };
    case 'expired':
      return {
        type: 'text',
        line: line`${to} nobody approved ${bold(request.title)} in time. Ask again when it is still needed.`,
      };
    case 'awaiting-approval':
    case 'applying':
    case 'settling':
    case 'withdrawn':
    case 'superseded':
      return undefined;
  }
}
