import { parsePath } from '../../configure/field-path.ts';

/** One step of a rule's path. Unlike elsewhere the items of a list and the values of a map are told apart: CEL goes through a map's keys. */
export type RuleStep =
  | { readonly type: 'key'; readonly name: string }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'items' }
  | { readonly type: 'values' };

const BRACKETS = /\[\*\]|\['((?:[^'\\]|\\.)*)'\]/gu;

/**
 * The steps of a path as schemas write it: `[*]` for a list's items, `['*']` for a map's values. Throws
 * `Failure('invalid-input')` for what is no path.
 */
export function stepsOf(path: string): readonly RuleStep[] {
  const everies = [...path.matchAll(BRACKETS)].map(([text]) => text).filter(isEvery);
  let met = 0;
  return parsePath(path).map((segment): RuleStep => {
    if (segment.type !== 'every') return segment;
    met += 1;
    return { type: everies[met - 1] === "['*']" ? 'values' : 'items' };
  });
}

function isEvery(text: string): boolean {
  return text === '[*]' || text === "['*']";
}
