import { admit, type AdmissionRequest } from './admission.ts';
import { boundPolicies, type ClusterState } from './cluster-state.ts';
import { admitByKyverno } from './kyverno.ts';

/** Asks whoever has a say, in the server's order. Throws the first refusal; returns the warnings. */
export function admitted(state: ClusterState, request: AdmissionRequest): readonly string[] {
  const warnings = admit(state.cel, boundPolicies(state), request);
  return [...warnings, ...admitByKyverno(state, request)];
}
