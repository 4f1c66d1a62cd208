import { likenessOfLooks } from '../pattern/similar.ts';
import { likenessOf } from './said-values.ts';
import type { Outline } from './teaching-outlines.ts';

/** So alike are the subjects of sentences that say the same. */
export const SAME_SENTENCE = 0.75;

/** One of the others that says the same, the nearest first. */
export function alikeOf(own: Outline, others: readonly Outline[]): Outline | undefined {
  const same = others.filter(({ id, type }) => type === own.type && id !== own.id);
  if (own.type === 'policy') return same.find((other) => sayTheSame(own, other));
  if (own.resources.length === 0) {
    return same.find(({ warning }) => warning !== undefined && warning === own.warning);
  }
  let nearest: { readonly outline: Outline; readonly score: number } | undefined;
  for (const outline of same) {
    if (outline.resources.length === 0) continue;
    const { isSame, score } = likenessOfLooks(own.looks, outline.looks);
    if (isSame && (!nearest || score > nearest.score)) nearest = { outline, score };
  }
  return nearest?.outline;
}

/** Whether two sentences demand the same, if in somewhat other words: the same values, nothing turned round. */
function sayTheSame(one: Outline, other: Outline): boolean {
  return (
    one.demand.forbids === other.demand.forbids &&
    one.values === other.values &&
    likenessOf(one.demand.subject, other.demand.subject) >= SAME_SENTENCE
  );
}
