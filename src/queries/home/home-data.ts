import { type Actor, isSameActor, type Place } from '../../chat/actor.ts';
import type { Session } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import { Failure } from '../../domain/failure.ts';
import { within } from '../../domain/patience.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { DeliveryStore } from '../../ports/delivery-store.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import { withWaysIn } from './ways-in.ts';

/** What the viewer may do, asked once for each drawing. */
export interface Viewing {
  readonly isMember: boolean;
  readonly mayScan: boolean;
  readonly mayDecide: (requester: Actor) => Promise<boolean>;
}

/** Undefined for a session of another version of the bot. */
export type SummaryOf = (session: Session) => SessionSummary | undefined;

export interface HomeDependencies {
  readonly store: Pick<RecordStore, 'sessions'>;
  readonly deliveries: Pick<DeliveryStore, 'deliveries'>;
  readonly capabilities: { count(): Promise<number> };
  readonly cluster: Pick<Cluster, 'identity'>;
  readonly rights: (viewer: Actor) => Promise<Viewing>;
  /** Whether a place is one person's own conversation with the bot. */
  readonly isDirect: (place: Place) => boolean;
  readonly clock: Clock;
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
  readonly runningScan: Row | undefined;
  readonly lastScan: Row | undefined;
  /** Undefined while the cluster does not answer. */
  readonly clusterName: string | undefined;
  /** Undefined where it is not known in time. */
  readonly kinds: number | undefined;
}

/** Read of the approvals that wait; of more than so many, the youngest are left for later. */
export const APPROVALS_READ = 100;
/** Many more than are shown: what waits for the viewer is found among them first. */
export const OWN_READ = 200;
const CHANGES_READ = 24;
const CHANGES_SHOWN = 8;
/** Nobody looks at an empty tab for longer, whatever the cluster does. */
const CLUSTER_WITHIN_MS = 1_000;

export async function homeData(
  dependencies: HomeDependencies & { readonly summaryOf: SummaryOf },
  viewer: Actor,
  viewing: Viewing,
): Promise<HomeData> {
  const { store, summaryOf } = dependencies;
  const [waiting, own, all, ownChanges, scans, clusterName, kinds] = await Promise.all([
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
    store.sessions({ workflow: 'scan', limit: 5 }),
    clusterNameOf(dependencies),
    inTime(dependencies, () => dependencies.capabilities.count()),
  ]);
  const rowsOf = (sessions: readonly Session[]): Row[] => rows(sessions, summaryOf);
  const ownRows = rowsOf(own.slice(0, OWN_READ));
  const approvals = await decidable(rowsOf(waiting.slice(0, APPROVALS_READ)), viewer, viewing);
  const answers = ownRows.filter(({ summary }) => summary.waitsFor === 'owner');
  const shown = new Set([...approvals, ...answers].map(({ session }) => session.id));
  const unshown = ({ session }: Row): boolean => !shown.has(session.id);
  const changes = await visibleChanges({ all: rowsOf(all), own: rowsOf(ownChanges) }, viewing);
  const scanRows = rowsOf(scans);
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
    runningScan: scanRows.find(({ summary }) => summary.isUnderWay),
    lastScan: scanRows.find(({ summary }) => !summary.isUnderWay),
    clusterName,
    kinds,
  };
}

function rows(sessions: readonly Session[], summaryOf: SummaryOf): Row[] {
  return sessions.flatMap((session) => {
    const summary = summaryOf(session);
    return summary ? [{ session, summary }] : [];
  });
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

function clusterNameOf(dependencies: HomeDependencies): Promise<string | undefined> {
  return inTime(dependencies, async () => (await dependencies.cluster.identity()).name);
}

/** Undefined while the cluster does not answer: everything else is still worth showing. */
function inTime<Value>(
  { clock }: HomeDependencies,
  ask: () => Promise<Value>,
): Promise<Value | undefined> {
  const work = ask().catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
  return within({ clock, ms: CLUSTER_WITHIN_MS, work });
}
