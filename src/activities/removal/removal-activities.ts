import { createCheckCurator } from './check-curator.ts';
import { createRemoveCapabilities, type RemovalDependencies } from './remove-capabilities.ts';
import { createRemovePattern, type PatternRemovalDependencies } from './remove-pattern.ts';
import type { PermissionDependencies } from '../permissions.ts';

/** One activity for each effect of the removal workflow. */
export function createRemovalActivities(
  dependencies: RemovalDependencies &
    PatternRemovalDependencies & { readonly people: PermissionDependencies },
) {
  return {
    'check-curator': createCheckCurator(dependencies.people),
    'remove-capabilities': createRemoveCapabilities(dependencies),
    'remove-pattern': createRemovePattern(dependencies),
  };
}
