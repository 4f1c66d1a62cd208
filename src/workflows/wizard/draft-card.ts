import { type Actor, isSameActor } from '../../chat/actor.ts';
import { alert, buttonRow, note } from './card-parts.ts';
import type { CardElement } from '../../chat/card.ts';
import { line, person } from '../../chat/text.ts';

interface Draft {
  readonly stage: string;
  readonly outcome?: string | undefined;
  readonly author: Actor;
  readonly decidedBy?: Actor | undefined;
}

/** What somebody who is no curator taught: `until` says what it does not do before one has accepted it. */
export function draftCard(state: Draft, until: string): CardElement[] {
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
    alert('info', [`Stored as a draft until a curator accepts it. ${until}`]),
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

function endText({ decidedBy, author }: Draft): string {
  return decidedBy && isSameActor(decidedBy, author) ? 'Taken back' : 'Declined';
}
