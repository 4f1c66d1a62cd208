import { HIDDEN } from '../redaction.ts';
import { safeTextOf, mayHoldSecret } from './hide.ts';

/** A line of a document, secrets hidden. */
export interface SafeLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Parts of it that were hidden. */
  readonly hidden: number;
}

/** How much is read for secrets at a time, in UTF-16 units; more where it cannot be cut with safety. */
const PORTION = 4_000;
const PORTION_MAX = 16_000;

/** Lines on each side that are read along: a secret's name may stand there. */
const CONTEXT = 2;

/** A longer line was written by no person: data, or what a program was packed into. It is left out. */
const LINE_MAX = 16_000;

const KEY_BEGINS = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY|PuTTY-User-Key-File/u;
const KEY_ENDS = /-----END [A-Z ]{0,40}PRIVATE KEY|Private-MAC/u;

/**
 * The lines of a document in portions, so that nobody waits for a long one as a whole. It is never cut
 * within a key of many lines, nor beside a line that may hold or name a secret, unless that goes on and
 * on. Whatever ends its lines, and with or without a byte order mark.
 */
export function* safePortions(text: string): Generator<readonly SafeLine[]> {
  const lines = text
    .replaceAll(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => (line.length > LINE_MAX ? '' : line));
  let from = 0;
  for (const to of cutsOf(lines)) {
    yield hiddenLines(lines, { from, to });
    from = to;
  }
}

/** Where each portion ends: the index behind its last line. */
function* cutsOf(lines: readonly string[]): Generator<number> {
  let size = 0;
  let isInKey = false;
  let isBefore = false;
  for (const [index, line] of lines.entries()) {
    const mayHold: boolean = line.trim() === '' ? isBefore : mayHoldSecret(line);
    const isSafe = size > PORTION && !isBefore && !mayHold;
    if (!isInKey && (isSafe || size > PORTION_MAX)) {
      yield index;
      size = 0;
    }
    size += line.length + 1;
    isBefore = mayHold;
    isInKey = isInKey ? !KEY_ENDS.test(line) : KEY_BEGINS.test(line) && !KEY_ENDS.test(line);
  }
  yield lines.length;
}

function hiddenLines(
  lines: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly SafeLine[] {
  const start = Math.max(0, from - CONTEXT);
  const { text, hidden } = safeTextOf(lines.slice(start, to + CONTEXT).join('\n'), 'lines');
  return text
    .split('\n')
    .slice(from - start, to - start)
    .map((line, index) => ({
      text: line,
      number: from + index + 1,
      hidden: hidden === 0 ? 0 : line.split(HIDDEN).length - 1,
    }));
}
