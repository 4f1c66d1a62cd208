import { isSameKind, type ResourceKind, resourceNameOf } from '../kind.ts';
import type { Contradiction } from './candidate.ts';
import { SAME_SENTENCE } from './mined-likeness.ts';
import { likenessOf, type SaidDemand, sharedOf } from './said-values.ts';
import type { Outline } from './teaching-outlines.ts';

/** So much of the subject is shared by sentences that speak of one thing. */
const ONE_SUBJECT = 0.6;

/**
 * What does not go together with it: one wants a resource that the other warns of, another for the same
 * purpose, or both name different values of the same thing. Listed only; people resolve it.
 */
export function contradictionsOf(
  own: Outline,
  others: readonly Outline[],
): readonly Contradiction[] {
  return others.flatMap((other) => {
    const isItself = other.with === own.with && other.id === own.id;
    const reason = isItself ? undefined : reasonAgainst(own, other);
    if (reason === undefined) return [];
    return [{ with: other.with, id: other.id, title: other.title, reason }];
  });
}

function reasonAgainst(one: Outline, other: Outline): string | undefined {
  if (one.type === 'pattern' && other.type === 'pattern') return patternReason(one, other);
  const isMixed = one.type !== other.type;
  if (isMixed && sharedOf(one.triggers, other.triggers) === 0) return undefined;
  return demandReason(one.demand, other.demand, isMixed);
}

function patternReason(one: Outline, other: Outline): string | undefined {
  const warned = shared(one.resources, other.avoided);
  if (warned) return `It warns of ${resourceNameOf(warned)}; this one wants it.`;
  const wanted = shared(one.avoided, other.resources);
  if (wanted) return `It wants ${resourceNameOf(wanted)}; this one warns of it.`;
  const areForTheSame = likenessOf(one.triggers, other.triggers) === 1;
  const [own, theirs] = [one, other].map(({ resources }) => resources.map(resourceNameOf));
  if (!areForTheSame || !own?.length || !theirs?.length) return undefined;
  return own.some((name) => theirs.includes(name))
    ? undefined
    : `For the same it uses ${theirs.join(' and ')}; this one ${own.join(' and ')}.`;
}

function shared(
  some: readonly ResourceKind[],
  others: readonly ResourceKind[],
): ResourceKind | undefined {
  return some.find((one) => others.some((other) => isSameKind(one, other)));
}

/** A pattern beside a policy speaks of the same only by its triggers: its values alone are compared. */
function demandReason(own: SaidDemand, theirs: SaidDemand, isMixed: boolean): string | undefined {
  if (!isMixed && sharedOf(own.subject, theirs.subject) < ONE_SUBJECT) return undefined;
  for (const { about } of own.values) {
    if (isMixed && about !== 'region') continue;
    const [mine, other] = [own, theirs].map(({ values }) =>
      values.filter((one) => one.about === about).map(({ value }) => value),
    );
    if (!mine || !other || other.length === 0) continue;
    const isShared = mine.some((value) => other.includes(value));
    const areOpposed = own.forbids !== theirs.forbids;
    if (isShared && areOpposed) {
      return theirs.forbids
        ? `It forbids ${other.join(', ')}; this one wants it.`
        : `It wants ${other.join(', ')}; this one forbids it.`;
    }
    if (!isShared && !areOpposed && !own.forbids) {
      return `It wants ${other.join(', ')}; this one ${mine.join(', ')}.`;
    }
  }
  const isTurned = !isMixed && own.forbids !== theirs.forbids;
  const areAlike = likenessOf(own.subject, theirs.subject) >= SAME_SENTENCE;
  if (!isTurned || !areAlike || own.values.length + theirs.values.length > 0) return undefined;
  return theirs.forbids ? 'It forbids what this one wants.' : 'It wants what this one forbids.';
}
