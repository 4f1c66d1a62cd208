import { code, line, type Line } from '../chat/text.ts';
import type { ResourceKind } from '../domain/kind.ts';
import { checkWords } from '../domain/policy/check.ts';
import {
  type EnforcementTarget,
  isGuidance,
  type Enforcement,
  type Policy,
} from '../domain/policy/policy.ts';
import type { NamespaceScope, Rule } from '../domain/policy/rule.ts';

/** How the cluster has now what was applied for a policy; see what looks at it. */
export type EnforcementStanding = 'none' | 'live' | 'changed' | 'missing' | 'outdated' | 'unknown';

const TARGETS: Readonly<Record<EnforcementTarget, string>> = {
  'admission-policy': 'ValidatingAdmissionPolicy',
  'kyverno-validating-policy': 'Kyverno ValidatingPolicy',
  'kyverno-cluster-policy': 'Kyverno ClusterPolicy',
};

/** Kinds and namespaces that a line names; of more, the rest is counted. */
const NAMED_MAX = 5;

export function scopeWords(scope: NamespaceScope): string {
  switch (scope.type) {
    case 'all':
      return 'all namespaces';
    case 'only':
      return `only ${listed(scope.namespaces)}`;
    case 'except':
      return `all but ${listed(scope.namespaces)}`;
  }
}

/** "spec.region must be us-east-1, where spec.provider must be aws: Bucket, Queue". */
export function ruleLine({ path, check, when, whenMissing, kinds }: Rule): Line {
  const conditions = when.map((one) => `${one.path} ${checkWords(one.check)}`).join(' and ');
  const where = conditions === '' ? '' : `, where ${conditions}`;
  const missing =
    check.type === 'exists' || check.type === 'absent'
      ? ''
      : `; left out ${whenMissing === 'deny' ? 'breaks it' : 'is allowed'}`;
  return line`${code(path)} ${checkWords(check)}${where}${missing} (${kindNames(kinds)})`;
}

export function kindNames(kinds: readonly ResourceKind[]): string {
  return listed(kinds.map(({ kind, group }) => (group === '' ? kind : `${kind}.${group}`)));
}

/** What it is besides its words: "active, 2 rules". */
export function statusWords(policy: Pick<Policy, 'status' | 'rules' | 'expressions'>): string {
  const count = policy.rules.length + policy.expressions.length;
  const rules = isGuidance(policy) ? 'guidance only' : `${count} ${count === 1 ? 'rule' : 'rules'}`;
  return `${policy.status}, ${rules}`;
}

/** What was applied; how it stands now is looked up. */
export function appliedWords({ target, mode }: Enforcement): string {
  return `${mode} by a ${TARGETS[target]}`;
}

export function standingLine(policy: Policy, standing: EnforcementStanding): Line {
  const { enforcement, version } = policy;
  if (!enforcement) return ['not enforced by the cluster'];
  const names = enforcement.objects.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  const older =
    enforcement.version < version && standing !== 'missing'
      ? ` It enforces version ${enforcement.version}.`
      : '';
  const applied = appliedWords(enforcement);
  return line`${STANDINGS[standing]}: ${applied} (${names}).${older}`;
}

const STANDINGS: Readonly<Record<EnforcementStanding, string>> = {
  none: 'nothing was applied',
  live: '✅ live',
  changed: '⚠️ changed by someone since it was applied',
  missing: '❌ missing, somebody deleted it or a part of it',
  outdated: '⚠️ outdated, it names a version of a kind that the cluster no longer serves',
  unknown:
    'not known just now, because the cluster does not answer, does not let me look, or is another one. Applied was',
};

function listed(names: readonly string[]): string {
  const rest = names.length - NAMED_MAX;
  const shown = names.slice(0, NAMED_MAX).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
