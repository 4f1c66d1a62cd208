import type { JsonObject } from '../../json.ts';
import { apiVersionOf, type ResourceKind } from '../../kind.ts';
import type { ExpressionRule, NamespaceScope, Rule } from '../rule.ts';
import type { EnforcedPolicy } from './enforced-policy.ts';
import { enforcedKinds } from './validations.ts';

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

/**
 * Where the containers of a pod are written without a request for the pod itself: debugging and resizing.
 * Servers hand over the whole pod there. Those that do not know one of them never ask for it.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/ and
 * https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
 */
const OF_CONTAINERS = ['pods/ephemeralcontainers', 'pods/resize'] as const;

/** Which requests a policy sees, as admission policies and Kyverno's `ValidatingPolicy` write it. */
export function matchConstraints(policy: EnforcedPolicy): JsonObject {
  const selector = namespaceSelector(policy.scope);
  return {
    // Requests in other versions of a kind are converted to the named one, and seen too.
    matchPolicy: 'Equivalent',
    ...(selector ? { namespaceSelector: selector } : {}),
    resourceRules: resourceRules(policy),
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

function resourceRules(policy: EnforcedPolicy): readonly JsonObject[] {
  const kinds = enforcedKinds(policy);
  const versions = [...new Set(kinds.map((kind) => apiVersionOf(kind)))].toSorted();
  return versions.flatMap((version) => {
    const members = kinds.filter((kind) => apiVersionOf(kind) === version);
    const [first] = members;
    if (!first) return [];
    const plurals = members.map(({ plural }) => plural);
    const parts = members.some(isPod) && concernsContainers(policy) ? OF_CONTAINERS : [];
    const resources = [...new Set([...plurals, ...parts])].toSorted();
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

function isPod({ group, kind }: ResourceKind): boolean {
  return group === '' && kind === 'Pod';
}

function concernsContainers({ rules, expressions }: EnforcedPolicy): boolean {
  return (
    rules.some((rule) => rule.kinds.some(isPod) && readsContainers(rule)) ||
    expressions.some((rule) => rule.kinds.some(isPod) && mentionsContainers(rule))
  );
}

function readsContainers({ path, when }: Rule): boolean {
  return [path, ...when.map((condition) => condition.path)].some((one) =>
    /^spec\.(?:c|initC|ephemeralC)ontainers\b/u.test(one),
  );
}

/** Says so too often rather than too rarely: an expression may read a field by its quoted name. */
function mentionsContainers({ expression }: ExpressionRule): boolean {
  return /ontainers/u.test(expression);
}
