import type { PoliciesData, PolicyCounts } from './policies-data.ts';
import type { Reader } from './home-rows.ts';
import { countsElement, draftElements, draftsWords } from './taught.ts';
import type { CardElement } from '../../chat/card.ts';
import { code, line, type Line } from '../../chat/text.ts';

/** How many guide, and what waits for this curator. */
export function policyElements({ counts, drafts }: PoliciesData, reader: Reader): CardElement[] {
  return [
    countsElement('policies', counts && policyCountsLine(counts)),
    ...draftElements(drafts, reader),
  ];
}

export function policyCountsLine({ active, guidance, enforced, drafts }: PolicyCounts): Line {
  if (active + drafts === 0) {
    return line`None yet. Say one in a sentence: ${code('/dotai policies new …')}`;
  }
  const parts = [
    `${active} ${active === 1 ? 'guides' : 'guide'} every recommendation`,
    ...(enforced > 0 ? [`${enforced} of them applied to a cluster`] : []),
    ...(guidance > 0 ? [`${guidance} of them guidance only`] : []),
    ...draftsWords(drafts),
  ];
  return [`${parts.join(', ')}.`];
}
