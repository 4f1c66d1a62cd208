import type { Candidate } from '../domain/mining/candidate.ts';
import { seesAll, type SeesChannel } from '../domain/mining/private-origins.ts';

/** What a viewer of candidates may see. */
export interface CandidateRights {
  /** They are a curator. */
  readonly mayScan: boolean;
  /** Whether they see what was said in that channel. */
  readonly isIn: SeesChannel;
  /** Whether everybody sees what is said in that channel now. */
  readonly isOpen: (channel: string) => Promise<boolean>;
  /** A sentence that names curators. */
  readonly whomToAsk: () => Promise<string>;
}

/** Those that wait for a decision: what was found in most conversations first, then the oldest. */
export function waiting(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates
    .filter(({ status }) => status === 'open')
    .toSorted(
      (one, other) => other.foundIn - one.foundIn || one.foundAt.localeCompare(other.foundAt),
    );
}

/** Those that somebody in these channels may see, and how many others there are. */
export async function seenOf(
  open: readonly Candidate[],
  { isIn }: Pick<CandidateRights, 'isIn'>,
): Promise<{ readonly seen: readonly Candidate[]; readonly unseen: number }> {
  const marked = await Promise.all(
    open.map(async (candidate) => ({ candidate, isSeen: await seesAll(candidate, isIn) })),
  );
  const seen = marked.flatMap(({ candidate, isSeen }) => (isSeen ? [candidate] : []));
  return { seen, unseen: open.length - seen.length };
}
