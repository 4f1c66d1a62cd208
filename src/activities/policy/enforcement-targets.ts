import type { PolicyDependencies } from './dependencies.ts';
import { referenceOf } from '../change/compare.ts';
import { Failure } from '../../domain/failure.ts';
import { isSameKind } from '../../domain/kind.ts';
import type { EnforcedPolicy } from '../../domain/policy/enforcement/enforced-policy.ts';
import { enforcementKinds, render } from '../../domain/policy/enforcement/render.ts';
import { unrenderable } from '../../domain/policy/enforcement/unrenderable.ts';
import type { Enforcement, EnforcementTarget } from '../../domain/policy/policy.ts';
import type { ServedKind } from '../../ports/cluster.ts';
import type { TargetOption } from '../../workflows/policy/state.ts';

/** In the order in which they are suggested: an engine that somebody installed first, its newer kind before its older one. */
const TARGETS = [
  'kyverno-validating-policy',
  'admission-policy',
  'kyverno-cluster-policy',
] as const satisfies readonly EnforcementTarget[];

/** How people call them. */
export const TARGET_NAMES: Readonly<Record<EnforcementTarget, string>> = {
  'admission-policy': 'ValidatingAdmissionPolicy',
  'kyverno-validating-policy': 'Kyverno ValidatingPolicy',
  'kyverno-cluster-policy': 'Kyverno ClusterPolicy',
};

/**
 * What the cluster could enforce a policy with, and what stands in the way. A policy that is enforced
 * already stays with what enforces it, as long as anything of that is in the cluster: switching would leave
 * the old objects behind.
 */
export async function enforcementTargets(
  { cluster }: Pick<PolicyDependencies, 'cluster'>,
  policy: EnforcedPolicy,
  enforced: Enforcement | undefined,
): Promise<readonly TargetOption[]> {
  const { kinds } = await cluster.discover();
  const standing = enforced && (await isStanding(cluster, enforced)) ? enforced : undefined;
  return Promise.all(
    TARGETS.map(async (target): Promise<TargetOption> => {
      if (!isServed(target, kinds)) return { target, isServed: false };
      const problem =
        switchProblem(target, standing) ??
        unsayable(policy, target) ??
        (await accessProblem(cluster, policy, target)) ??
        (await dryRunProblem(cluster, policy, target));
      return { target, isServed: true, ...(problem === undefined ? {} : { problem }) };
    }),
  );
}

/** The first that can be used; of those that are served where none can. */
export function suggestedTarget(options: readonly TargetOption[]): EnforcementTarget | undefined {
  const inOrder = TARGETS.flatMap((target) => options.filter((one) => one.target === target));
  const served = inOrder.filter(({ isServed: is }) => is);
  return (served.find(({ problem }) => problem === undefined) ?? served[0])?.target;
}

/** The newer kind of an engine makes its older one needless. */
export function usableTargets(options: readonly TargetOption[]): readonly EnforcementTarget[] {
  const usable = options
    .filter((one) => one.isServed && one.problem === undefined)
    .map(({ target }) => target);
  return usable.includes('kyverno-validating-policy')
    ? usable.filter((target) => target !== 'kyverno-cluster-policy')
    : usable;
}

function isServed(target: EnforcementTarget, kinds: readonly ServedKind[]): boolean {
  return enforcementKinds(target).every((wanted) =>
    kinds.some(
      ({ kind, servedVersions }) =>
        isSameKind(kind, wanted) && servedVersions.includes(wanted.version),
    ),
  );
}

/** Why a target cannot say what the policy demands. */
export function unsayable(
  { rules }: Pick<EnforcedPolicy, 'rules'>,
  target: EnforcementTarget,
): string | undefined {
  return rules.flatMap((rule) => unrenderable(rule, target) ?? [])[0];
}

/**
 * What the server says against the enforcement itself, tried as a dry run; undefined where it takes it. An
 * engine's own webhook may not answer, which says nothing of the other engines.
 */
export async function dryRunProblem(
  cluster: PolicyDependencies['cluster'],
  policy: EnforcedPolicy,
  target: EnforcementTarget,
): Promise<string | undefined> {
  const kinds = enforcementKinds(target);
  try {
    for (const [index, object] of render(policy, { target, mode: 'audit' }).entries()) {
      const kind = kinds[index];
      const outcome = kind && (await cluster.dryRun(object, kind));
      if (outcome?.type !== 'refused') continue;
      return outcome.problems.map(({ message }) => message).join('; ');
    }
    return undefined;
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return failure.message;
  }
}

/** Where nobody can look, what the record says is believed. */
async function isStanding(
  cluster: PolicyDependencies['cluster'],
  { clusterId, objects }: Enforcement,
): Promise<boolean> {
  try {
    if ((await cluster.identity()).id !== clusterId) return true;
    const live = await Promise.all(objects.map((object) => cluster.read(object)));
    return live.some((object) => object !== undefined);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return true;
  }
}

function switchProblem(
  target: EnforcementTarget,
  enforced: Enforcement | undefined,
): string | undefined {
  if (!enforced || enforced.target === target) return undefined;
  const name = TARGET_NAMES[enforced.target];
  return `The policy is enforced by a ${name} already. Delete that enforcement before another one takes its place.`;
}

async function accessProblem(
  cluster: PolicyDependencies['cluster'],
  policy: EnforcedPolicy,
  target: EnforcementTarget,
): Promise<string | undefined> {
  const objects = render(policy, { target, mode: 'audit' });
  const kinds = enforcementKinds(target);
  try {
    for (const [index, object] of objects.entries()) {
      const kind = kinds[index];
      const problem = kind && (await cluster.accessProblem(referenceOf(object, kind)));
      if (problem !== undefined) return problem;
    }
    return undefined;
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    return failure.message;
  }
}
