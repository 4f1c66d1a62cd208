import type { ScanCounts } from '../../workflows/scan/state.ts';
import type { PlannedDocument, ScanPlan } from './scan-plan.ts';

/** How far a plan is before anything of it is read, but for what a scan `readBefore`. */
export function countsOf(
  { documents, failures }: ScanPlan,
  readBefore: ReadonlySet<PlannedDocument> = new Set(),
): ScanCounts {
  const unchanged = documents.filter((document) => readBefore.has(document));
  return {
    documents: unchanged.length,
    documentsTotal: documents.length,
    described: 0,
    unchanged: unchanged.reduce((sum, { kinds }) => sum + kinds.length, 0),
    failures: failures.length,
  };
}
