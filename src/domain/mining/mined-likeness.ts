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
  return similarTo(comparable(candidate), patterns).find(({ isSame }) => isSame)?.item;
}

/** One of the others that says the same, the nearest first. */
export function alikeOf(candidate: Candidate, others: readonly Candidate[]): Candidate | undefined {
  const same = others.filter(({ id, type }) => type === candidate.type && id !== candidate.id);
  if (candidate.type === 'policy') {
    return same.find(({ title }) => sayTheSame(title, candidate.title));
  }
  const named = same.filter(({ resources }) => resources.length > 0);
  return candidate.resources.length > 0
    ? similarTo(
        comparable(candidate),
        named.map((one) => comparable(one)),
      ).find(({ isSame }) => isSame)?.item.candidate
    : same.find((other) => warnsOfTheSame(candidate, other));
}

/** Its purpose alone: the names of its resources, which stand in a title as well, are compared as such. */
function comparable(candidate: Candidate) {
  const { title, triggers, resources } = candidate;
  const name = resources.reduce((rest, { kind }) => rest.replaceAll(kind, ' '), title);
  return { candidate, name, triggers, resources };
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
