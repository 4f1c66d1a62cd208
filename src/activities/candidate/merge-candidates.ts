import type { CandidateDependencies } from './dependencies.ts';
import { changed, markDecided, putBack } from './mark-decided.ts';
import type { ActivityContext } from '../activity.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { joinedWith } from '../../domain/mining/joined-candidates.ts';
import {
  type CandidateEventOf,
  type CandidateState,
  reviewKey,
} from '../../workflows/candidate/state.ts';

interface Merging {
  readonly state: Pick<CandidateState, 'into'>;
  readonly candidate: Candidate;
  readonly decidedBy: Actor;
  readonly context: Pick<ActivityContext, 'now' | 'checkTurn'>;
}

type Merged = CandidateEventOf<'candidate-settled' | 'settling-refused'>;

/**
 * Joins a candidate with another one that is undecided: this one is noted as merged, so that nobody else decides
 * about it, then what was found of it goes to the other one, then its quotes. Where the other one was decided
 * meanwhile, this one is open again. Begun again after a stop it finds what is done: the other names it.
 */
export async function mergeInto(
  { candidates, store }: Pick<CandidateDependencies, 'candidates' | 'store'>,
  { state, candidate, decidedBy, context }: Merging,
): Promise<Merged> {
  const at = context.now();
  const into = { id: '', title: 'the other one', ...state.into };
  const target = into.id === candidate.id ? undefined : await candidates.get(into.id);
  const isBegun = candidate.status === 'merged' && candidate.became === into.id;
  const isOpen = candidate.status === 'open' && target?.status === 'open';
  if (!isBegun && !isOpen) return refused(at, into.title);
  const quotes = await candidates.evidence(candidate.id);
  await context.checkTurn();
  const verdict = { status: 'merged', by: actorKey(decidedBy), at, became: into.id } as const;
  const marked = await markDecided(candidates, candidate.id, verdict);
  if (marked?.status !== 'merged' || marked.became !== into.id) return refused(at, into.title);
  await context.checkTurn();
  const joined = await changed(candidates, into.id, (other) => {
    const isFree = other.status === 'open' && other.joined?.includes(marked.id) !== true;
    return isFree ? joinedWith(other, marked) : undefined;
  });
  if (joined?.joined?.includes(marked.id) !== true) {
    await putBack(candidates, marked.id, into.id);
    return refused(at, into.title);
  }
  await context.checkTurn();
  await candidates.moveEvidence({ from: marked.id, to: into.id, quotes, readAt: at });
  const filter = { key: reviewKey(into.id), isOpen: true, limit: 1 };
  const reviews = (await store.sessions(filter)).map(({ id }) => id);
  return { type: 'candidate-settled', at, became: into.id, reviews };
}

function refused(at: string, title: string): Merged {
  const problem = `“${title}” was decided or withdrawn meanwhile, so nothing was merged.`;
  return { type: 'settling-refused', at, problem };
}
