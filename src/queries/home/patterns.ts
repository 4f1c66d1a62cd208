import type { PatternCounts, PatternsData } from './patterns-data.ts';
import type { Reader } from './home-rows.ts';
import { countsElement, draftElements, draftsWords } from './taught.ts';
import type { CardElement } from '../../chat/card.ts';
import { code, line, type Line } from '../../chat/text.ts';

/** How many are followed where they apply, and what waits for this curator. */
export function patternElements({ counts, drafts }: PatternsData, reader: Reader): CardElement[] {
  return [
    countsElement('patterns', counts && patternCountsLine(counts)),
    ...draftElements(drafts, reader),
  ];
}

export function patternCountsLine({ active, drafts }: PatternCounts): Line {
  if (active + drafts === 0) {
    return line`None yet. Teach one: ${code('/dotai patterns new …')}, or say ${code('@dotai capture this')} in a thread that explains it.`;
  }
  const followed = active === 1 ? 'is followed where it applies' : 'are followed where they apply';
  return [`${[`${active} ${followed}`, ...draftsWords(drafts)].join(', ')}.`];
}
