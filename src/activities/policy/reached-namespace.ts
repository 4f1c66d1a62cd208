import { isInScope } from '../../domain/policy/verdict.ts';
import type { NamespaceScope } from '../../domain/policy/rule.ts';

export interface Namespaces {
  /** Those of the cluster now; empty where they may not be listed. */
  readonly names: readonly string[];
  readonly system: readonly string[];
}

/** A place for examples that no policy leaves out by its usual name. */
const NOWHERE = 'dotai-example';

/**
 * A namespace of the cluster that the policy reaches, one that people use where there is one. Undefined
 * where the cluster has none such, as far as is known.
 */
export function reachedNamespace(
  scope: NamespaceScope,
  { names, system }: Namespaces,
): string | undefined {
  const reached = names.filter((name) => isInScope(scope, name));
  const found = reached.find((name) => !system.includes(name)) ?? reached[0];
  if (found !== undefined || names.length > 0) return found;
  if (scope.type === 'only') return scope.namespaces[0];
  return isInScope(scope, 'default') ? 'default' : undefined;
}

/** As `reachedNamespace`, or one that is not in the cluster: for what is only tried in this process. */
export function exampleNamespace(scope: NamespaceScope, namespaces: Namespaces): string {
  const found = reachedNamespace(scope, namespaces);
  if (found !== undefined) return found;
  return scope.type === 'only' ? (scope.namespaces[0] ?? NOWHERE) : NOWHERE;
}

/** What the scope names and the cluster does not have, as a sentence. */
export function unknownNamespaces(
  scope: NamespaceScope,
  { names }: Namespaces,
): string | undefined {
  if (scope.type !== 'only' || names.length === 0) return undefined;
  const unknown = scope.namespaces.filter((name) => !names.includes(name));
  if (unknown.length === 0) return undefined;
  const shown = unknown.slice(0, 5).join(', ');
  const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : '';
  return `The cluster has no namespace ${shown}${more}: nothing is reached there.`;
}
