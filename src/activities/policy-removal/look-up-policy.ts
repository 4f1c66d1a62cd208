import { enforcingObjects, objectWords } from './enforcing-objects.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import type { EnforcementLook } from '../policy/enforcement-look.ts';
import type { PolicyBook } from '../policy/policy-book.ts';
import { Failure } from '../../domain/failure.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';
import type { Cluster } from '../../ports/cluster.ts';
import {
  type EnforcementFound,
  type PolicyRemovalEffect,
  type PolicyRemovalEvent,
  PolicyRemovalState,
} from '../../workflows/policy-removal/state.ts';

export interface PolicyRemovalDependencies {
  readonly policies: Pick<PolicyBook, 'get' | 'versions' | 'save' | 'remove'>;
  readonly cluster: Cluster;
  readonly artifacts: ArtifactStore;
  readonly look: EnforcementLook;
}

/** What there is of the policy, and what enforces it in the cluster at this moment. */
export function createLookUpPolicy(
  dependencies: PolicyRemovalDependencies,
): Activity<Extract<PolicyRemovalEffect, { type: 'look-up-policy' }>, PolicyRemovalEvent> {
  return async (_effect, context) => {
    const policy = await policyToRemove(dependencies, context);
    if ('problem' in policy) {
      return { type: 'removal-hindered', at: context.now(), reason: policy.problem };
    }
    const found = await foundOf(dependencies, policy);
    const { sentence, status } = policy;
    const guiding = status === 'draft' ? await guidingBelow(dependencies, policy) : undefined;
    return {
      type: 'policy-found',
      at: context.now(),
      sentence,
      isDraft: status === 'draft' && !guiding,
      ...(guiding ? { guiding: guiding.version } : {}),
      found,
    };
  };
}

/** The version that guides while this later one is a draft. */
export async function guidingBelow(
  { policies }: Pick<PolicyRemovalDependencies, 'policies'>,
  { id, version: draft }: Pick<Policy, 'id' | 'version'>,
): Promise<Policy | undefined> {
  const versions = await policies.versions(id);
  return versions.findLast(({ status, version }) => status === 'active' && version < draft);
}

/** The very version that was asked about: whoever deletes it has seen what it says. */
export async function policyToRemove(
  { policies }: Pick<PolicyRemovalDependencies, 'policies'>,
  { session }: Pick<ActivityContext, 'session'>,
): Promise<Policy | { readonly problem: string }> {
  const { policyId, version } = PolicyRemovalState.parse(session.state);
  const policy = await policies.get(policyId);
  if (!policy) return { problem: 'This policy is not there any more.' };
  if (policy.version === version) return policy;
  return {
    problem: `This policy was changed meanwhile: it is at version ${policy.version}. Look at it before it is deleted.`,
  };
}

async function foundOf(
  { look, cluster }: PolicyRemovalDependencies,
  policy: Policy,
): Promise<EnforcementFound> {
  const { enforcement } = policy;
  const mode = enforcement ? { mode: enforcement.mode } : {};
  const seen = await seenObjects(cluster, policy);
  const state = await look.stateOf(policy);
  if (seen && state !== 'unknown') return { state, ...mode, ...seen };
  const known = (enforcement?.objects ?? []).map(objectWords);
  return { state: enforcement ? 'unknown' : 'none', ...mode, objects: known };
}

/** Undefined where they cannot be seen, or where this is not the cluster of the policy. */
export async function seenObjects(
  cluster: Cluster,
  policy: Pick<Policy, 'id'> & Partial<Pick<Policy, 'enforcement' | 'clusterId'>>,
): Promise<{ objects: string[]; unseen: string[] } | undefined> {
  try {
    const { id } = await cluster.identity();
    const clusterId = policy.enforcement?.clusterId ?? policy.clusterId;
    if (clusterId !== undefined && id !== clusterId) return undefined;
    const { objects, unseen } = await enforcingObjects(cluster, policy);
    return {
      objects: objects.map(({ reference }) => objectWords(reference)),
      unseen: [...unseen],
    };
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
