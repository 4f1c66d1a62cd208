import { resourceNameOf, type ResourceKind } from '../../domain/kind.ts';

/** `plural.group`; the core group is written `core`, so that it is told from others of its name. */
export function fullNameOf(kind: ResourceKind): string {
  return kind.group === '' ? `${kind.plural}.core` : resourceNameOf(kind);
}

/** "Deployment (deployments.apps)". */
export function resourceText(kind: ResourceKind): string {
  return `${kind.kind} (${resourceNameOf(kind)})`;
}
