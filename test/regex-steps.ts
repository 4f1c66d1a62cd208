/** Goes on with the rest of a pattern where a part of it ended; true when all of it matched. */
type Then = (at: number) => boolean;
type Part = (at: number, then: Then) => boolean;

export interface Walk {
  /** Characters and places that were looked at: as a backtracking engine does, without its short cuts. */
  readonly steps: number;
  readonly matches: readonly { readonly start: number; readonly end: number }[];
}

interface Reading {
  readonly source: string;
  readonly flags: string;
  at: number;
}

/**
 * Finds what `text.matchAll(pattern)` finds, and counts the steps: the same on every machine, unlike
 * time. Knows what the patterns of this repository use; throws an Error for anything else.
 */
export function walk(pattern: RegExp, text: string): Walk {
  let steps = 0;
  const look = (): void => {
    steps += 1;
  };
  const reading: Reading = { source: pattern.source, flags: pattern.flags, at: 0 };
  const whole = readAlternatives(reading, { text, look });
  if (reading.at < reading.source.length) throw new Error(`Not read: ${pattern.source}`);
  const matches: { start: number; end: number }[] = [];
  for (let from = 0; from <= text.length;) {
    let end = -1;
    look();
    whole(from, (at) => {
      end = at;
      return true;
    });
    if (end >= 0) matches.push({ start: from, end });
    from = end > from ? end : from + 1;
  }
  return { steps, matches };
}

const OF_WORDS = new Set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_');

interface Over {
  readonly text: string;
  readonly look: () => void;
}

function readAlternatives(reading: Reading, over: Over): Part {
  const parts = [readSequence(reading, over)];
  while (reading.source[reading.at] === '|') {
    reading.at += 1;
    parts.push(readSequence(reading, over));
  }
  return (at, then) => parts.some((part) => part(at, then));
}

function readSequence(reading: Reading, over: Over): Part {
  const parts: Part[] = [];
  while (reading.at < reading.source.length && !/[|)]/u.test(reading.source[reading.at] ?? '')) {
    parts.push(readQuantified(reading, over));
  }
  const nothing: Part = (at, then) => then(at);
  return parts.reduceRight<Part>(
    (rest, part) => (rest === nothing ? part : (at, then) => part(at, (next) => rest(next, then))),
    nothing,
  );
}

function readQuantified(reading: Reading, over: Over): Part {
  const single = /^(?:\[(?:\\.|[^\]\\])*\]|\\[^bB]|[^()[\\^$|])/u.exec(
    reading.source.slice(reading.at),
  )?.[0];
  const part = single === undefined ? readPlace(reading, over) : undefined;
  if (single !== undefined) reading.at += single.length;
  const times = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})(\??)/u.exec(reading.source.slice(reading.at));
  reading.at += times?.[0].length ?? 0;
  const [least, most] = rangeOf(times);
  const isLazy = times?.[4] === '?';
  if (single !== undefined) {
    return repeatedSingle(fitting(single, reading.flags, over), { least, most, isLazy });
  }
  if (!part) throw new Error('There is nothing to repeat.');
  return least === 1 && most === 1 ? part : repeated(part, { least, most });
}

function rangeOf(times: RegExpExecArray | null): readonly [number, number] {
  switch (times?.[0]?.[0]) {
    case undefined:
      return [1, 1];
    case '*':
      return [0, Infinity];
    case '+':
      return [1, Infinity];
    case '?':
      return [0, 1];
    default: {
      const [, least = '', comma, most] = times ?? [];
      return [Number(least), most ? Number(most) : comma ? Infinity : Number(least)];
    }
  }
}

/** Groups, looks ahead, `^`, `$` and `\b`. */
function readPlace(reading: Reading, over: Over): Part {
  const { text, look } = over;
  const rest = reading.source.slice(reading.at);
  const [mark = ''] = /^(?:\((?:\?(?:[:=!]|<\w+>))?|[\^$]|\\b)/u.exec(rest) ?? [];
  reading.at += mark.length;
  if (mark === '^') return (at, then) => at === 0 && then(at);
  if (mark === '$') return (at, then) => at === text.length && then(at);
  if (mark === '\\b') {
    return (at, then) => {
      look();
      return OF_WORDS.has(text[at - 1] ?? '') !== OF_WORDS.has(text[at] ?? '') && then(at);
    };
  }
  if (!mark.startsWith('(')) throw new Error(`Not known: ${rest}`);
  const inner = readAlternatives(reading, over);
  if (reading.source[reading.at] !== ')') throw new Error(`Not closed: ${rest}`);
  reading.at += 1;
  if (mark !== '(?=' && mark !== '(?!') return inner;
  return (at, then) => inner(at, () => true) === (mark === '(?=') && then(at);
}

/** Whether the character at a place is of that kind. */
function fitting(kind: string, flags: string, { text, look }: Over): (at: number) => boolean {
  const pattern = new RegExp(`^${kind}$`, flags.replace('g', ''));
  const known = new Map<string, boolean>();
  return (at) => {
    look();
    const character = text[at];
    if (character === undefined) return false;
    const fits = known.get(character) ?? pattern.test(character);
    known.set(character, fits);
    return fits;
  };
}

function repeatedSingle(
  fits: (at: number) => boolean,
  times: { readonly least: number; readonly most: number; readonly isLazy: boolean },
): Part {
  const { least, most, isLazy } = times;
  return (at, then) => {
    let count = 0;
    while (count < least && fits(at + count)) count += 1;
    if (count < least) return false;
    if (isLazy) {
      for (; !then(at + count); count += 1) if (count >= most || !fits(at + count)) return false;
      return true;
    }
    while (count < most && fits(at + count)) count += 1;
    for (; count >= least; count -= 1) if (then(at + count)) return true;
    return false;
  };
}

function repeated(part: Part, { least, most }: { least: number; most: number }): Part {
  const after = (count: number, at: number, then: Then): boolean => {
    const again = (next: number): boolean =>
      (next > at || count < least) && after(count + 1, next, then);
    return (count < most && part(at, again)) || (count >= least && then(at));
  };
  return (at, then) => after(0, at, then);
}
