import { parentPath } from '../configure/field-path.ts';
import type { FieldType } from '../field-table.ts';
import type { ResourceKind } from '../kind.ts';
import type { KindOutline, OutlineField } from './outline.ts';
import type { Check, Condition, Rule } from './rule.ts';

/** Where the kinds of Kubernetes keep the settings of their pods. */
const POD_SPECS = ['spec', 'spec.template.spec', 'spec.jobTemplate.spec.template.spec'] as const;
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

const IN_CONTAINERS =
  /^(?:spec\.jobTemplate\.spec\.template\.spec|spec\.template\.spec|spec)\.(?:containers|initContainers|ephemeralContainers)\[\*\]\.(.+)$/u;
const IN_POD =
  /^(?:spec\.jobTemplate\.spec\.template\.spec|spec\.template\.spec|spec)\.((?:securityContext|hostNetwork|hostPID|hostIPC|hostUsers|volumes|serviceAccountName|automountServiceAccountToken|priorityClassName|runtimeClassName|nodeSelector|imagePullSecrets)\b.*)$/u;

const WORKLOADS = new Set([
  '/Pod',
  '/ReplicationController',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'batch/Job',
  'batch/CronJob',
]);

/** A place at which a check is made on one kind, and what may be written there. */
export interface PlaceOfKind {
  readonly path: string;
  readonly type: FieldType;
  readonly default?: OutlineField['default'];
  readonly enum?: OutlineField['enum'];
}

/** One check on one kind, before those of all kinds are put together. */
export interface CheckedPlace {
  readonly kind: ResourceKind;
  readonly place: PlaceOfKind;
  readonly check: Check;
  readonly when: readonly Condition[];
  readonly whenMissing: Rule['whenMissing'];
}

export function isWorkload({ group, kind }: Pick<ResourceKind, 'group' | 'kind'>): boolean {
  return WORKLOADS.has(`${group}/${kind}`);
}

/** Whether a path leads to the settings of pods, whichever kind makes them. */
export function isPodPath(path: string): boolean {
  return IN_CONTAINERS.test(path) || IN_POD.test(path);
}

/**
 * The same setting wherever pods have it: of all workload kinds, and of every list of containers.
 * Ephemeral containers have no resources: the API server refuses them there.
 *
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
 */
export function pathVariants(path: string): readonly string[] {
  const inContainers = IN_CONTAINERS.exec(path)?.[1];
  if (inContainers !== undefined) {
    const lists = /^resources\b/u.test(inContainers)
      ? CONTAINER_LISTS.filter((list) => list !== 'ephemeralContainers')
      : CONTAINER_LISTS;
    return POD_SPECS.flatMap((spec) => lists.map((list) => `${spec}.${list}[*].${inContainers}`));
  }
  const inPod = IN_POD.exec(path)?.[1];
  return inPod === undefined ? [path] : POD_SPECS.map((spec) => `${spec}.${inPod}`);
}

/** Which of the paths a kind has. Every object has labels and annotations, which no schema lists. */
export function placesOf(
  { fields }: KindOutline,
  wanted: WantedPaths,
): ReadonlyMap<string, PlaceOfKind> {
  const found = new Map<string, PlaceOfKind>();
  for (const field of fields) {
    for (const path of wanted.byField.get(field.path) ?? []) {
      const place = placeAt(field, path);
      if (place) found.set(path, place);
    }
  }
  for (const path of wanted.metadata) found.set(path, { path, type: 'string' });
  return found;
}

/** Paths by the row of the schema that has them. */
export interface WantedPaths {
  readonly byField: ReadonlyMap<string, readonly string[]>;
  readonly metadata: readonly string[];
}

export function wantedPaths(paths: readonly string[]): WantedPaths {
  const byField = new Map<string, string[]>();
  const metadata = paths.filter((path) => path.startsWith('metadata.'));
  for (const path of paths) {
    for (const row of path.endsWith(']') ? [path, parentPath(path)] : [path]) {
      byField.set(row, [...(byField.get(row) ?? []), path]);
    }
  }
  return { byField, metadata };
}

/** Undefined where the row is neither the path's own nor a list or map that has it as an entry. */
function placeAt(field: OutlineField, path: string): PlaceOfKind | undefined {
  const { type, itemType, enum: choices, default: preset } = field;
  const about = {
    ...(choices && { enum: choices }),
    ...(preset !== undefined && { default: preset }),
  };
  if (field.path === path) return { path, type, ...about };
  const isItem = path.endsWith('[*]');
  if (isItem) return type === 'array' ? { path, type: itemType ?? 'any' } : undefined;
  return type === 'map' || type === 'any' ? { path, type: itemType ?? 'any' } : undefined;
}
