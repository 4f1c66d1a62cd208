import { likenessOfLooks } from '../pattern/similar.ts';
import { likenessOf } from './said-values.ts';
import { mayBeOneSubject } from './subject.ts';
import type { Outline } from './teaching-outlines.ts';

/** So alike are the subjects of sentences that say the same. */
export const SAME_SENTENCE = 0.75;

/** One of the others that says the same, the nearest first. */
export function alikeOf(own: Outline, others: readonly Outline[]): Outline | undefined {
  const same = others.filter(({ id, type }) => type === own.type && id !== own.id);
  if (own.type === 'policy') return same.find((other) => sayTheSame(own, other));
  if (own.resources.length === 0) return same.find((other) => nameTheSame(own, other));
  let nearest: { readonly outline: Outline; readonly score: number } | undefined;
  for (const outline of same) {
    if (outline.resources.length === 0 || !mayBeOneSubject(own.subject, outline.subject)) continue;
    const { isSame, score } = likenessOfLooks(own.looks, outline.looks);
    if (isSame && (!nearest || score > nearest.score)) nearest = { outline, score };
  }
  return nearest?.outline;
}

/** Of what names nothing to deploy: the same is warned of, or the same stranger wanted for the same. */
function nameTheSame(one: Outline, other: Outline): boolean {
  if (other.warning === undefined || other.warning !== one.warning) return false;
  return !one.wantsUnknown || mayBeOneSubject(one.subject, other.subject);
}

/** Whether two sentences demand the same, if in somewhat other words: the same values, nothing turned round. */
function sayTheSame(one: Outline, other: Outline): boolean {
  return (
    one.demand.forbids === other.demand.forbids &&
    one.values === other.values &&
    likenessOf(one.demand.subject, other.demand.subject) >= SAME_SENTENCE
  );
}
