import type { ResourceKind } from '../../kind.ts';
import type { KubernetesObject } from '../../manifest.ts';
import type { EnforcementMode, EnforcementTarget } from '../policy.ts';
import { ADMISSION_KINDS, admissionPolicy } from './admission-policy.ts';
import type { EnforcedPolicy } from './enforced-policy.ts';
import { CLUSTER_POLICY_KINDS, kyvernoClusterPolicy } from './kyverno-cluster-policy.ts';
import { kyvernoValidatingPolicy, VALIDATING_POLICY_KINDS } from './kyverno-validating-policy.ts';

/**
 * The objects that make a cluster enforce a policy: the same for the same policy, whatever the order of its
 * rules' kinds. Kinds that live outside namespaces are left out. Throws `Failure('invalid-input')` for a
 * rule whose path is none.
 */
export function render(
  policy: EnforcedPolicy,
  { target, mode }: { readonly target: EnforcementTarget; readonly mode: EnforcementMode },
): readonly KubernetesObject[] {
  switch (target) {
    case 'admission-policy':
      return admissionPolicy({ policy, mode });
    case 'kyverno-validating-policy':
      return kyvernoValidatingPolicy({ policy, mode });
    case 'kyverno-cluster-policy':
      return kyvernoClusterPolicy({ policy, mode });
  }
}

/** The kinds of what `render` makes, in its order. */
export function enforcementKinds(target: EnforcementTarget): readonly ResourceKind[] {
  switch (target) {
    case 'admission-policy':
      return ADMISSION_KINDS;
    case 'kyverno-validating-policy':
      return VALIDATING_POLICY_KINDS;
    case 'kyverno-cluster-policy':
      return CLUSTER_POLICY_KINDS;
  }
}
