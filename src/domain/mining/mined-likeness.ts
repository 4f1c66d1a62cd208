import { isSameKind, type ResourceKind } from '../kind.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { similarTo } from '../pattern/similar.ts';
import type { Candidate } from './candidate.ts';
import { sayTheSame } from './mined-contradictions.ts';

/** The pattern that says the same already. */
export function patternAlike(
  candidate: Candidate,
  patterns: readonly Pattern[],
): Pattern | undefined {
  if (candidate.resources.length === 0) return undefined;
  return similarTo(similarityOf(candidate), patterns).find(({ isSame }) => isSame)?.item;
}

/** One of the others that says the same, the nearest first. */
export function alikeOf(candidate: Candidate, others: readonly Candidate[]): Candidate | undefined {
  const same = others.filter(({ id, type }) => type === candidate.type && id !== candidate.id);
  if (candidate.type === 'policy') {
    return same.find(({ title }) => sayTheSame(title, candidate.title));
  }
  const named = same.filter(({ resources }) => resources.length > 0);
  return candidate.resources.length > 0
    ? similarTo(similarityOf(candidate), named).find(({ isSame }) => isSame)?.item
    : same.find((other) => warnsOfTheSame(candidate, other));
}

function similarityOf({ title, triggers, resources }: Candidate) {
  return { name: title, triggers, resources };
}

/** Of those that name no resource that could be deployed. */
function warnsOfTheSame(one: Candidate, other: Candidate): boolean {
  return (
    other.resources.length === 0 &&
    areSame(one.avoided, other.avoided) &&
    [...one.unknownResources].toSorted().join() === [...other.unknownResources].toSorted().join()
  );
}

function areSame(some: readonly ResourceKind[], others: readonly ResourceKind[]): boolean {
  return (
    some.length === others.length &&
    some.every((one) => others.some((other) => isSameKind(one, other)))
  );
}
