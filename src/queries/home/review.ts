import { countsElement } from './taught.ts';
import type { Reader } from './home-rows.ts';
import { type OpenReview, type Reviewed, REVIEWS_SHOWN } from './review-data.ts';
import { isSameActor } from '../../chat/actor.ts';
import type { CardElement, Choice } from '../../chat/card.ts';
import { line, type Line, person } from '../../chat/text.ts';
import { candidateChoice } from '../candidates.ts';
import { run } from '../taught-list-cards.ts';

/** The beginning of the queue; nothing where nothing waits. `open` undefined: it does not answer. */
export function reviewElements(
  open: readonly Reviewed[] | undefined,
  reader: Reader,
): CardElement[] {
  if (open?.length === 0) return [];
  const heading: CardElement = { type: 'heading', text: 'To review' };
  const counted = countsElement('candidates', open && candidatesCountLine(open.length));
  if (!open) return [heading, counted];
  const shown = open.slice(0, REVIEWS_SHOWN);
  return [
    heading,
    counted,
    { type: 'choices', choices: shown.map((one) => choiceOf(one, reader)) },
    ...(open.length > shown.length
      ? [
          {
            type: 'buttons' as const,
            buttons: [run(`Show all ${open.length}`, 'candidates list')],
          },
        ]
      : []),
  ];
}

/** What is open already is decided on its card: asking for it once more would only tell where that is. */
function choiceOf({ candidate, open }: Reviewed, reader: Reader): Choice {
  const choice = candidateChoice(candidate);
  if (!open) return choice;
  const { label, details } = choice;
  return { label, details: [...details, standing(open, reader)] };
}

function standing({ session, summary, card }: OpenReview, { viewer, isDirect }: Reader): Line {
  const { place, owner } = session;
  const { heldBy } = summary;
  const isShut = isDirect(place) && !isSameActor(owner, viewer);
  const holder = heldBy ?? (isShut ? owner : undefined);
  const isAsked = summary.waitsFor === 'approvers' ? ['It waits for you'] : summary.status;
  const who = holder ? line`${person(holder)} is looking it over` : isAsked;
  if (isShut) return [...who, ' in a direct conversation, which nobody else can open.'];
  const text = 'its card';
  const thread = place.thread ?? card;
  const at = { ...place, ...(thread === undefined ? {} : { thread }) };
  const link = { thread: { text, place: at, ...(card === undefined ? {} : { message: card }) } };
  return [...who, ': see ', link, '.'];
}

export function candidatesCountLine(open: number): Line {
  if (open === 0) return ['None waits for a decision.'];
  return [
    open === 1 ? '1 candidate waits for a decision.' : `${open} candidates wait for a decision.`,
  ];
}
