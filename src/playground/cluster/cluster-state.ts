import type { JsonObject } from '../../domain/json.ts';
import type { BoundPolicy } from './admission.ts';
import type { CelEvaluator } from './cel.ts';
import { textAt } from './json-path.ts';
import type { Kyverno } from './kyverno.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import type { TypeRegistry } from './type-registry.ts';

/** Time as the demo cluster sees it. */
export interface DemoClock {
  now(): Date;
}

/** What every handler of the demo cluster works on. */
export interface ClusterState {
  readonly store: ObjectStore;
  readonly types: TypeRegistry;
  readonly cel: CelEvaluator;
  readonly clock: DemoClock;
  /** How much faster than life things happen here: 1 is the real speed. */
  readonly pace: number;
  /** Undefined where it is not installed. */
  readonly kyverno?: Kyverno | undefined;
}

export const NAMESPACES_KEY = '/namespaces';
const POLICIES_KEY = 'admissionregistration.k8s.io/validatingadmissionpolicies';
const BINDINGS_KEY = 'admissionregistration.k8s.io/validatingadmissionpolicybindings';

/** How long a real server takes until a new policy or binding is in force, in milliseconds. */
const BINDS_AFTER_MS = 500;

/** Policies that have a binding, both old enough to be in force. */
export function boundPolicies(state: ClusterState): readonly BoundPolicy[] {
  const { store } = state;
  return inForce(state, BINDINGS_KEY).flatMap((binding) => {
    const policy = store.get(POLICIES_KEY, '', textAt(binding, 'spec', 'policyName'));
    return policy && isInForce(state, policy) ? [{ policy: policy.object, binding }] : [];
  });
}

/** Objects of that type, a policy's, that are old enough to act. */
export function inForce(state: ClusterState, typeKey: string): readonly JsonObject[] {
  return state.store
    .list(typeKey)
    .filter((stored) => isInForce(state, stored))
    .map(({ object }) => object);
}

function isInForce({ clock, pace }: ClusterState, { changedAtMs }: StoredObject): boolean {
  return (clock.now().getTime() - changedAtMs) * pace >= BINDS_AFTER_MS;
}

/** RFC 3339 in seconds, as object metadata carries time. */
export function timestamp({ clock }: Pick<ClusterState, 'clock'>): string {
  return rfc3339(clock.now());
}

export function rfc3339(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}
