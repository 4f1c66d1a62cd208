import { inTime, rowsOfSessions } from './knowledge-data.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { Session } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryStore } from '../../ports/delivery-store.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import { type CandidateRights, seenOf, waiting } from '../candidate-rights.ts';

export interface ReviewDependencies {
  readonly candidates: { all(): Promise<readonly Candidate[]> };
  readonly clock: Clock;
}

interface ReviewsDependencies extends ReviewDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly deliveries: Pick<DeliveryStore, 'deliveries'>;
  readonly summaryOf: (session: Session) => SessionSummary | undefined;
}

/** Candidates that are shown one by one; of more, the rest is in the list. */
export const REVIEWS_SHOWN = 5;
/** Open reviews that are looked through. */
const REVIEWS_READ = 200;

/** A candidate that waits for a decision. */
export interface Reviewed {
  readonly candidate: Candidate;
  /** Where it is reviewed already. */
  readonly open?: OpenReview | undefined;
}

export interface OpenReview {
  readonly session: Session;
  readonly summary: SessionSummary;
  /** The message of its card, where that is looked up and there is one. */
  readonly card?: string | undefined;
}

/**
 * What was found and waits for a curator, with the reviews that are open. What this viewer has taken up
 * themselves, or has to see to first, stands among their own conversations. Undefined while the candidates do not answer.
 */
export async function reviewData(
  dependencies: ReviewsDependencies,
  viewer: Actor,
  viewing: Pick<CandidateRights, 'isIn'>,
): Promise<readonly Reviewed[] | undefined> {
  const { store, summaryOf } = dependencies;
  const [seen, sessions] = await Promise.all([
    seenCandidates(dependencies, viewing),
    store.sessions({ workflow: 'candidate', isOpen: true, limit: REVIEWS_READ }),
  ]);
  const rows = rowsOfSessions(sessions, summaryOf);
  const byKey = new Map(rows.map((row) => [row.session.key, row]));
  const queue = seen?.map((candidate) => ({ candidate, open: byKey.get(keyOf(candidate)) }));
  const left = queue?.filter(({ open }) => !isTheirs(open, viewer));
  return left && withCards(dependencies, left);
}

/** The key of a candidate's open review. */
export function keyOf({ id }: Candidate): string {
  return `candidate:${id}`;
}

function isTheirs(open: OpenReview | undefined, viewer: Actor): boolean {
  if (!open) return false;
  const { session, summary } = open;
  const holder = summary.waitsFor === 'owner' ? session.owner : summary.heldBy;
  return holder !== undefined && isSameActor(holder, viewer);
}

/** Of those that are shown: looking one up costs a read. */
async function withCards(
  { deliveries }: ReviewsDependencies,
  queue: readonly Reviewed[],
): Promise<readonly Reviewed[]> {
  const shown = queue.slice(0, REVIEWS_SHOWN).map(async ({ candidate, open }) => {
    if (!open) return { candidate };
    const messages = await deliveries.deliveries(open.session.id);
    const card = messages.find(({ slot }) => slot === 'root')?.message?.id;
    return { candidate, open: { ...open, card } };
  });
  return [...(await Promise.all(shown)), ...queue.slice(REVIEWS_SHOWN)];
}

/** What was found and waits for a decision; undefined while the candidates do not answer. */
export async function openCandidates(
  dependencies: ReviewDependencies,
): Promise<readonly Candidate[] | undefined> {
  const all = await inTime(dependencies, () => dependencies.candidates.all());
  return all && waiting(all);
}

/** Those of them that are for this viewer's eyes. */
export async function seenCandidates(
  dependencies: ReviewDependencies,
  viewing: Pick<CandidateRights, 'isIn'>,
): Promise<readonly Candidate[] | undefined> {
  const open = await openCandidates(dependencies);
  return open && (await seenOf(open, viewing)).seen;
}
