import type { ScanDependencies } from './dependencies.ts';
import { createListDocuments } from './list-documents.ts';
import { createProfileKinds } from './profile-kinds.ts';
import { createSweepKinds } from './sweep-kinds.ts';

/** One activity for each effect of the scan. */
export function createScanActivities(dependencies: ScanDependencies) {
  return {
    'list-documents': createListDocuments(dependencies),
    'profile-kinds': createProfileKinds(dependencies),
    'sweep-kinds': createSweepKinds(dependencies),
  };
}
