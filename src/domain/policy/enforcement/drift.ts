import { canonicalJson, isJsonObject, type Json, toJson } from '../../json.ts';
import type { KubernetesObject } from '../../manifest.ts';

export type EnforcementDrift = 'live' | 'changed' | 'missing';

/** Fields that leave objects out: whoever fills one in that we left empty weakens the policy. */
const NARROWING: ReadonlySet<string> = new Set([
  'annotations',
  'celPreconditions',
  'clusterRoles',
  'context',
  'exclude',
  'excludeResourceRules',
  'failureActionOverrides',
  'matchConditions',
  'matchLabels',
  'matchResources',
  'name',
  'names',
  'namespaces',
  'namespaceSelector',
  'objectSelector',
  'paramKind',
  'paramRef',
  'preconditions',
  'resourceNames',
  'roles',
  'selector',
  'subjects',
  'validationFailureActionOverrides',
]);

/** Values that check less where we leave the field out: whoever fills one in weakens the policy. */
const NARROWING_VALUES: ReadonlyMap<string, Json> = new Map([
  // Kyverno's older place for `webhookConfiguration.failurePolicy`.
  ['failurePolicy', 'Ignore'],
  // Kyverno's `evaluation.mode`: nothing that is sent to Kubernetes is looked at.
  ['mode', 'JSON'],
]);

/**
 * How what was rendered stands in the cluster, `live` in the same order. What a server adds (defaults,
 * status, bookkeeping) and the order in which it keeps a list are no change; what was removed, altered or
 * added so that fewer objects are checked is one.
 */
export function enforcementDrift(
  rendered: readonly KubernetesObject[],
  live: readonly (KubernetesObject | undefined)[],
): EnforcementDrift {
  const states = rendered.map((one, at) => driftOf(one, live[at]));
  if (states.includes('missing')) return 'missing';
  return states.includes('changed') ? 'changed' : 'live';
}

function driftOf(one: KubernetesObject, live: KubernetesObject | undefined): EnforcementDrift {
  if (live === undefined) return 'missing';
  const { metadata, ...content } = one;
  const isSame =
    metadata.name === live.metadata.name &&
    isAmong(metadata.labels, live.metadata.labels) &&
    isAmong(metadata.annotations, live.metadata.annotations) &&
    holds(toJson(content), toJson(live));
  return isSame ? 'live' : 'changed';
}

type Texts = Readonly<Record<string, string>>;

function isAmong(wanted: Texts = {}, live: Texts = {}): boolean {
  return Object.entries(wanted).every(([name, value]) => live[name] === value);
}

/** Whether `live` says all that `wanted` says, and nothing that narrows it. */
function holds(wanted: Json, live: Json | undefined): boolean {
  if (Array.isArray(wanted)) return Array.isArray(live) && holdsItems(wanted, live);
  if (!isJsonObject(wanted))
    return live !== undefined && canonicalJson(wanted) === canonicalJson(live);
  if (!isJsonObject(live)) return isEmpty(wanted) && live === undefined;
  const isKept = Object.entries(wanted).every(([name, value]) => {
    const there = Object.hasOwn(live, name) ? live[name] : undefined;
    // Servers leave out what is empty.
    return there === undefined ? isEmpty(value) : holds(value, there);
  });
  return isKept && !Object.entries(live).some(([name, value]) => narrows(wanted, name, value));
}

function narrows(wanted: Json, name: string, value: Json): boolean {
  const isOurs = isJsonObject(wanted) && Object.hasOwn(wanted, name);
  if (isOurs || isEmpty(value)) return false;
  return NARROWING.has(name) || NARROWING_VALUES.get(name) === value;
}

/** Every wanted item has an item of its own, and none is left over: the order is the server's. */
function holdsItems(wanted: readonly Json[], live: readonly Json[]): boolean {
  if (wanted.length !== live.length) return false;
  const left = [...live];
  return wanted.every((item) => {
    const at = left.findIndex((candidate) => holds(item, candidate));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
