import { createCheckCurator } from './check-curator.ts';
import { createRemoveCapabilities, type RemovalDependencies } from './remove-capabilities.ts';
import type { PermissionDependencies } from '../permissions.ts';

/** One activity for each effect of the removal workflow. */
export function createRemovalActivities(
  dependencies: RemovalDependencies & { readonly people: PermissionDependencies },
) {
  return {
    'check-curator': createCheckCurator(dependencies.people),
    'remove-capabilities': createRemoveCapabilities(dependencies),
  };
}
