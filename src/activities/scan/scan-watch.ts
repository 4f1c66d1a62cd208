import type { ScanWatch } from '../recommend/dependencies.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import { ScanState } from '../../workflows/scan/state.ts';

/** Among so many of the latest there is one of the whole cluster. */
const SCANS_READ = 50;

/** The latest scan of the whole cluster, read from its session. */
export function createScanWatch({
  store,
  begin,
}: {
  store: Pick<RecordStore, 'sessions'>;
  begin: () => Promise<void>;
}): ScanWatch {
  return {
    ensure: begin,
    async progress() {
      const [session] = await store.sessions({ workflow: 'scan', isOpen: true, limit: 1 });
      const state = session && ScanState.parse(session.state);
      if (!state || isKnown(state)) return undefined;
      const { counts } = state;
      if (counts.documentsTotal === 0) return { text: 'asking what it serves…', isReading: false };
      const text = `${counts.described + counts.unchanged} kinds read, ${counts.documents} of ${counts.documentsTotal} API groups…`;
      return { text, isReading: true };
    },
    async problem() {
      const sessions = await store.sessions({ workflow: 'scan', limit: SCANS_READ });
      const states = sessions.map(({ state }) => ScanState.safeParse(state).data);
      return states.find((state) => state !== undefined && state.names === undefined)?.problem;
    },
  };
}

/** Every kind is read: better descriptions and vectors are work of minutes that nobody waits for. */
function isKnown({ stage, descriptions, vectors, waitingSince }: ScanState): boolean {
  const isRead = stage === 'describing' || stage === 'embedding' || stage === 'sweeping';
  const takesLong = descriptions.batches > 0 || vectors.total > 0 || waitingSince !== undefined;
  return isRead && takesLong;
}
