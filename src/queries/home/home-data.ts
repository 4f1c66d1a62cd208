import { type Actor, isSameActor, type Place } from '../../chat/actor.ts';
import type { Session } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { DeliveryStore } from '../../ports/delivery-store.ts';
import {
  type KnowledgeData,
  knowledgeData,
  type KnowledgeDependencies,
  rowsOfSessions,
} from './knowledge-data.ts';
import { type PatternsData, patternsData, type PatternsDependencies } from './patterns-data.ts';
import { type PoliciesData, policiesData, type PoliciesDependencies } from './policies-data.ts';
import { keyOf, reviewData, type ReviewDependencies, type Reviewed } from './review-data.ts';
import { withWaysIn } from './ways-in.ts';

/** What the viewer may do, asked once for each drawing. */
export interface Viewing {
  readonly isMember: boolean;
  readonly mayScan: boolean;
  readonly mayDecide: (requester: Actor) => Promise<boolean>;
  /** Whether they are in that channel. */
  readonly isIn: (channel: string) => Promise<boolean>;
}

/** Undefined for a session of another version of the bot. */
export type SummaryOf = (session: Session) => SessionSummary | undefined;

export interface HomeDependencies
  extends KnowledgeDependencies, PoliciesDependencies, PatternsDependencies, ReviewDependencies {
  readonly deliveries: Pick<DeliveryStore, 'deliveries'>;
  readonly rights: (viewer: Actor) => Promise<Viewing>;
  /** Whether a place is one person's own conversation with the bot. */
  readonly isDirect: (place: Place) => boolean;
}

export interface Row {
  readonly session: Session;
  readonly summary: SessionSummary;
  /** The message that leads the viewer in, where the conversation itself does not. */
  readonly copy?: Place | undefined;
}

export interface HomeData {
  /** Changes of others that wait for this viewer's approval, oldest first. */
  readonly approvals: readonly Row[];
  /** Own sessions that wait for the viewer's own word, newest first. */
  readonly answers: readonly Row[];
  /** Own conversations that do not wait for the viewer. */
  readonly open: readonly Row[];
  /** Changes, newest first: the viewer's own, and those of whom they may decide about. */
  readonly changes: readonly Row[];
  /** More changes wait for approval than were looked through. */
  readonly hasMoreApprovals: boolean;
  /** The viewer has more open conversations than were looked through. */
  readonly hasMoreOwn: boolean;
  readonly knowledge: KnowledgeData;
  readonly policies: PoliciesData;
  readonly patterns: PatternsData;
  /** Candidates that wait for a decision, none for whoever is no curator; undefined: they do not answer. */
  readonly review: readonly Reviewed[] | undefined;
}

/** Read of the approvals that wait; of more than so many, the youngest are left for later. */
export const APPROVALS_READ = 100;
/** Many more than are shown: what waits for the viewer is found among them first. */
export const OWN_READ = 200;
const CHANGES_READ = 24;
const CHANGES_SHOWN = 8;

export async function homeData(
  dependencies: HomeDependencies & { readonly summaryOf: SummaryOf },
  viewer: Actor,
  viewing: Viewing,
): Promise<HomeData> {
  const { store, summaryOf } = dependencies;
  const [waiting, own, all, ownChanges, ...known] = await Promise.all([
    store.sessions({
      workflow: 'change',
      isOpen: true,
      awaits: 'approval',
      isOldestFirst: true,
      limit: APPROVALS_READ + 1,
    }),
    store.sessions({ owner: viewer, isOpen: true, limit: OWN_READ + 1 }),
    store.sessions({ workflow: 'change', limit: CHANGES_READ }),
    store.sessions({ workflow: 'change', owner: viewer, limit: CHANGES_SHOWN }),
    knowledgeData(dependencies),
    policiesData(dependencies, viewing),
    patternsData(dependencies, viewing),
    viewing.mayScan ? reviewData(dependencies, viewer, viewing) : [],
  ]);
  const [knowledge, policies, patterns, review] = known;
  const rowsOf = (sessions: readonly Session[]): Row[] => rowsOfSessions(sessions, summaryOf);
  // Nothing stands there twice: neither as what is to be reviewed, nor as what the viewer took up.
  const reviewed = new Set(review?.map(({ candidate }) => keyOf(candidate)));
  const isShownBelow = ({ session: { key = '' }, summary }: Row): boolean =>
    reviewed.has(key) || (summary.heldBy !== undefined && isSameActor(summary.heldBy, viewer));
  const ownRows = rowsOf(own.slice(0, OWN_READ)).filter((row) => !isShownBelow(row));
  const approvals = await decidable(rowsOf(waiting.slice(0, APPROVALS_READ)), viewer, viewing);
  const answers = ownRows.filter(({ summary }) => summary.waitsFor === 'owner');
  const shown = new Set([...approvals, ...answers].map(({ session }) => session.id));
  const unshown = ({ session }: Row): boolean => !shown.has(session.id);
  const changes = await visibleChanges({ all: rowsOf(all), own: rowsOf(ownChanges) }, viewing);
  return {
    approvals: await withWaysIn(dependencies, viewer, approvals),
    answers,
    open: ownRows.filter((row) => unshown(row) && row.session.workflow !== 'change'),
    changes: await withWaysIn(
      dependencies,
      viewer,
      changes.filter(unshown).slice(0, CHANGES_SHOWN),
    ),
    hasMoreApprovals: waiting.length > APPROVALS_READ,
    hasMoreOwn: own.length > OWN_READ,
    knowledge,
    policies,
    patterns,
    review,
  };
}

/** Those that the viewer may decide about, and has not decided about yet. */
async function decidable(waiting: readonly Row[], viewer: Actor, viewing: Viewing) {
  const undecided = waiting.filter(
    ({ summary }) => !summary.approvedBy.some((actor) => isSameActor(actor, viewer)),
  );
  return kept(undecided, viewing);
}

async function visibleChanges(
  { all, own }: { readonly all: readonly Row[]; readonly own: readonly Row[] },
  viewing: Viewing,
): Promise<readonly Row[]> {
  const ownIds = new Set(own.map(({ session }) => session.id));
  const others = all.filter(({ session }) => !ownIds.has(session.id));
  return [...own, ...(await kept(others, viewing))].sort((one, other) =>
    other.session.openedAt.localeCompare(one.session.openedAt),
  );
}

async function kept(candidates: readonly Row[], { mayDecide }: Viewing): Promise<readonly Row[]> {
  const marked = await Promise.all(
    candidates.map(async (row) => ({ row, isKept: await mayDecide(row.session.owner) })),
  );
  return marked.flatMap(({ row, isKept }) => (isKept ? [row] : []));
}
