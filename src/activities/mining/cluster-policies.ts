import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import { sha256 } from '../../domain/json.ts';
import { isSameKind, type ResourceKind, resourceNameOf } from '../../domain/kind.ts';
import { wordsOf } from '../../domain/knowledge/words.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { evidenceId } from '../../domain/mining/assemble-candidates.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import { type Evidence, type Source, sourceKey } from '../../domain/mining/evidence.ts';
import { type NamedKind, readPolicyObject } from '../../domain/mining/policy-object.ts';
import {
  PATTERN_RESOURCES_MAX,
  PATTERN_TRIGGER_MAX,
  PATTERN_TRIGGERS_MAX,
} from '../../domain/pattern/pattern.ts';
import { policyLabel } from '../../domain/policy/enforcement/enforcement-name.ts';
import type { Cluster, ServedKind } from '../../ports/cluster.ts';

/** Most policies of one kind that are read. */
const LISTED_MAX = 500;

/** Kinds of policies that say in words what they check. What only changes or makes objects has kinds of its own. */
const POLICY_KINDS = [
  { group: 'kyverno.io', kind: 'ClusterPolicy' },
  { group: 'kyverno.io', kind: 'Policy' },
  { group: 'policies.kyverno.io', kind: 'ValidatingPolicy' },
  { group: 'policies.kyverno.io', kind: 'NamespacedValidatingPolicy' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicy' },
] as const;

/** A candidate before anybody asked for it. */
export type CandidateDraft = Omit<Candidate, 'askedBy' | 'foundAt'>;

export interface ClusterPolicies {
  readonly found: readonly {
    readonly candidate: CandidateDraft;
    readonly evidence: readonly Evidence[];
  }[];
  /** Policies without a check, and kinds that could not be looked at as a whole, each with the reason. */
  readonly unread: readonly { readonly name: string; readonly reason: string }[];
  /** Policies that were looked at. */
  readonly objects: number;
}

/**
 * The policies that a cluster has of its own, each as a draft of one for the organisation, with what
 * was written there as evidence. Those that enforce the organisation's own policies are left out, and so
 * are those that another policy made. Writes nothing. Throws `Failure('unavailable')` where the cluster
 * does not answer.
 */
export async function readClusterPolicies(
  { cluster }: { readonly cluster: Pick<Cluster, 'identity' | 'kinds' | 'list' | 'read'> },
  signal: AbortSignal,
): Promise<ClusterPolicies> {
  const { id: clusterId } = await cluster.identity();
  const served = await cluster.kinds();
  const found: ClusterPolicies['found'][number][] = [];
  const unread: ClusterPolicies['unread'][number][] = [];
  let objects = 0;
  for (const { kind } of policyKinds(served)) {
    signal.throwIfAborted();
    const { objects: listed, reason } = await listedOf(cluster, kind);
    if (reason !== undefined) unread.push({ name: kind.kind, reason });
    for (const object of listed.filter((one) => isOwn(one))) {
      await setImmediate();
      signal.throwIfAborted();
      objects += 1;
      const draft = draftOf(object, { kind, clusterId, served });
      if (draft) found.push(draft);
      else
        unread.push({
          name: labelOf(object),
          reason: 'It checks nothing: it changes or makes objects.',
        });
    }
  }
  return { found, unread, objects };
}

function policyKinds(served: readonly ServedKind[]): readonly ServedKind[] {
  return POLICY_KINDS.flatMap((kind) => served.find((one) => isSameKind(one.kind, kind)) ?? []);
}

const MAY_NOT = 'I may not look at them. Ask whoever runs the cluster to let me list them.';

async function listedOf(
  cluster: Pick<Cluster, 'list' | 'read'>,
  kind: ResourceKind,
): Promise<{ readonly objects: readonly KubernetesObject[]; readonly reason?: string }> {
  try {
    const objects = await cluster.list(kind, LISTED_MAX);
    // A kind that may not be listed looks empty: reading any one of it tells.
    if (objects.length === 0) await cluster.read(anyOf(kind));
    if (objects.length < LISTED_MAX) return { objects };
    return { objects, reason: `There are more than ${LISTED_MAX}: only the first were read.` };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'forbidden') throw error;
    return { objects: [], reason: MAY_NOT };
  }
}

