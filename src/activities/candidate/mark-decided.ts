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
  /** The version that they saw, where the decision is about that one alone. */
  readonly seen?: number | undefined;
}

/** Somebody who changes it at the same moment has written once; a job that finds more of it goes on. */
const TRIES = 5;

type Book = Pick<CandidateBook, 'get' | 'save'>;

/**
 * Notes what was decided about a candidate, on whatever is known of it by then, or on the version that was
 * seen. One that was decided before stays so, and one that is gone stays gone: a repeat changes nothing. The
 * candidate as it is then, open still where it is not as it was seen; undefined where there is none. Throws
 * `Failure('conflict')` where others never stop changing it.
 */
export function markDecided(
  candidates: Book,
  candidateId: string,
  { status, by, at, became, reason, seen }: CandidateVerdict,
): Promise<Candidate | undefined> {
  return changed(candidates, candidateId, (newest) => {
    const isAsSeen = seen === undefined || newest.version === seen;
    if (newest.status !== 'open' || !isAsSeen) return undefined;
    return {
      ...newest,
      version: newest.version + 1,
      status,
      decidedBy: by,
      decidedAt: at,
      decidedVersion: newest.version + 1,
      ...(became === undefined ? {} : { became }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

/**
 * Opens a candidate again that was noted as merged into another, which nothing was added to. A repeat changes
 * nothing. Throws as `markDecided`.
 */
export async function putBack(candidates: Book, candidateId: string, into: string): Promise<void> {
  await changed(candidates, candidateId, (newest) => {
    if (newest.status !== 'merged' || newest.became !== into) return undefined;
    const { decidedBy: _by, decidedAt: _at, decidedVersion: _version, ...rest } = newest;
    const { became: _became, ...open } = rest;
    return { ...open, version: newest.version + 1, status: 'open' };
  });
}

/** As it is then; `change` leaves one alone by undefined. */
export async function changed(
  candidates: Book,
  candidateId: string,
  change: (newest: Candidate) => Candidate | undefined,
): Promise<Candidate | undefined> {
  for (let tries = 1; ; tries += 1) {
    const newest = await candidates.get(candidateId);
    const next = newest && change(newest);
    if (!next) return newest;
    try {
      await candidates.save(next);
      return next;
    } catch (error) {
      const isOvertaken = error instanceof Failure && error.kind === 'conflict';
      if (!isOvertaken || tries >= TRIES) throw error;
    }
  }
}
