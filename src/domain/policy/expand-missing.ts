import { leafName, namesOf, parentPath } from '../configure/field-path.ts';
import type { ResourceKind } from '../kind.ts';
import { isSatisfiedBy } from './check.ts';
import { isPodPath, isWorkload, type PlaceOfKind } from './expand-paths.ts';
import type { KindOutline } from './outline.ts';
import type { Check, Rule, Scalar } from './rule.ts';

/**
 * What Kubernetes takes where nothing is written and the schema names no default.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
const CORE_DEFAULTS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['hostNetwork', false],
  ['hostPID', false],
  ['hostIPC', false],
  ['privileged', false],
  ['readOnlyRootFilesystem', false],
  ['allowPrivilegeEscalation', true],
  ['automountServiceAccountToken', true],
  ['replicas', 1],
]);
const CORE_GROUPS: ReadonlySet<string> = new Set(['', 'apps', 'batch']);

/** Parts of an object that only say how it began, or what became of it. */
const SECONDARY = /^(?:initProvider|atProvider|status)$/u;

const LOCATION = /^(?:region|location|zone|availabilityZone)$/iu;

/** Steps of `spec.forProvider.region`: what is deeper belongs to a part. */
const MAIN_STEPS = 3;

/**
 * What it means that nothing is there. On the main path omission is the easiest way to a forbidden value,
 * so it is refused, unless the default keeps the check; on a secondary path it says nothing.
 */
export function whenMissing(
  check: Check,
  given: {
    readonly place: PlaceOfKind;
    readonly outline: KindOutline;
    readonly places: readonly PlaceOfKind[];
  },
): Rule['whenMissing'] {
  const { place, outline, places } = given;
  if (check.type === 'absent') return 'allow';
  const others = places.map(({ path }) => path);
  if (isSecondary(place.path, others) || isOptionalPart(check, place.path, outline)) return 'allow';
  const preset = place.default ?? coreDefault(outline.kind, place.path);
  return preset !== undefined && preset !== null && isSatisfiedBy(check, preset) ? 'allow' : 'deny';
}

/** Whether another place of the kind decides, and this one only says otherwise where it is written. */
export function isSecondary(path: string, others: readonly string[]): boolean {
  if (namesOf(path).some((name) => SECONDARY.test(name))) return true;
  if (isPodPath(path)) return isOverriding(path, others);
  const depths = others
    .filter((other) => !namesOf(other).some((name) => SECONDARY.test(name)) && !isPodPath(other))
    .map((other) => namesOf(other).length);
  return namesOf(path).length > Math.min(...depths);
}

/**
 * A container's security context only overrides its pod's, and a pod's own resources only add to those of
 * its containers.
 */
function isOverriding(path: string, others: readonly string[]): boolean {
  const tail = path.replace(/^.*\[\*\]\./u, '');
  if (tail.startsWith('securityContext.') && tail !== path) {
    return others.some((other) => !other.includes('[*]') && other.endsWith(`.${tail}`));
  }
  const isOfPod = !path.includes('[*]') && /\.resources\b/u.test(path);
  return isOfPod && others.some((other) => other.includes('[*]'));
}

/** Below a part that may be left out whole: where a backup is copied from, say. */
function isOptionalPart(check: Check, path: string, { kind, fields }: KindOutline): boolean {
  // What else makes pods has its own idea of them where its template is left out.
  const isOfOtherPods =
    !isWorkload(kind) && /\.securityContext\./u.test(path) && !path.includes('[*]');
  if (isOfOtherPods) return true;
  if (check.type === 'exists' || !LOCATION.test(leafName(path))) return false;
  if (namesOf(path).length <= MAIN_STEPS) return false;
  const parent = fields.find((field) => field.path === parentPath(path));
  return parent?.required !== true;
}

function coreDefault({ group }: ResourceKind, path: string): Scalar | undefined {
  return CORE_GROUPS.has(group) ? CORE_DEFAULTS.get(leafName(path)) : undefined;
}
