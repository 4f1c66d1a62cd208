import { isOlder, timeOfId, type IdPlatform } from './message-ids.ts';
import type { PastMessage } from '../../domain/mining/conversation.ts';
import type { MinedChannel } from '../../domain/mining/mined-channel.ts';
import { CANDIDATES_MAX, type MiningState } from '../../workflows/mining/state.ts';

type ReadRange = Pick<MinedChannel, 'minedFrom' | 'minedUntil' | 'ahead'>;

/**
 * What of a channel is read once a job has come as far as it did. Undefined where it read nothing. Where it
 * was stopped before it met what was read the last time, both stretches are noted.
 */
export function rangeAfter(
  { minedFrom, minedUntil, ahead }: ReadRange,
  state: MiningState,
): ReadRange | undefined {
  const { newest, oldest, reached } = state;
  const from = isWhole(state) ? oldest : reached;
  if (from === undefined || newest === undefined) return undefined;
  if (minedFrom === undefined || minedUntil === undefined) {
    return { minedFrom: from, minedUntil: newest };
  }
  const meetsAhead = ahead !== undefined && !isOlder(ahead.until, from);
  const lowest = meetsAhead ? older(ahead.from, from) : from;
  if (isOlder(minedUntil, lowest)) {
    return { minedFrom, minedUntil, ahead: { from: lowest, until: newest } };
  }
  return { minedFrom: older(minedFrom, from), minedUntil: newest };
}

/** It also ends early where there are too many candidates. */
function isWhole({ cancelledBy, isClosed, candidates }: MiningState): boolean {
  return cancelledBy === undefined && isClosed !== true && candidates.length < CANDIDATES_MAX;
}

/**
 * What there is of a channel that was not read before: said, answered or edited since, or between or before
 * what was read then.
 */
export function newsSince(
  { minedFrom, minedUntil, ahead }: ReadRange,
  platform: IdPlatform,
): (message: PastMessage) => boolean {
  if (minedFrom === undefined || minedUntil === undefined) return () => true;
  const stretches = [{ from: minedFrom, until: minedUntil }, ...(ahead ? [ahead] : [])];
  return ({ id, editedAt, lastReplyAt }) => {
    const read = stretches.find(({ from, until }) => !isOlder(id, from) && isOlder(id, until));
    if (!read) return true;
    const lastMs = timeOfId(platform, read.until);
    return [editedAt, lastReplyAt].some((at) => at !== undefined && Date.parse(at) >= lastMs);
  };
}

/** When all that is asked for, down to `oldest`, was read before. */
export function readBefore(
  { minedFrom, ahead, lastMinedAt }: Pick<MinedChannel, 'lastMinedAt'> & ReadRange,
  oldest: string,
): { readonly since?: string } {
  const wasRead = minedFrom !== undefined && ahead === undefined && !isOlder(oldest, minedFrom);
  return wasRead && lastMinedAt !== undefined ? { since: lastMinedAt } : {};
}

function older(one: string, other: string): string {
  return isOlder(one, other) ? one : other;
}
