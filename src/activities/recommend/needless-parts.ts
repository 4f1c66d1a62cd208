import type { Capability } from '../../domain/capability.ts';

/** A built-in kind that acts on a workload beside it, and the fields by which another kind does that itself. */
interface Governor {
  readonly kind: string;
  readonly fields: RegExp;
  /** "Site scales by its field …". */
  readonly does: string;
}

const GOVERNORS: readonly Governor[] = [
  {
    kind: 'autoscaling/HorizontalPodAutoscaler',
    fields: /autoscal|\bscaling\b|\bmax(?:imum)?replicas$/iu,
    does: 'scales',
  },
  {
    kind: 'policy/PodDisruptionBudget',
    fields: /disruption|\bminavailable$/iu,
    does: 'limits disruptions',
  },
];

/** What such a kind can be told to act on by name or by labels. */
const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

/**
 * Why a solution gains nothing by a part that a pattern would add: its primary does the same by a field of
 * its own, or makes its workloads itself, so that nobody knows their names. Undefined where it may gain.
 */
export function needlessBecause(
  { kind }: Capability,
  [primary, ...others]: readonly [Capability, ...(readonly Capability[])],
): { readonly why: string; readonly isCovered: boolean } | undefined {
  const governor = GOVERNORS.find((one) => one.kind === `${kind.group}/${kind.kind}`);
  const isMadeBehind = primary.abstraction === 'golden-path' || primary.providers.length > 0;
  if (!governor || !isMadeBehind || others.some(isWorkload)) return undefined;
  const name = primary.kind.kind;
  const field = primary.settableFields.find((one) => governor.fields.test(one));
  return field === undefined
    ? { isCovered: false, why: `${name} has no workload that it could name` }
    : { isCovered: true, why: `${name} ${governor.does} by its field ${field}` };
}

function isWorkload({ abstraction, kind }: Capability): boolean {
  return abstraction === 'core' && WORKLOADS.has(kind.kind);
}
