import type { JsonObject } from '../../json.ts';
import { apiVersionOf, type ResourceKind } from '../../kind.ts';
import type { NamespaceScope } from '../rule.ts';

/** Every namespace carries its own name in this label. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** `create` and `update`: what is deleted breaks nothing. */
export const OPERATIONS = ['CREATE', 'UPDATE'] as const;

/**
 * What must hold before anything is demanded. Taking a finalizer away is an update too: an object that broke
 * the policy before it came could else never be deleted.
 */
export const CONDITIONS = [
  { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
] as const;

/** Which requests a policy sees, as admission policies and Kyverno's `ValidatingPolicy` write it. */
export function matchConstraints(
  kinds: readonly ResourceKind[],
  scope: NamespaceScope,
): JsonObject {
  const selector = namespaceSelector(scope);
  return {
    // Requests in other versions of a kind are converted to the named one, and seen too.
    matchPolicy: 'Equivalent',
    ...(selector ? { namespaceSelector: selector } : {}),
    resourceRules: resourceRules(kinds),
  };
}

function namespaceSelector(scope: NamespaceScope): JsonObject | undefined {
  if (scope.type === 'all') return undefined;
  const operator = scope.type === 'only' ? 'In' : 'NotIn';
  const values = namespacesOf(scope);
  return { matchExpressions: [{ key: NAMESPACE_LABEL, operator, values }] };
}

/** Each once, in alphabetical order; empty where all are meant. */
export function namespacesOf(scope: NamespaceScope): readonly string[] {
  return scope.type === 'all' ? [] : [...new Set(scope.namespaces)].toSorted();
}

function resourceRules(kinds: readonly ResourceKind[]): readonly JsonObject[] {
  const versions = [...new Set(kinds.map((kind) => apiVersionOf(kind)))].toSorted();
  return versions.flatMap((version) => {
    const members = kinds.filter((kind) => apiVersionOf(kind) === version);
    const [first] = members;
    if (!first) return [];
    const resources = [...new Set(members.map(({ plural }) => plural))].toSorted();
    return [
      {
        apiGroups: [first.group],
        apiVersions: [first.version],
        operations: [...OPERATIONS],
        resources,
        scope: 'Namespaced',
      },
    ];
  });
}
