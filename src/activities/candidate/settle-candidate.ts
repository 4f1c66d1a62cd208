import type { CandidateDependencies } from './dependencies.ts';
import { mergeInto } from './merge-candidates.ts';
import { markDecided } from './mark-decided.ts';
import { nearPatterns } from './merge-targets.ts';
import { goneResources, patternOf } from './pattern-of.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { type Actor, actorKey } from '../../chat/actor.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import {
  type CandidateEffectOf,
  type CandidateEventOf,
  CandidateState,
} from '../../workflows/candidate/state.ts';

type Settled = CandidateEventOf<'candidate-settled' | 'settling-refused'>;

interface Settling {
  readonly state: CandidateState;
  readonly candidate: Candidate;
  readonly decidedBy: Actor;
  readonly context: ActivityContext;
}

/**
 * Does what was decided: a pattern is stored as active, a candidate joined with another, or rejected for
 * good. Refused, with nothing done, where the candidate or what is known is not as it was shown. A repeat
 * changes nothing.
 */
export function createSettleCandidate(
  dependencies: CandidateDependencies,
): Activity<CandidateEffectOf<'settle-candidate'>, Settled> {
  return async (_effect, context) => {
    const state = CandidateState.parse(context.session.state);
    const { candidateId, decision, decidedBy } = state;
    const candidate = await dependencies.candidates.get(candidateId);
    const at = context.now();
    if (!decidedBy) throw new Error('a candidate is settled that nobody decided about');
    if (!candidate) return { type: 'settling-refused', at, problem: GONE };
    const settling = { state, candidate, decidedBy, context };
    if (decision === 'merge') return mergeInto(dependencies, settling);
    return decision === 'reject'
      ? rejected(dependencies, settling)
      : accepted(dependencies, settling);
  };
}

const GONE = 'It was withdrawn meanwhile: what it was read from is gone, or says it no longer.';

/** The same is found again under the same id, and then known to be unwanted. */
async function rejected(
  { candidates }: CandidateDependencies,
  { state, decidedBy, context }: Settling,
): Promise<Settled> {
  const at = context.now();
  await context.checkTurn();
  const verdict = { status: 'rejected', by: actorKey(decidedBy), at } as const;
  const { candidateId, reason } = state;
  const marked = await markDecided(candidates, candidateId, { ...verdict, reason });
  return marked?.status === 'rejected'
    ? { type: 'candidate-settled', at }
    : { type: 'settling-refused', at, problem: DECIDED };
}

const DECIDED = 'It was decided or withdrawn meanwhile.';

/**
 * The candidate first, in the version that they saw: nothing is merged into it afterwards. The pattern has the same
 * id each time, so that a repeat stores what a stop left out. Whoever accepts it owns it.
 */
async function accepted(
  dependencies: CandidateDependencies,
  { state, candidate, decidedBy, context }: Settling,
): Promise<Settled> {
  const { candidates, patterns } = dependencies;
  const content = await patternOf(dependencies, candidate);
  const at = context.now();
  const by = actorKey(decidedBy);
  const { id: became } = content;
  const stored = await patterns.get(became);
  const isMarked = candidate.status === 'accepted' && candidate.became === became;
  const problem = isMarked ? undefined : await whyNot(dependencies, { state, candidate });
  if (problem !== undefined) return { type: 'settling-refused', at, problem };
  await context.checkTurn();
  const verdict = { status: 'accepted', by, at, became, seen: candidate.version } as const;
  const decided = await markDecided(candidates, candidate.id, verdict);
  if (decided?.status !== 'accepted' || decided.became !== became) {
    return {
      type: 'settling-refused',
      at,
      problem: decided?.status === 'open' ? CHANGED : DECIDED,
    };
  }
  if (!stored) {
    await context.checkTurn();
    const { decidedBy: createdBy = by, decidedAt: createdAt = at } = decided;
    // Whoever accepts it owns it, as whoever edits it does: who asked may have pointed at what others said.
    const owner = createdBy;
    const made = { owner, createdBy, createdAt, changedBy: createdBy, changedAt: createdAt };
    const origin = { version: 1, status: 'active', candidates: [candidate.id] } as const;
    await patterns.save({ ...content, ...made, ...origin, candidates: [...origin.candidates] });
  }
  return { type: 'candidate-settled', at, became };
}

/** What they saw is what is stored. */
async function whyNot(
  dependencies: CandidateDependencies,
  { state, candidate }: Pick<Settling, 'state' | 'candidate'>,
): Promise<string | undefined> {
  const { candidates, patterns } = dependencies;
  if (candidate.status !== 'open') return DECIDED;
  if (candidate.version !== state.candidate?.version) return CHANGED;
  if ((await candidates.evidence(candidate.id)).length === 0) return GONE;
  const gone = await goneResources(dependencies, candidate);
  if (gone.length > 0) {
    return `The cluster does not serve ${gone.join(', ')} any more. “Edit” picks others.`;
  }
  const seen = new Set(state.targets.map(({ id, isNear }) => (isNear === true ? id : '')));
  const known = (await patterns.all()).filter(({ clusterId }) => clusterId === candidate.clusterId);
  const unseen = nearPatterns(candidate, known).find(({ target }) => !seen.has(target.id));
  return unseen === undefined
    ? undefined
    : `Somebody taught “${unseen.target.title}” meanwhile, which says nearly the same. ${unseen.target.reason} Merge into it, or accept this as its own.`;
}

const CHANGED = 'More was found of it meanwhile, so nothing was stored yet. Look at it again.';
