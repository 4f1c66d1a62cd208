import type { ScanCounts } from '../../workflows/scan/state.ts';
import type { ScanPlan } from './scan-plan.ts';

/** How far a plan is before anything of it is read. */
export function countsOf({ documents, failures }: ScanPlan): ScanCounts {
  const unchanged = documents.filter(({ isUnchanged }) => isUnchanged);
  return {
    documents: unchanged.length,
    documentsTotal: documents.length,
    described: 0,
    unchanged: unchanged.reduce((sum, { kinds }) => sum + kinds.length, 0),
    failures: failures.length,
  };
}
