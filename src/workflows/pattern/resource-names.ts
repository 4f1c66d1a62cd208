import { resourceNameOf, type ResourceKind } from '../../domain/kind.ts';

/** "Deployment (deployments.apps)". */
export function resourceText(kind: ResourceKind): string {
  return `${kind.kind} (${resourceNameOf(kind)})`;
}
