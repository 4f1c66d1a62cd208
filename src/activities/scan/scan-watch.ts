import type { ScanWatch } from '../recommend/dependencies.ts';
import type { RecordStore } from '../../ports/record-store.ts';
import { ScanState } from '../../workflows/scan/state.ts';

/** The latest scan, read from its session. */
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
      const [session] = await store.sessions({ workflow: 'scan', limit: 1 });
      return session && ScanState.parse(session.state).problem;
    },
  };
}

/** Every kind is read: better descriptions and vectors are work of minutes that nobody waits for. */
function isKnown({ stage, descriptions, vectors, waitingSince }: ScanState): boolean {
  const isRead = stage === 'describing' || stage === 'embedding' || stage === 'sweeping';
  const takesLong = descriptions.batches > 0 || vectors.total > 0 || waitingSince !== undefined;
  return isRead && takesLong;
}
