import type { ScanDependencies } from './dependencies.ts';
import { createDescribeBatch, createEndBatch } from './describe-batch.ts';
import { createEmbedKinds } from './embed-kinds.ts';
import { waitingForIndex } from './index-watch.ts';
import { createListDocuments } from './list-documents.ts';
import { createPlanDescriptions } from './plan-descriptions.ts';
import { createProfileKinds } from './profile-kinds.ts';
import { createSweepKinds } from './sweep-kinds.ts';

/** One activity for each effect of the scan. */
export function createScanActivities(dependencies: ScanDependencies) {
  return {
    'list-documents': createListDocuments(dependencies),
    'profile-kinds': waitingForIndex(dependencies, createProfileKinds),
    'plan-descriptions': waitingForIndex(dependencies, createPlanDescriptions),
    'describe-batch': waitingForIndex(dependencies, createDescribeBatch),
    'end-batch': waitingForIndex(dependencies, createEndBatch),
    'embed-kinds': waitingForIndex(dependencies, createEmbedKinds),
    'sweep-kinds': waitingForIndex(dependencies, createSweepKinds),
  };
}
