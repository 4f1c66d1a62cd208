import type { CandidateDependencies } from './dependencies.ts';
import { markDecided } from './mark-decided.ts';
import type { ActivityContext } from '../activity.ts';
import { actorKey } from '../../chat/actor.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { CandidateState } from '../../workflows/candidate/state.ts';

/**
 * Ends what was stopped between the removal of an open candidate's last quotes and the change of the
 * candidate itself: its quotes went to the one that it was merged into, or what it was read from is gone and
 * nothing of it is kept. The candidate as it is then; undefined where there is none any more. Throws
 * `Failure('conflict')` where somebody finds more of it at the same moment.
 */
export async function settledEmpty(
  { candidates }: Pick<CandidateDependencies, 'candidates'>,
  { id }: Pick<Candidate, 'id'>,
  { session, checkTurn, now }: ActivityContext,
): Promise<Candidate | undefined> {
  const { decidedBy } = CandidateState.parse(session.state);
  const into = (await candidates.all()).find(({ joined = [] }) => joined.includes(id));
  await checkTurn();
  if (into) {
    const by = decidedBy ? actorKey(decidedBy) : 'dotai';
    return markDecided(candidates, id, { status: 'merged', by, at: now(), became: into.id });
  }
  await candidates.withdraw(id);
  return undefined;
}
