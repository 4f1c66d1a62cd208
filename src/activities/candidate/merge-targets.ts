import type { CandidateDependencies } from './dependencies.ts';
import { shortened } from '../../chat/shortened.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { areForSameEyes } from '../../domain/mining/private-origins.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import { similarTo } from '../../domain/pattern/similar.ts';
import type { MergeTarget } from '../../workflows/candidate/state.ts';

/** More would not be read through; others are reached by their own edit. */
const TARGETS_MAX = 20;
const TITLE_MAX = 80;
const REASON_MAX = 100;

/**
 * What a candidate can be merged into: what says nearly the same first, then the other patterns. A policy
 * is merged into proposed policies alone, since its wizard finds what contradicts it.
 */
export async function mergeTargets(
  { patterns, candidates }: Pick<CandidateDependencies, 'patterns' | 'candidates'>,
  candidate: Candidate,
): Promise<MergeTarget[]> {
  const [taught, proposed] = await Promise.all([
    candidate.type === 'pattern' ? patterns.all() : [],
    candidates.all(),
  ]);
  const here = taught.filter(({ clusterId }) => clusterId === candidate.clusterId);
  const others = proposed.filter((other) => isOther(other, candidate));
  const near = [
    ...nearPatterns(candidate, here),
    ...similarTo(candidate, others).map(({ item, score, reason }) => ({
      score,
      target: { ...targetOf('candidate', item.id, item.title), reason: cut(reason), isNear: true },
    })),
  ].toSorted((one, other) => other.score - one.score);
  const known = new Set(near.map(({ target }) => target.id));
  const rest = here
    .filter(({ id }) => !known.has(id))
    .map(({ id, name }) => ({ ...targetOf('pattern', id, name), reason: '' }));
  return [...near.map(({ target }) => target), ...rest].slice(0, TARGETS_MAX);
}

/** Patterns that say nearly the same, nearest first. */
export function nearPatterns(
  candidate: Candidate,
  patterns: readonly Pattern[],
): readonly { readonly score: number; readonly target: MergeTarget }[] {
  return similarTo(candidate, patterns).map(({ item, score, reason }) => ({
    score,
    target: { ...targetOf('pattern', item.id, item.name), reason: cut(reason), isNear: true },
  }));
}

/** What came from a private conversation is joined with nothing that others see. */
function isOther(other: Candidate, candidate: Candidate): boolean {
  const { id, type, clusterId } = candidate;
  const isAlike = other.type === type && other.clusterId === clusterId;
  const isFree = other.id !== id && other.status === 'open';
  return isAlike && isFree && areForSameEyes(other, candidate);
}

function targetOf(type: MergeTarget['type'], id: string, title: string) {
  return { type, id, title: shortened(title, TITLE_MAX) };
}

function cut(reason: string): string {
  return shortened(reason, REASON_MAX);
}
