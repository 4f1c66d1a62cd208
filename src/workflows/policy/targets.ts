import type { PolicyState, Rehearsal } from './state.ts';
import type { EnforcementTarget } from '../../domain/policy/policy.ts';

/** How people call them. */
export const TARGET_NAMES: Readonly<Record<EnforcementTarget, string>> = {
  'admission-policy': 'ValidatingAdmissionPolicy',
  'kyverno-validating-policy': 'Kyverno ValidatingPolicy',
  'kyverno-cluster-policy': 'Kyverno ClusterPolicy',
};

/** What can enforce it now, the suggested one first; an engine's newer kind makes its older one needless. */
export function usableTargets({ targets }: Rehearsal): readonly EnforcementTarget[] {
  const usable = targets
    .filter(({ isServed, problem }) => isServed && problem === undefined)
    .map(({ target }) => target);
  return usable.includes('kyverno-validating-policy')
    ? usable.filter((target) => target !== 'kyverno-cluster-policy')
    : usable;
}

/** Undefined where approval can be asked for; else why not, in a sentence. */
export function whyNotEnforceable(state: PolicyState): string | undefined {
  const { derived, rehearsal } = state;
  if (!derived) return 'Its rules are not known yet.';
  if (derived.guidanceBecause !== undefined) return 'No rule can check it.';
  if (!rehearsal) return 'It was not rehearsed yet.';
  const { good, broken, dryRun } = rehearsal;
  if (good.accepted < good.total || broken.refused < broken.total) {
    return 'The rehearsal judged some objects wrongly: leave their kinds out, or change the sentence. Until then it is not offered for enforcement.';
  }
  if (broken.total === 0) {
    return 'No object could be made that breaks it, so nothing would show that it acts. It can be stored.';
  }
  if (usableTargets(rehearsal).length === 0) return noTarget(rehearsal);
  if (dryRun && !dryRun.isAccepted) {
    return `The cluster does not take the policy: ${dryRun.problem ?? 'it gave no reason.'}`;
  }
  return undefined;
}

function noTarget({ targets }: Rehearsal): string {
  const problems = targets.flatMap(({ target, isServed, problem }) =>
    isServed && problem !== undefined ? [`${TARGET_NAMES[target]}: ${problem}`] : [],
  );
  return problems.length === 0
    ? 'This cluster serves nothing that could enforce it.'
    : `Nothing can enforce it now. ${problems.join(' ')}`;
}
