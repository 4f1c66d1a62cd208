import type { CandidateBook } from '../mining/candidate-book.ts';
import { Failure } from '../../domain/failure.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';

interface CandidateVerdict {
  readonly status: 'accepted' | 'merged' | 'rejected';
  /** The account of whoever decided (`actorKey`), and when, as ISO time. */
  readonly by: string;
  readonly at: string;
  /** The pattern, policy or candidate that it became or was merged into. */
  readonly became?: string | undefined;
  readonly reason?: string | undefined;
}

/** Somebody who changes it at the same moment has written once; a job that finds more of it goes on. */
const TRIES = 5;

/**
 * Notes what was decided about a candidate, on whatever is known of it by then. One that was decided
 * before stays so, and one that is gone stays gone: a repeat changes nothing. The candidate as it is then;
 * undefined where there is none. Throws `Failure('conflict')` where others never stop changing it.
 */
export async function markDecided(
  candidates: Pick<CandidateBook, 'get' | 'save'>,
  candidateId: string,
  { status, by, at, became, reason }: CandidateVerdict,
): Promise<Candidate | undefined> {
  for (let tries = 1; ; tries += 1) {
    const newest = await candidates.get(candidateId);
    if (newest?.status !== 'open') return newest;
    const decided: Candidate = {
      ...newest,
      version: newest.version + 1,
      status,
      decidedBy: by,
      decidedAt: at,
      ...(became === undefined ? {} : { became }),
      ...(reason === undefined ? {} : { reason }),
    };
    try {
      await candidates.save(decided);
      return decided;
    } catch (error) {
      const isOvertaken = error instanceof Failure && error.kind === 'conflict';
      if (!isOvertaken || tries >= TRIES) throw error;
    }
  }
}
