import type { LiveObject } from '../change/deletion-plan.ts';
import { listedObjects } from '../policy/listed-objects.ts';
import { Failure } from '../../domain/failure.ts';
import { isSameKind, type ResourceKind } from '../../domain/kind.ts';
import type { ObjectReference } from '../../domain/manifest.ts';
import { policyLabel } from '../../domain/policy/enforcement/enforcement-name.ts';
import { enforcementKinds } from '../../domain/policy/enforcement/render.ts';
import { EnforcementTarget, type Policy } from '../../domain/policy/policy.ts';
import type { Cluster } from '../../ports/cluster.ts';

/** Policies of one kind that are looked through. */
const LISTED_MAX = 500;

type Looked = Pick<Policy, 'id'> & Partial<Pick<Policy, 'enforcement'>>;

/**
 * What enforces a policy in this cluster now: what its record names, and whatever else carries its label,
 * by whichever engine, in the order in which it is to be deleted: bindings before what they bind. Kinds
 * that the bot may not list and of which the record names none are `unseen`. Throws `Failure` where the
 * cluster does not answer, or does not let the bot look at what the record names.
 */
export async function enforcingObjects(
  cluster: Cluster,
  policy: Looked,
): Promise<{ readonly objects: readonly LiveObject[]; readonly unseen: readonly string[] }> {
  const served = await cluster.kinds();
  const kinds = EnforcementTarget.options
    .flatMap((target) => enforcementKinds(target))
    .filter((kind) => served.some((one) => isSameKind(one.kind, kind)));
  const found = await Promise.all(kinds.map((kind) => seenOf(cluster, policy, kind)));
  return {
    objects: found
      .flatMap((objects) => objects ?? [])
      .toSorted((one, other) => rank(one) - rank(other)),
    unseen: kinds.filter((_, at) => found[at] === undefined).map(({ kind }) => kind),
  };
}

/** Undefined where the bot may not look, and has no reason to. */
async function seenOf(
  cluster: Cluster,
  policy: Looked,
  kind: ResourceKind,
): Promise<readonly LiveObject[] | undefined> {
  try {
    return await objectsOf(cluster, policy, kind);
  } catch (error) {
    const isNamed = policy.enforcement?.objects.some((one) => isSameKind(one, kind)) === true;
    if (isNamed || !(error instanceof Failure) || error.kind !== 'forbidden') throw error;
    return undefined;
  }
}

async function objectsOf(
  cluster: Cluster,
  { id, enforcement }: Looked,
  kind: ResourceKind,
): Promise<readonly LiveObject[]> {
  const known = (enforcement?.objects ?? []).filter((one) => isSameKind(one, kind));
  const [listed, read] = await Promise.all([
    listedObjects(cluster, kind, { limit: LISTED_MAX, namespace: '' }),
    Promise.all(known.map((one) => cluster.read(one))),
  ]);
  const labelled = listed.filter(({ metadata }) => metadata.labels?.[policyLabel] === id);
  const byName = new Map(
    [...labelled, ...read.filter((one) => one !== undefined)].map((one) => [
      one.metadata.name,
      one,
    ]),
  );
  return [...byName.values()].map((live) => ({
    kind,
    reference: referenceOf(kind, live.metadata.name),
    live,
  }));
}

function referenceOf(
  { group, version, kind, plural }: ResourceKind,
  name: string,
): ObjectReference {
  return { group, version, kind, plural, name };
}

function rank({ kind }: LiveObject): number {
  return kind.kind.endsWith('Binding') ? 0 : 1;
}

/** "ValidatingAdmissionPolicy dotai-databases-1a2b". */
export function objectWords({ kind, name }: Pick<ObjectReference, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
