import type { Row, SummaryOf, Viewing } from './home-data.ts';
import { rowsOfSessions } from './knowledge-data.ts';
import type { Session } from '../../chat/session.ts';
import type { RecordStore } from '../../ports/record-store.ts';

/** Conversations looked through; of more than so many, the youngest are left for later. */
const DRAFTS_READ = 30;

/** One sort of what people taught: what there is, and whose drafts wait. */
export interface TaughtData<Counts> {
  /** Undefined while the records of them do not answer. */
  readonly counts: Counts | undefined;
  /** Conversations whose draft waits for a curator, oldest first; none for whoever is no curator. */
  readonly drafts: readonly Row[];
}

export async function waitingDrafts(
  {
    store,
    summaryOf,
  }: { readonly store: Pick<RecordStore, 'sessions'>; readonly summaryOf: SummaryOf },
  workflow: Session['workflow'],
  { mayScan: isCurator }: Pick<Viewing, 'mayScan'>,
): Promise<readonly Row[]> {
  if (!isCurator) return [];
  const waiting = await store.sessions({
    workflow,
    isOpen: true,
    awaits: 'approval',
    isOldestFirst: true,
    limit: DRAFTS_READ,
  });
  return rowsOfSessions(waiting, summaryOf);
}
