import type { ScanEffect, ScanEvent } from '../../workflows/scan/state.ts';
import type { Activity } from '../activity.ts';
import { planScan } from './scan-plan.ts';
import { countsOf } from './scan-tally.ts';
import type { ScanDependencies } from './dependencies.ts';

/** Asks the cluster what it serves, and how much of it is known already. */
export function createListDocuments(
  dependencies: ScanDependencies,
): Activity<
  Extract<ScanEffect, { type: 'list-documents' }>,
  Extract<ScanEvent, { type: 'documents-listed' }>
> {
  return async (_effect, context) => {
    const plan = await planScan(dependencies);
    return {
      type: 'documents-listed',
      at: context.now(),
      clusterName: plan.cluster.name,
      kinds: plan.kinds.length,
      counts: countsOf(plan),
    };
  };
}
