import { createCheckSources } from './check-sources.ts';
import type { MiningDependencies } from './dependencies.ts';
import { createImportPolicies } from './import-policies.ts';
import {
  createCheckCurator,
  createCloseChannel,
  createOpenChannel,
  createRecordMining,
} from './keep-channel.ts';
import { createLookAtSource } from './look-at-source.ts';
import { createMineDocument } from './mine-document.ts';
import { createMinePage } from './mine-page.ts';
import { createMineThread } from './mine-thread.ts';
import { createMiningKinds } from './mining-kinds.ts';

/** One activity for each effect of the mining workflow. */
export function createMiningActivities(dependencies: MiningDependencies) {
  const kinds = createMiningKinds(dependencies);
  return {
    'look-at-source': createLookAtSource(dependencies),
    'check-curator': createCheckCurator(dependencies),
    'open-channel': createOpenChannel(dependencies),
    'close-channel': createCloseChannel(dependencies),
    'mine-page': createMinePage(dependencies, kinds),
    'mine-thread': createMineThread(dependencies, kinds),
    'mine-document': createMineDocument(dependencies, kinds),
    'import-policies': createImportPolicies(dependencies),
    'check-sources': createCheckSources(dependencies),
    'record-mining': createRecordMining(dependencies),
  };
}
