import type { Candidate, Origin } from './candidate.ts';

/** Most of each that a candidate lists: the newest. */
const LISTED_MAX = { origins: 40, contradictions: 40, joined: 100, finds: 100 } as const;

type Listed = keyof typeof LISTED_MAX;

/** With the newest of what it lists, and how many older ones there were. The very same where that is all. */
export function withinLimits(candidate: Candidate): Candidate {
  const { unlisted = {} } = candidate;
  const { origins, contradictions, joined = [], finds = [] } = candidate;
  const over = {
    origins: tooMany('origins', origins),
    contradictions: tooMany('contradictions', contradictions),
    joined: tooMany('joined', joined),
    finds: tooMany('finds', finds),
  };
  if (Object.values(over).every((more) => more === 0)) return candidate;
  const dropped = (name: Listed) => {
    const all = (unlisted[name] ?? 0) + over[name];
    return all === 0 ? {} : { [name]: all };
  };
  return {
    ...candidate,
    origins: latestOrigins(origins, over.origins),
    contradictions: contradictions.slice(over.contradictions),
    ...(candidate.joined ? { joined: joined.slice(over.joined) } : {}),
    ...(candidate.finds ? { finds: finds.slice(over.finds) } : {}),
    unlisted: {
      ...dropped('origins'),
      ...dropped('contradictions'),
      ...dropped('joined'),
      ...dropped('finds'),
    },
  };
}

function tooMany(name: Listed, { length }: readonly unknown[]): number {
  return Math.max(0, length - LISTED_MAX[name]);
}

/** A private conversation stays listed, however many there are: who may see the candidate hangs on it. */
function latestOrigins(origins: readonly Origin[], from: number): Origin[] {
  const latest = origins.slice(from);
  const isListed = (one: Origin, all: readonly Origin[]): boolean =>
    all.some(({ channel, isPrivate }) => isPrivate === true && channel === one.channel);
  const kept = origins
    .slice(0, from)
    .filter((one, at, older) => one.isPrivate === true && !isListed(one, older.slice(0, at)));
  return [...kept.filter((one) => !isListed(one, latest)), ...latest];
}
