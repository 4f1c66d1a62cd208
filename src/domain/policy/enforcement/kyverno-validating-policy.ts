import type { ResourceKind } from '../../kind.ts';
import type { KubernetesObject } from '../../manifest.ts';
import {
  hasPods,
  kyvernoFailurePolicy,
  metadataOf,
  type RenderedPolicy,
} from './enforced-policy.ts';
import { CONDITIONS, matchConstraints } from './match-constraints.ts';
import { needsRequest } from './needs-request.ts';
import { enforcedKinds, validationsOf } from './validations.ts';

export const VALIDATING_POLICY_KINDS: readonly ResourceKind[] = [
  {
    group: 'policies.kyverno.io',
    version: 'v1',
    kind: 'ValidatingPolicy',
    plural: 'validatingpolicies',
    namespaced: false,
  },
];

export function kyvernoValidatingPolicy({
  policy,
  mode,
}: RenderedPolicy): readonly KubernetesObject[] {
  const kinds = enforcedKinds(policy);
  const validations = validationsOf(policy);
  return [
    {
      apiVersion: 'policies.kyverno.io/v1',
      kind: 'ValidatingPolicy',
      metadata: metadataOf(policy),
      spec: {
        failurePolicy: kyvernoFailurePolicy(mode),
        validationActions: mode === 'deny' ? ['Deny'] : ['Warn', 'Audit'],
        evaluation: {
          admission: { enabled: true },
          background: { enabled: !needsRequest(validations) },
        },
        ...(hasPods(kinds) ? { autogen: { podControllers: { controllers: [] } } } : {}),
        matchConstraints: matchConstraints(policy),
        matchConditions: [...CONDITIONS],
        validations: validations.map((validation) => ({ ...validation, reason: 'Invalid' })),
      },
    },
  ];
}
