import type { Row } from './home-data.ts';
import { draftRow, type Reader } from './home-rows.ts';
import type { CardElement } from '../../chat/card.ts';
import type { Line } from '../../chat/text.ts';

/** Rows of drafts; of more, the rest is counted. */
const ROWS_MAX = 5;

/** The drafts that wait for this curator. */
export function draftElements(drafts: readonly Row[], reader: Reader): CardElement[] {
  const rest = drafts.length - ROWS_MAX;
  return [
    ...drafts.slice(0, ROWS_MAX).map((row) => draftRow(row, reader)),
    ...(rest > 0
      ? [{ type: 'note' as const, line: [`… ${rest} more drafts wait for a curator.`] }]
      : []),
  ];
}

/** How many there are, in a line; `words` undefined: they do not answer. */
export function countsElement(what: string, words: Line | undefined): CardElement {
  return words === undefined
    ? { type: 'alert', level: 'warning', line: [`The ${what} are not answering.`] }
    : { type: 'text', line: words };
}

/** Of drafts, in a sentence; none where there are none. */
export function draftsWords(drafts: number): string[] {
  if (drafts === 0) return [];
  return [`${drafts} ${drafts === 1 ? 'draft waits' : 'drafts wait'} for a curator`];
}
