import { readPattern, type PatternNode } from './pattern-syntax.ts';

/** More are not told apart one by one. */
const BEGINNINGS_MAX = 32;

/** Characters that stand for themselves, in a pattern's writing. */
const ITSELF = /^(?:[^\\[^$.*+?()|{}]|\\[^A-Za-z0-9])$/u;

/**
 * How every text begins in which the pattern is found: "registry.acme.example/" for
 * `^registry\.acme\.example/`. Undefined where it says nothing of the beginning.
 */
export function beginningsOf(pattern: string): readonly string[] | undefined {
  const read = readPattern(pattern);
  if (read.type === 'refused') return undefined;
  const found = anchored(read.node);
  return found?.every(({ text }) => text !== '') ? found.map(({ text }) => text) : undefined;
}

/** Whether a text keeps the pattern however it goes on: it asks for no end and no edge of a word. */
export function isSteady(pattern: string): boolean {
  const read = readPattern(pattern);
  return read.type === 'read' && asksOnlyForStart(read.node);
}

interface Beginning {
  readonly text: string;
  /** Something that is not told in letters follows: nothing more can be added. */
  readonly isOpen: boolean;
}

/** Undefined for what may begin anywhere in a text. */
function anchored(node: PatternNode): readonly Beginning[] | undefined {
  if (node.type === 'choice') {
    const all = node.of.map(anchored);
    const known = all.filter((one) => one !== undefined).flat();
    return all.includes(undefined) || known.length > BEGINNINGS_MAX ? undefined : known;
  }
  if (node.type !== 'sequence') return undefined;
  const [first, ...rest] = node.parts;
  if (!first) return undefined;
  if (first.type === 'place' && first.at === 'start') return grown([EMPTY], rest);
  const inner = anchored(first);
  return inner && grown(inner, rest);
}

const EMPTY: Beginning = { text: '', isOpen: false };

function grown(from: readonly Beginning[], parts: readonly PatternNode[]): readonly Beginning[] {
  return parts.reduce((all, part) => {
    const next = all.flatMap((one) => (one.isOpen ? [one] : continued(one, part)));
    return next.length > BEGINNINGS_MAX ? all.map(({ text }) => ({ text, isOpen: true })) : next;
  }, from);
}

function continued(one: Beginning, part: PatternNode): readonly Beginning[] {
  const closed = { ...one, isOpen: true };
  switch (part.type) {
    case 'character':
      return ITSELF.test(part.source)
        ? [{ text: one.text + part.source.replace(/^\\/u, ''), isOpen: false }]
        : [closed];
    case 'place':
      return [one];
    case 'sequence':
      return grown([one], part.parts);
    case 'choice':
      return part.of.flatMap((way) => grown([one], [way]));
    case 'repeat':
      return [closed];
  }
}

function asksOnlyForStart(node: PatternNode): boolean {
  switch (node.type) {
    case 'character':
      return true;
    case 'place':
      return node.at === 'start';
    case 'sequence':
      return node.parts.every(asksOnlyForStart);
    case 'choice':
      return node.of.every(asksOnlyForStart);
    case 'repeat':
      return asksOnlyForStart(node.of);
  }
}
