import type { MiningDependencies } from './dependencies.ts';
import { CandidateState, reviewKey } from '../../workflows/candidate/state.ts';

/** Sessions in which these candidates are being reviewed. */
export async function openReviews(
  { store }: Pick<MiningDependencies, 'store'>,
  candidateIds: readonly string[],
): Promise<readonly string[]> {
  const sessions = await Promise.all(
    candidateIds.map((id) => store.sessions({ key: reviewKey(id), isOpen: true, limit: 1 })),
  );
  return sessions.flat().map(({ id }) => id);
}

/** Most reviews that are looked through for the names of others. */
const LOOKED_THROUGH_MAX = 500;

/** Sessions in which another candidate is reviewed and one of these is shown beside it. */
export async function reviewsNaming(
  { store }: Pick<MiningDependencies, 'store'>,
  candidateIds: readonly string[],
): Promise<readonly string[]> {
  if (candidateIds.length === 0) return [];
  const open = { workflow: 'candidate', isOpen: true, limit: LOOKED_THROUGH_MAX } as const;
  const sessions = await store.sessions(open);
  return sessions.filter(({ state }) => namedIn(state, candidateIds)).map(({ id }) => id);
}

function namedIn(state: unknown, candidateIds: readonly string[]): boolean {
  const { data } = CandidateState.safeParse(state);
  const shown = [...(data?.targets ?? []), ...(data?.candidate?.contradictions ?? [])];
  return shown.some(({ id }) => candidateIds.includes(id));
}
