/** A pattern, read: what RE2 and JavaScript both know. */
export type PatternNode =
  /** One character that a class, an escape or itself admits; `source` is a regular expression. */
  | { readonly type: 'character'; readonly source: string }
  | { readonly type: 'place'; readonly at: 'start' | 'end' | 'word-edge' | 'inside-word' }
  | { readonly type: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly type: 'choice'; readonly of: readonly PatternNode[] }
  | {
      readonly type: 'repeat';
      readonly of: PatternNode;
      readonly min: number;
      readonly max: number;
    };

export type PatternRead =
  | { readonly type: 'read'; readonly node: PatternNode }
  /** As the end of a sentence: "uses …". */
  | { readonly type: 'refused'; readonly problem: string };

/**
 * Most repetitions that RE2 counts.
 *
 * Source: https://github.com/google/re2/wiki/Syntax
 */
const REPEAT_MAX = 1_000;

/** RE2's `\s`, and its dot: JavaScript's own hold more, and less. */
const SPACES = '\\t\\n\\f\\r ';
const DOT = '[^\\n]';

const ESCAPED_CLASS = /^\\[dDwW]/u;
const ESCAPED_SIGN = /^\\(?:[\^$\\.*+?()[\]{}|/]|[tnrfv]|x[0-9a-fA-F]{2})/u;
/** General categories only: scripts are written differently. */
const CATEGORY = /^\\[pP]\{[LMNPSZC][a-z]?\}/u;
const COUNT = /^\{(\d{1,4})(,(\d{0,4}))?\}/u;
const GROUP = /^\((?:\?:|\?<[A-Za-z_]\w*>|(?!\?))/u;

/** Where the reading is. The first problem stands; what is read after it does not matter. */
interface Reading {
  readonly source: string;
  at: number;
  problem: string | undefined;
}

/**
 * Reads a pattern. Look-around, back-references, flags and whatever else only one of the engines
 * knows is refused.
 *
 * Source: https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(pattern: string): PatternRead {
  if (!isRegularExpression(pattern))
    return { type: 'refused', problem: 'is no regular expression' };
  const reading: Reading = { source: pattern, at: 0, problem: undefined };
  const node = readChoice(reading);
  if (reading.at < pattern.length) refuse(reading, ')');
  return reading.problem === undefined
    ? { type: 'read', node }
    : { type: 'refused', problem: reading.problem };
}

function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').unicode;
  } catch {
    return false;
  }
}

function readChoice(reading: Reading): PatternNode {
  const of = [readSequence(reading)];
  while (take(reading, /^\|/u) !== undefined) of.push(readSequence(reading));
  const [only] = of;
  return of.length === 1 && only ? only : { type: 'choice', of };
}

function readSequence(reading: Reading): PatternNode {
  const parts: PatternNode[] = [];
  while (reading.at < reading.source.length && !/^[|)]/u.test(rest(reading))) {
    parts.push(readRepeat(reading, readPart(reading)));
  }
  return { type: 'sequence', parts };
}

function readPart(reading: Reading): PatternNode {
  const group = take(reading, GROUP);
  if (group !== undefined) {
    const inside = readChoice(reading);
    if (take(reading, /^\)/u) === undefined) refuse(reading, group);
    return inside;
  }
  if (take(reading, /^\[/u) !== undefined) return readClass(reading);
  if (take(reading, /^\^/u) !== undefined) return { type: 'place', at: 'start' };
  if (take(reading, /^\$/u) !== undefined) return { type: 'place', at: 'end' };
  if (take(reading, /^\\b/u) !== undefined) return { type: 'place', at: 'word-edge' };
  if (take(reading, /^\\B/u) !== undefined) return { type: 'place', at: 'inside-word' };
  if (take(reading, /^\./u) !== undefined) return { type: 'character', source: DOT };
  if (take(reading, /^\\s/u) !== undefined) return { type: 'character', source: `[${SPACES}]` };
  if (take(reading, /^\\S/u) !== undefined) return { type: 'character', source: `[^${SPACES}]` };
  const source = takeEscape(reading) ?? take(reading, /^[^\\()]/u);
  return { type: 'character', source: source ?? refuse(reading, rest(reading).slice(0, 4)) };
}

/** What follows a `[`, to its `]`. */
function readClass(reading: Reading): PatternNode {
  let source = take(reading, /^\^/u) === undefined ? '[' : '[^';
  if (rest(reading).startsWith(']')) refuse(reading, '[]');
  while (reading.at < reading.source.length && take(reading, /^\]/u) === undefined) {
    if (rest(reading).startsWith('[:')) refuse(reading, '[:');
    const spaces = take(reading, /^\\s/u) === undefined ? undefined : SPACES;
    const part =
      spaces ?? takeEscape(reading) ?? take(reading, /^\\-/u) ?? take(reading, /^[^\\]/u);
    source += part ?? refuse(reading, rest(reading).slice(0, 4));
  }
  return { type: 'character', source: `${source}]` };
}

function takeEscape(reading: Reading): string | undefined {
  return take(reading, ESCAPED_CLASS) ?? take(reading, ESCAPED_SIGN) ?? take(reading, CATEGORY);
}

/** A lazy repetition finds the same texts as a greedy one. */
function readRepeat(reading: Reading, of: PatternNode): PatternNode {
  const { min, max } = takeCount(reading) ?? { min: 1, max: 1 };
  if (min === 1 && max === 1) return of;
  take(reading, /^\?/u);
  if (min > REPEAT_MAX || (max !== Infinity && max > REPEAT_MAX)) {
    reading.problem ??= `repeats more than ${REPEAT_MAX} times`;
  }
  return { type: 'repeat', of, min, max };
}

function takeCount(reading: Reading): { min: number; max: number } | undefined {
  const sign = take(reading, /^[*+?]/u);
  if (sign !== undefined) return { min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
  const match = COUNT.exec(rest(reading));
  if (!match) return undefined;
  reading.at += match[0].length;
  const [, least, more, most] = match;
  const min = Number(least);
  if (more === undefined) return { min, max: min };
  return { min, max: most === undefined || most === '' ? Infinity : Number(most) };
}

function take(reading: Reading, wanted: RegExp): string | undefined {
  const found = wanted.exec(rest(reading))?.[0];
  reading.at += found?.length ?? 0;
  return found;
}

function rest({ source, at }: Reading): string {
  return source.slice(at);
}

/** Nothing is read behind what is refused. */
function refuse(reading: Reading, what: string): string {
  reading.problem ??= `uses "${what}", which admission rules cannot read`;
  reading.at = reading.source.length;
  return '';
}
