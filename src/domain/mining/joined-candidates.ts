import { isSameKind, type ResourceKind } from '../kind.ts';
import { PATTERN_TRIGGERS_MAX } from '../pattern/pattern.ts';
import type { Candidate } from './candidate.ts';
import { withinLimits } from './candidate-limits.ts';

/** The next version of a candidate, with what was found of another that a person merged into it. */
export function joinedWith(target: Candidate, given: Candidate): Candidate {
  const rationale = target.rationale.trim() === '' ? given.rationale : target.rationale;
  const finds = distinct([...findsOf(target), ...findsOf(given)]);
  // What both counted, or is listed no longer, is told by the numbers alone.
  const both = findsOf(target).length + findsOf(given).length - finds.length;
  return withinLimits({
    ...target,
    version: target.version + 1,
    rationale,
    triggers: distinct([...target.triggers, ...given.triggers]).slice(0, PATTERN_TRIGGERS_MAX),
    resources: distinctKinds([...target.resources, ...given.resources]),
    unknownResources: distinct([...target.unknownResources, ...given.unknownResources]),
    avoided: distinctKinds([...target.avoided, ...given.avoided]),
    origins: distinctBy([...target.origins, ...given.origins], (one) =>
      JSON.stringify([one.label, one.url, one.channel, one.isPrivate]),
    ),
    foundIn: Math.max(1, target.foundIn + given.foundIn - both),
    finds,
    contradictions: distinctBy(
      [...target.contradictions, ...given.contradictions].filter(
        ({ id }) => id !== target.id && id !== given.id,
      ),
      ({ id, reason }) => JSON.stringify([id, reason]),
    ),
    hasHidden: target.hasHidden || given.hasHidden,
    joined: distinct([...(target.joined ?? []), ...(given.joined ?? []), given.id]),
  });
}

/** Ids of the finds that a candidate counts: its own where it lists none. */
export function findsOf({ id, finds }: Pick<Candidate, 'id' | 'finds'>): readonly string[] {
  return finds ?? [id];
}

function distinct(words: readonly string[]): string[] {
  return distinctBy(words, (word) => word.toLowerCase());
}

function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const keys = items.map((item) => keyOf(item));
  return items.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

function distinctKinds(kinds: readonly ResourceKind[]): ResourceKind[] {
  return kinds.filter((kind, index) => kinds.findIndex((one) => isSameKind(one, kind)) === index);
}