function anyOf({ group, version, kind, plural, namespaced }: ResourceKind) {
  const reference = { group, version, kind, plural, name: 'any' };
  return namespaced ? { ...reference, namespace: 'default' } : reference;
}

/** Neither what enforces a policy that is known here, nor what an engine made of another policy. */
function isOwn({ metadata }: KubernetesObject): boolean {
  if (metadata.labels?.[policyLabel] !== undefined) return false;
  const owners = metadata['ownerReferences'];
  return !Array.isArray(owners) || owners.length === 0;
}

interface DraftGiven {
  readonly kind: ResourceKind;
  readonly clusterId: string;
  readonly served: readonly ServedKind[];
}

function draftOf(
  object: KubernetesObject,
  { kind, clusterId, served }: DraftGiven,
): ClusterPolicies['found'][number] | undefined {
  const reading = readPolicyObject(object);
  if (!reading) return undefined;
  const { name, namespace } = object.metadata;
  const path = namespace === undefined ? name : `${namespace}/${name}`;
  const source: Source = { type: 'object', clusterId, name: `${resourceNameOf(kind)}/${path}` };
  const key = JSON.stringify([sourceKey(source), wordsOf(reading.sentence)]);
  const candidateId = `cand-${sha256(key).slice(0, 12)}`;
  const resolved = reading.kinds.map((one) => ({ one, kinds: servedAs(one, served) }));
  const resources = distinct(resolved.flatMap(({ kinds }) => kinds));
  const unknown = resolved.filter(({ kinds }) => kinds.length === 0).map(({ one }) => one.name);
  const candidate: CandidateDraft = {
    id: candidateId,
    version: 1,
    clusterId,
    type: 'policy',
    status: 'open',
    title: reading.sentence,
    triggers: triggersOf([...resources.map((one) => one.kind), ...unknown]),
    resources: resources.slice(0, PATTERN_RESOURCES_MAX),
    unknownResources: [...new Set(unknown)],
    avoided: [],
    rationale: reading.rationale,
    origins: [{ type: 'cluster', label: labelOf(object).slice(0, 200) }],
    foundIn: 1,
    contradictions: [],
    hasHidden: reading.hidden > 0,
    by: 'code',
  };
  const quotes = reading.quotes.map(({ text: quote, claim }) => {
    const what = { candidateId, source, quote };
    return { id: evidenceId(what), ...what, claim };
  });
  const evidence = [...new Map(quotes.map((one) => [one.id, one])).values()];
  return { candidate, evidence };
}

/** "ClusterPolicy disallow-latest-tag". */
function labelOf({ kind, metadata: { name, namespace } }: KubernetesObject): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Of several groups that have such a kind and where none is named, Kubernetes' own. */
function servedAs(
  { group, name }: NamedKind,
  served: readonly ServedKind[],
): readonly ResourceKind[] {
  const same = served
    .map(({ kind }) => kind)
    .filter((kind) => kind.kind === name || kind.plural === name)
    .filter((kind) => group === undefined || kind.group === group)
    .toSorted((one, other) => one.group.length - other.group.length);
  return same.slice(0, 1);
}

function distinct(kinds: readonly ResourceKind[]): readonly ResourceKind[] {
  return [...new Map(kinds.map((kind) => [resourceNameOf(kind), kind])).values()];
}

function triggersOf(names: readonly string[]): string[] {
  const words = names.map((name) => wordsOf(name).join(' ').slice(0, PATTERN_TRIGGER_MAX));
  return [...new Set(words)].slice(0, PATTERN_TRIGGERS_MAX);
}
