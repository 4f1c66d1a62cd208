import { countsElement } from './taught.ts';
import { shownForReview } from './review-data.ts';
import type { CardElement } from '../../chat/card.ts';
import type { Line } from '../../chat/text.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { candidateChoice } from '../candidates.ts';
import { run } from '../taught-list-cards.ts';

/** The beginning of the queue; nothing where nothing waits. `open` undefined: it does not answer. */
export function reviewElements(open: readonly Candidate[] | undefined): CardElement[] {
  if (open?.length === 0) return [];
  const heading: CardElement = { type: 'heading', text: 'To review' };
  const counted = countsElement('candidates', open && candidatesCountLine(open.length));
  if (!open) return [heading, counted];
  const shown = shownForReview(open);
  return [
    heading,
    counted,
    { type: 'choices', choices: shown.map((one) => candidateChoice(one)) },
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

export function candidatesCountLine(open: number): Line {
  if (open === 0) return ['None waits for a decision.'];
  return [
    open === 1 ? '1 candidate waits for a decision.' : `${open} candidates wait for a decision.`,
  ];
}
