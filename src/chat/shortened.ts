const ELLIPSIS = '…';

/**
 * At most `max` UTF-16 code units of a text, cut between graphemes, with "…" where something was cut
 * off: half an emoji is never sent.
 */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < ELLIPSIS.length) return '';
  const room = max - ELLIPSIS.length;
  let end = 0;
  for (const { index, segment } of graphemes(text.slice(0, max + 1))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd() + ELLIPSIS;
}

function graphemes(text: string): Iterable<Intl.SegmentData> {
  return new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
}
