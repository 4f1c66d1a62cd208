import { isSameActor } from '../../chat/actor.ts';
import { alert, buttonRow, note } from './card-parts.ts';
import type { PolicyState } from './state.ts';
import type { CardElement } from '../../chat/card.ts';
import { line, person } from '../../chat/text.ts';

/** A policy of somebody who is no curator: it guides nothing before one has accepted it. */
export function draftCard(state: PolicyState): CardElement[] {
  const { stage, outcome, decidedBy } = state;
  if (stage !== 'awaiting-curator') {
    if (!decidedBy) return [note('Nobody decided about this draft here.')];
    if (stage !== 'closed') return [note('Being decided…')];
    return [
      outcome === 'accepted'
        ? alert('success', line`Accepted by ${person(decidedBy)}.`)
        : alert('info', line`${endText(state)} by ${person(decidedBy)}: the draft was removed.`),
    ];
  }
  return [
    alert('info', ['Stored as a draft until a curator accepts it. Until then it guides nothing.']),
    note('Its author can take it back with Decline.'),
    ...buttonRow(
      { label: 'Accept', style: 'primary', action: { name: 'accept-draft' } },
      {
        label: 'Decline',
        action: { name: 'decline-draft' },
        confirm: {
          title: 'Decline this draft?',
          text: 'The draft is removed. Its author can write it again.',
          confirmLabel: 'Decline',
          cancelLabel: 'Not now',
        },
      },
    ),
  ];
}

function endText({ decidedBy, author }: PolicyState): string {
  return decidedBy && isSameActor(decidedBy, author) ? 'Taken back' : 'Declined';
}
