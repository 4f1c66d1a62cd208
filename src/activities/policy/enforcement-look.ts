import { Failure } from '../../domain/failure.ts';
import { isSameKind, type ResourceKind } from '../../domain/kind.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { KubernetesObject, ObjectReference } from '../../domain/manifest.ts';
import { enforcementDrift } from '../../domain/policy/enforcement/drift.ts';
import { render } from '../../domain/policy/enforcement/render.ts';
import { enforcedKinds } from '../../domain/policy/enforcement/validations.ts';
import type { Enforcement, Policy } from '../../domain/policy/policy.ts';
import type { Cluster, ServedKind } from '../../ports/cluster.ts';
import type { PolicyBook } from './policy-book.ts';

/**
 * How the cluster has now what was applied for a policy. `none`: nothing was. `changed`: somebody altered
 * it. `missing`: at least one of its objects is gone. `outdated`: it names a version of a kind that the
 * cluster serves in others only, so it checks less than was approved. `unknown`: the cluster does not
 * answer, does not let the bot look, or is another one.
 */
export type EnforcementState = 'none' | 'live' | 'changed' | 'missing' | 'outdated' | 'unknown';

export interface EnforcementLook {
  /** Throws `Failure('unavailable')` while the policies do not answer; never for the cluster's sake. */
  stateOf(policy: Policy): Promise<EnforcementState>;
}

interface Parts {
  readonly cluster: Pick<Cluster, 'identity' | 'read' | 'kinds'>;
  readonly policies: Pick<PolicyBook, 'versions'>;
}

export function createEnforcementLook({ cluster, policies }: Parts): EnforcementLook {
  return {
    async stateOf(policy) {
      const { enforcement } = policy;
      if (!enforcement) return 'none';
      const seen = await seenOf(cluster, enforcement);
      if (!seen) return 'unknown';
      const { live, served } = seen;
      if (enforcement.objects.some((object) => isOutdated(object, served))) return 'outdated';
      if (live.includes(undefined)) return 'missing';
      const applied = await versionOf(policies, policy);
      const isAsApplied = live.every(
        (object, at) => object !== undefined && baseOf(object) === enforcement.digests[at],
      );
      const state = isAsApplied ? 'live' : driftOf(applied, enforcement, live);
      if (state !== 'live') return state;
      return enforcedKinds(applied).some((kind) => isOutdated(kind, served)) ? 'outdated' : 'live';
    },
  };
}

type Live = readonly (KubernetesObject | undefined)[];

interface Seen {
  /** In the order of the enforcement's objects. */
  readonly live: Live;
  readonly served: readonly ServedKind[];
}

/** Undefined where nothing can be said. */
async function seenOf(
  cluster: Parts['cluster'],
  { clusterId, objects }: Enforcement,
): Promise<Seen | undefined> {
  try {
    if ((await cluster.identity()).id !== clusterId) return undefined;
    const [served, live] = await Promise.all([
      cluster.kinds(),
      Promise.all(objects.map((object) => cluster.read(object))),
    ]);
    return { live, served };
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** A kind that is not served at all has no objects that anything could miss. */
function isOutdated(
  named: Pick<ResourceKind, 'group' | 'version' | 'kind'>,
  served: readonly ServedKind[],
): boolean {
  return served.some(
    ({ kind, servedVersions }) =>
      isSameKind(kind, named) && !servedVersions.includes(named.version),
  );
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
