import type { MiningDependencies } from './dependencies.ts';
import { reviewKey } from '../../workflows/candidate/state.ts';

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
