import type { Limits } from '@marcbachmann/cel-js';

/** Characters of an expression that somebody wrote. */
const LENGTH_MAX = 2_000;

/** Comprehensions within each other: each multiplies what an object costs by the length of its list. */
const NESTING_MAX = 2;

const COMPREHENSIONS: ReadonlySet<unknown> = new Set([
  'all',
  'exists',
  'exists_one',
  'existsOne',
  'filter',
  'map',
]);

/** More than any expression of that length needs, for those that are written as well as those that are rendered. */
export const LIMITS = {
  maxAstNodes: 20_000,
  maxDepth: 100,
  maxListElements: 1_000,
  maxMapEntries: 100,
  maxCallArguments: 8,
} satisfies Limits;

/** Why an expression is too long to be read at all; undefined when it is not. */
export function lengthProblem(expression: string): string | undefined {
  if (expression.length <= LENGTH_MAX) return undefined;
  return `must have at most ${LENGTH_MAX.toLocaleString('en')} characters`;
}

/** Why an expression may take long, by its syntax tree; undefined when it may not. */
export function nestingProblem(tree: unknown): string | undefined {
  if (nestingOf(tree) <= NESTING_MAX) return undefined;
  return `must go through lists within lists ${NESTING_MAX} deep at most`;
}

function nestingOf(part: unknown): number {
  if (Array.isArray(part)) {
    return part.reduce((deepest: number, one: unknown) => Math.max(deepest, nestingOf(one)), 0);
  }
  if (typeof part !== 'object' || part === null || !('op' in part) || !('args' in part)) return 0;
  const { op, args } = part;
  if (op !== 'rcall' || !Array.isArray(args) || !COMPREHENSIONS.has(args[0])) {
    return nestingOf(args);
  }
  // What it goes through is evaluated once, what it asks of each item as often as there are items.
  const [, list, asked] = args;
  return Math.max(nestingOf(list), 1 + nestingOf(asked));
}
