import { readPattern, type PatternNode } from './pattern-syntax.ts';

/** Tried in this order for a place that admits several characters. */
const CHARACTERS = Array.from('a1A0b-./:_@+=, \n*%#');

/** A ceiling for what is repeated, so that a sample stays small. */
const REPEAT_MAX = 300;

/**
 * A text in which the pattern is found, if one is easily made; whoever asks checks it. `length` is how
 * often something is repeated that may be repeated at will.
 */
export function sampleOf(pattern: string, { length }: { length: number }): string | undefined {
  // Outside of a class only JavaScript minds these.
  const known = pattern.replace(/\\-/gu, '\\x2d').replace(/\\([_:@#%&=~!<>"'`,; ])/gu, '$1');
  const read = readPattern(known);
  return read.type === 'read' ? written(read.node, length) : undefined;
}

function written(node: PatternNode, length: number): string | undefined {
  switch (node.type) {
    case 'character': {
      const wanted = new RegExp(`^${node.source}$`, 'u');
      return CHARACTERS.find((one) => wanted.test(one)) ?? anyCharacter(wanted);
    }
    case 'place':
      return '';
    case 'sequence':
      return joined(node.parts.map((part) => written(part, length)));
    case 'choice':
      return node.of.map((one) => written(one, length)).find((text) => text !== undefined);
    case 'repeat': {
      const times = Math.min(Math.max(node.min, Math.min(length, node.max)), REPEAT_MAX);
      const once = times === 0 ? '' : written(node.of, length);
      return once?.repeat(times);
    }
  }
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

function anyCharacter(wanted: RegExp): string | undefined {
  const printable = Array.from({ length: 95 }, (_, place) => String.fromCodePoint(32 + place));
  return printable.find((one) => wanted.test(one));
}
