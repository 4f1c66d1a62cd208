import { Failure } from '../../domain/failure.ts';
import type { ScanEffectOf, ScanEventOf } from '../../workflows/scan/state.ts';
import { unknownNamesText } from '../../workflows/scan/unknown-names.ts';
import type { Activity } from '../activity.ts';
import type { ScanDependencies } from './dependencies.ts';
import { isDescribing } from './descriptions.ts';
import { plannedKinds, planScan } from './scan-plan.ts';
import { countsOf } from './scan-tally.ts';

/**
 * Asks the cluster what it serves. Throws `Failure('invalid-input')` where none of the names that were
 * asked for means anything here.
 */
export function createListDocuments(
  dependencies: ScanDependencies,
): Activity<ScanEffectOf<'list-documents'>, ScanEventOf<'documents-listed'>> {
  return async ({ names }, context) => {
    const plan = await planScan(dependencies, names);
    const { unknownNames } = plan;
    if (names && plan.documents.length === 0) {
      throw new Failure('invalid-input', unknownNamesText(unknownNames));
    }
    return {
      type: 'documents-listed',
      at: context.now(),
      clusterId: plan.cluster.id,
      clusterName: plan.cluster.name,
      kinds: plannedKinds(plan).length,
      counts: countsOf(plan),
      unknownNames: [...unknownNames],
      describes: isDescribing(dependencies.model),
      embeds: dependencies.embedder !== undefined,
    };
  };
}
