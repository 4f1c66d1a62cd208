import type { ResourceKind } from '../../kind.ts';
import type { KubernetesObject } from '../../manifest.ts';
import { metadataOf, type RenderedPolicy } from './enforced-policy.ts';
import { enforcementName } from './enforcement-name.ts';
import { CONDITIONS, matchConstraints } from './match-constraints.ts';
import { validationsOf } from './validations.ts';

const GROUP = 'admissionregistration.k8s.io';

export const ADMISSION_KINDS: readonly ResourceKind[] = [
  {
    group: GROUP,
    version: 'v1',
    kind: 'ValidatingAdmissionPolicy',
    plural: 'validatingadmissionpolicies',
    namespaced: false,
  },
  {
    group: GROUP,
    version: 'v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    plural: 'validatingadmissionpolicybindings',
    namespaced: false,
  },
];

/** Kubernetes' own: a policy, and a binding that says what happens to objects that break it. */
export function admissionPolicy({ policy, mode }: RenderedPolicy): readonly KubernetesObject[] {
  const name = enforcementName(policy);
  return [
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'ValidatingAdmissionPolicy',
      metadata: metadataOf(policy),
      spec: {
        // In audit, too: an expression that fails does what the binding says, so it warns there and refuses
        // nobody. With `Ignore` it would pass without a word. No webhook is asked that could be away.
        // Source: https://github.com/kubernetes/kubernetes/tree/master/staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating
        failurePolicy: 'Fail',
        matchConstraints: matchConstraints(policy),
        matchConditions: [...CONDITIONS],
        validations: validationsOf(policy).map((validation) => ({
          ...validation,
          reason: 'Invalid',
        })),
      },
    },
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: metadataOf(policy),
      spec: {
        policyName: name,
        validationActions: mode === 'deny' ? ['Deny'] : ['Warn', 'Audit'],
      },
    },
  ];
}
