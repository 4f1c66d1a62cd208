import type { JsonObject } from '../../json.ts';
import { apiVersionOf, type ResourceKind } from '../../kind.ts';
import type { KubernetesObject } from '../../manifest.ts';
import {
  type EnforcedPolicy,
  hasPods,
  kyvernoFailurePolicy,
  metadataOf,
  type RenderedPolicy,
} from './enforced-policy.ts';
import { rationaleAnnotation, sentenceAnnotation } from './enforcement-name.ts';
import { CONDITIONS, namespacesOf, OPERATIONS } from './match-constraints.ts';
import { needsRequest } from './needs-request.ts';
import type { NamespaceScope } from '../rule.ts';
import { enforcedKinds, validationsOf, withoutVariables } from './validations.ts';

export const CLUSTER_POLICY_KINDS: readonly ResourceKind[] = [
  {
    group: 'kyverno.io',
    version: 'v1',
    kind: 'ClusterPolicy',
    plural: 'clusterpolicies',
    namespaced: false,
  },
];

/** Source: https://kyverno.io/docs/policy-types/cluster-policy/autogen */
const NO_AUTOGEN = { 'pod-policies.kyverno.io/autogen-controllers': 'none' } as const;

export function kyvernoClusterPolicy({
  policy,
  mode,
}: RenderedPolicy): readonly KubernetesObject[] {
  const kinds = enforcedKinds(policy);
  const validations = validationsOf(policy);
  return [
    {
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: metadataOf(policy, {
        ...annotationsOf(policy),
        ...(hasPods(kinds) ? NO_AUTOGEN : {}),
      }),
      spec: {
        admission: true,
        background: !needsRequest(validations),
        // Without it an object that breaks the policy is accepted without a word.
        ...(mode === 'audit' ? { emitWarning: true } : {}),
        webhookConfiguration: { failurePolicy: kyvernoFailurePolicy(mode) },
        rules: [
          {
            name: 'rules',
            ...matchOf(kinds, policy.scope),
            celPreconditions: [...CONDITIONS],
            validate: {
              failureAction: mode === 'deny' ? 'Enforce' : 'Audit',
              // As the other engines do: an update must keep the policy, whatever stood there before.
              allowExistingViolations: false,
              cel: { expressions: validations.map((validation) => ({ ...validation })) },
            },
          },
        ],
      },
    },
  ];
}

/** What the policy says, in words that Kyverno leaves as they are. */
function annotationsOf({ sentence, rationale }: EnforcedPolicy): Readonly<Record<string, string>> {
  return {
    [sentenceAnnotation]: withoutVariables(sentence),
    [rationaleAnnotation]: withoutVariables(rationale),
  };
}

/**
 * Kyverno counts debugging a pod (`pods/ephemeralcontainers`) as one of `v1/Pod` by itself, and refuses
 * policies that name a part of a kind while they look at what is there already.
 *
 * Source: https://github.com/kyverno/kyverno/blob/main/pkg/utils/match/kind.go and
 * https://github.com/kyverno/kyverno/blob/main/pkg/validation/policy/validate.go
 */
function matchOf(kinds: readonly ResourceKind[], scope: NamespaceScope): JsonObject {
  const namespaces = namespacesOf(scope);
  const resources = {
    kinds: kinds.map((kind) => `${apiVersionOf(kind)}/${kind.kind}`).toSorted(),
    operations: [...OPERATIONS],
    ...(scope.type === 'only' ? { namespaces } : {}),
  };
  return {
    match: { any: [{ resources }] },
    ...(scope.type === 'except' ? { exclude: { any: [{ resources: { namespaces } }] } } : {}),
  };
}
