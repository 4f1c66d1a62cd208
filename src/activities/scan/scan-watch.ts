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
      if (!session) return undefined;
      const { counts } = ScanState.parse(session.state);
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
