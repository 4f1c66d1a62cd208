import { Failure } from '../../domain/failure.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { KubernetesObject, ObjectReference } from '../../domain/manifest.ts';
import { enforcementDrift } from '../../domain/policy/enforcement/drift.ts';
import { render } from '../../domain/policy/enforcement/render.ts';
import type { Enforcement, Policy } from '../../domain/policy/policy.ts';
import type { Cluster } from '../../ports/cluster.ts';
import type { PolicyBook } from './policy-book.ts';

/**
 * How the cluster has now what was applied for a policy. `none`: nothing was. `changed`: somebody altered
 * it. `missing`: at least one of its objects is gone. `unknown`: the cluster does not answer, does not let
 * the bot look, or is another one.
 */
export type EnforcementState = 'none' | 'live' | 'changed' | 'missing' | 'unknown';

export interface EnforcementLook {
  /** Throws `Failure('unavailable')` while the policies do not answer; never for the cluster's sake. */
  stateOf(policy: Policy): Promise<EnforcementState>;
}

interface Parts {
  readonly cluster: Pick<Cluster, 'identity' | 'read'>;
  readonly policies: Pick<PolicyBook, 'versions'>;
}

export function createEnforcementLook({ cluster, policies }: Parts): EnforcementLook {
  return {
    async stateOf(policy) {
      const { enforcement } = policy;
      if (!enforcement) return 'none';
      const live = await liveOf(cluster, enforcement);
      if (!live) return 'unknown';
      if (live.includes(undefined)) return 'missing';
      const isAsApplied = live.every(
        (object, at) => object !== undefined && baseOf(object) === enforcement.digests[at],
      );
      return isAsApplied ? 'live' : driftOf(await versionOf(policies, policy), enforcement, live);
    },
  };
}

type Live = readonly (KubernetesObject | undefined)[];

/** In the order of the enforcement's objects. Undefined where nothing can be said. */
async function liveOf(
  cluster: Parts['cluster'],
  { clusterId, objects }: Enforcement,
): Promise<Live | undefined> {
  try {
    if ((await cluster.identity()).id !== clusterId) return undefined;
    return await Promise.all(objects.map((object) => cluster.read(object)));
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** What a server added by itself since is no change: what was rendered says what must be there. */
function driftOf(policy: Policy, enforcement: Enforcement, live: Live): EnforcementState {
  const rendered = render(policy, enforcement);
  const found = rendered.map((object) =>
    live.find((_, at) => isOf(object, enforcement.objects[at])),
  );
  return enforcementDrift(rendered, found) === 'live' ? 'live' : 'changed';
}

function isOf({ kind, metadata }: KubernetesObject, reference: ObjectReference | undefined) {
  return reference?.kind === kind && reference.name === metadata.name;
}

/** The version that was applied: a later one may say something else. */
async function versionOf(policies: Parts['policies'], policy: Policy): Promise<Policy> {
  const version = policy.enforcement?.version;
  if (version === undefined || version === policy.version) return policy;
  const versions = await policies.versions(policy.id);
  return versions.find((one) => one.version === version) ?? { ...policy, version };
}
