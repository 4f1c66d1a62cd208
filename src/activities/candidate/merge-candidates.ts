import type { CandidateDependencies } from './dependencies.ts';
import { markDecided } from './mark-decided.ts';
import type { ActivityContext } from '../activity.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import { isSameKind, type ResourceKind } from '../../domain/kind.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { PATTERN_TRIGGERS_MAX } from '../../domain/pattern/pattern.ts';
import {
  type CandidateEventOf,
  type CandidateState,
  reviewKey,
} from '../../workflows/candidate/state.ts';

interface Merging {
  readonly state: Pick<CandidateState, 'into'>;
  readonly candidate: Candidate;
  readonly decidedBy: Actor;
  readonly context: ActivityContext;
}

/**
 * Joins a candidate with another one that is undecided: what was found of either, then the quotes, then
 * this one is noted as merged. Begun again after a stop it finds what is done: the other names it.
 */
export async function mergeInto(
  { candidates, store }: Pick<CandidateDependencies, 'candidates' | 'store'>,
  { state, candidate, decidedBy, context }: Merging,
): Promise<CandidateEventOf<'candidate-settled' | 'settling-refused'>> {
  const at = context.now();
  const intoId = state.into?.id ?? '';
  const target = await candidates.get(intoId);
  const isJoined = target?.joined?.includes(candidate.id) === true;
  const isOpen = candidate.status === 'open' && target?.status === 'open';
  if (!target || target.id === candidate.id || (!isJoined && !isOpen)) {
    const title = state.into?.title ?? 'the other one';
    const problem = `“${title}” was decided or withdrawn meanwhile, so nothing was merged.`;
    return { type: 'settling-refused', at, problem };
  }
  await context.checkTurn();
  if (!isJoined) await candidates.save(joined(target, candidate));
  const quotes = await candidates.evidence(candidate.id);
  await candidates.addEvidence(quotes.map((quote) => ({ ...quote, candidateId: target.id })));
  await context.checkTurn();
  const verdict = { status: 'merged', by: actorKey(decidedBy), at, became: target.id } as const;
  const marked = await markDecided(candidates, candidate.id, verdict);
  if (marked && marked.became !== target.id) {
    throw new Failure('conflict', 'Somebody decided about it at the same moment.');
  }
  const filter = { key: reviewKey(target.id), isOpen: true, limit: 1 };
  const reviews = (await store.sessions(filter)).map(({ id }) => id);
  return { type: 'candidate-settled', at, became: target.id, reviews };
}

function joined(target: Candidate, given: Candidate): Candidate {
  const rationale = target.rationale.trim() === '' ? given.rationale : target.rationale;
  return {
    ...target,
    version: target.version + 1,
    rationale,
    triggers: distinct([...target.triggers, ...given.triggers]).slice(0, PATTERN_TRIGGERS_MAX),
    resources: distinctKinds([...target.resources, ...given.resources]),
    unknownResources: distinct([...target.unknownResources, ...given.unknownResources]),
    avoided: distinctKinds([...target.avoided, ...given.avoided]),
    origins: distinctBy([...target.origins, ...given.origins], ({ label, url = '' }) =>
      JSON.stringify([label, url]),
    ),
    foundIn: target.foundIn + given.foundIn,
    contradictions: distinctBy(
      [...target.contradictions, ...given.contradictions].filter(
        ({ id }) => id !== target.id && id !== given.id,
      ),
      ({ id, reason }) => JSON.stringify([id, reason]),
    ),
    hasHidden: target.hasHidden || given.hasHidden,
    joined: distinct([...(target.joined ?? []), given.id, ...(given.joined ?? [])]),
  };
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
