import type { PoliciesData } from './policies-data.ts';
import { draftRow, type Reader } from './home-rows.ts';
import type { CardElement } from '../../chat/card.ts';
import { code, line } from '../../chat/text.ts';

/** Rows of drafts; of more, the rest is counted. */
const ROWS_MAX = 5;

/** How many guide, and what waits for this curator. */
export function policyElements({ counts, drafts }: PoliciesData, reader: Reader): CardElement[] {
  const rest = drafts.length - ROWS_MAX;
  return [
    countsElement(counts),
    ...drafts.slice(0, ROWS_MAX).flatMap((row) => draftRow(row, reader)),
    ...(rest > 0
      ? [{ type: 'note' as const, line: [`… ${rest} more drafts wait for a curator.`] }]
      : []),
  ];
}

function countsElement(counts: PoliciesData['counts']): CardElement {
  if (!counts) {
    return { type: 'alert', level: 'warning', line: ['The policies are not answering.'] };
  }
  const { active, guidance, enforced, drafts } = counts;
  if (active + drafts === 0) {
    return {
      type: 'text',
      line: line`None yet. Say one in a sentence: ${code('/dotai policies new …')}`,
    };
  }
  const parts = [
    `${active} ${active === 1 ? 'guides' : 'guide'} every recommendation`,
    ...(enforced > 0 ? [`${enforced} of them applied to a cluster`] : []),
    ...(guidance > 0 ? [`${guidance} of them guidance only`] : []),
    ...(drafts > 0
      ? [`${drafts} ${drafts === 1 ? 'draft waits' : 'drafts wait'} for a curator`]
      : []),
  ];
  return { type: 'text', line: [`${parts.join(', ')}.`] };
}
