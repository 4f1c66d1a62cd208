import type { KubernetesObject } from '../../manifest.ts';
import type { EnforcementMode, Policy } from '../policy.ts';
import {
  enforcementName,
  type NamedPolicy,
  policyLabel,
  rationaleAnnotation,
  sentenceAnnotation,
  versionAnnotation,
} from './enforcement-name.ts';
import type { ResourceKind } from '../../kind.ts';

/** What of a policy is enforced. */
export type EnforcedPolicy = Pick<
  Policy,
  'id' | 'version' | 'sentence' | 'rationale' | 'scope' | 'rules' | 'expressions'
> &
  NamedPolicy;

export interface RenderedPolicy {
  readonly policy: EnforcedPolicy;
  readonly mode: EnforcementMode;
}

/** The metadata of every object that enforces a policy. */
export function metadataOf(
  policy: EnforcedPolicy,
  annotations: Readonly<Record<string, string>> = {},
): KubernetesObject['metadata'] {
  return {
    name: enforcementName(policy),
    labels: { 'app.kubernetes.io/managed-by': 'dotai', [policyLabel]: policy.id },
    annotations: {
      [sentenceAnnotation]: policy.sentence,
      [rationaleAnnotation]: policy.rationale,
      [versionAnnotation]: String(policy.version),
      ...annotations,
    },
  };
}

/** Kyverno spreads policies on pods over what makes pods, unless it is told not to: each kind has rules of its own. */
export function hasPods(kinds: readonly ResourceKind[]): boolean {
  return kinds.some(({ group, kind }) => group === '' && kind === 'Pod');
}

/**
 * What Kyverno does with a write where it cannot judge: its webhook does not answer, or an expression fails.
 * In audit it must not stop anybody, whatever happens; what fails it reports as a warning all the same.
 */
export function kyvernoFailurePolicy(mode: EnforcementMode): 'Fail' | 'Ignore' {
  return mode === 'deny' ? 'Fail' : 'Ignore';
}
