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

/** Whether somebody who is in those channels may see it. */
export async function seesAll(
  candidate: From,
  isIn: (channel: string) => Promise<boolean>,
): Promise<boolean> {
  for (const channel of privateChannelsOf(candidate)) {
    if (channel === '' || !(await isIn(channel))) return false;
  }
  return true;
}
