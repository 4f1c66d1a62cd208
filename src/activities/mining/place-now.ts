import type { MiningDependencies } from './dependencies.ts';
import { isPrivatePlace } from '../membership.ts';
import type { ChannelInfo } from '../../ports/conversations.ts';
import type { MiningState } from '../../workflows/mining/state.ts';

/** Why nothing of a conversation is kept in which people of other organisations are. */
export const SHARED =
  'People of other organisations talk there, so I keep nothing of it. Say what you want to teach with “patterns new”.';

const CLOSED_MEANWHILE =
  'It is a private conversation now, and was not when the reading began. Ask again: what I find is then shown to whoever is in it.';

/**
 * Why a conversation must not be read on, as it is now: a job may take days. What was read in one that became
 * private is for whoever is in it from then on. Undefined where nothing speaks against it, and where the platform
 * shows none: reading says why.
 */
export async function changedPlaceProblem(
  { candidates }: Pick<MiningDependencies, 'candidates'>,
  info: ChannelInfo | undefined,
  { isPrivate }: Pick<MiningState, 'isPrivate'>,
): Promise<string | undefined> {
  if (!info) return undefined;
  if (info.isShared) return SHARED;
  if (!isPrivatePlace(info) || isPrivate === true) return undefined;
  await candidates.markPrivate(info.id);
  return CLOSED_MEANWHILE;
}
