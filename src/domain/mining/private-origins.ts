import type { Candidate } from './candidate.ts';

type From = Pick<Candidate, 'origins'>;

/** The private conversations from which something of it comes, by their ids: who is in all may see it. */
export function privateChannelsOf({ origins }: From): readonly string[] {
  const channels = origins.flatMap(({ isPrivate, channel = '' }) =>
    isPrivate === true ? [channel] : [],
  );
  return [...new Set(channels)].toSorted();
}

/** Whether what one says can go into the other: the same people see both. */
export function areForSameEyes(one: From, other: From): boolean {
  return privateChannelsOf(one).join(' ') === privateChannelsOf(other).join(' ');
}

/** Whether whoever sees that one may read of this one beside it. */
export function mayBeNamedIn(one: From, beside: From): boolean {
  const seen = privateChannelsOf(beside);
  return privateChannelsOf(one).every((channel) => seen.includes(channel));
}

/**
 * Whether somebody may see what was said in that channel as it is now. `wasPrivate`: not everybody might join it
 * when it was read; only whoever is in it sees that.
 */
export type SeesChannel = (channel: string, wasPrivate: boolean) => Promise<boolean>;

/** Whether somebody may see it who sees these channels: all that it comes from are asked about, as they are now. */
export async function seesAll(candidate: From, sees: SeesChannel): Promise<boolean> {
  const closed = privateChannelsOf(candidate);
  for (const channel of closed) if (channel === '' || !(await sees(channel, true))) return false;
  for (const channel of openChannelsOf(candidate)) if (!(await sees(channel, false))) return false;
  return true;
}

/** Conversations from which something of it comes that were open to everybody when they were read. */
export function openChannelsOf(candidate: From): readonly string[] {
  const closed = privateChannelsOf(candidate);
  const said = candidate.origins.flatMap(({ type, channel = '' }) =>
    type === 'cluster' || channel === '' || closed.includes(channel) ? [] : [channel],
  );
  return [...new Set(said)];
}
