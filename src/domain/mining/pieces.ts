/** A good place to cut stands in the last part of a piece. */
const LEAST_SHARE = 0.5;

/**
 * A text in pieces of at most `max` UTF-16 units, cut where a paragraph, a line, a sentence or a word
 * ends. Nothing but white space between two pieces is lost, and no letter is cut in two.
 */
export function piecesOf(text: string, max: number): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > max) {
    const end = from + cutOf(text.slice(from, from + max + 1), max);
    pieces.push(text.slice(from, end).trim());
    from = end;
  }
  pieces.push(text.slice(from).trim());
  return pieces.filter((piece) => piece !== '');
}

function cutOf(read: string, max: number): number {
  for (const mark of ['\n\n', '\n', '. ', '。', ' ']) {
    const at = read.lastIndexOf(mark, max - mark.trimEnd().length);
    if (at >= max * LEAST_SHARE) return at + mark.trimEnd().length;
  }
  // Half of a letter outside the basic plane stays with its other half.
  return /[\uD800-\uDBFF]/u.test(read.charAt(max - 1)) ? max - 1 : max;
}
