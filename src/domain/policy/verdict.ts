import { formatPath, parsePath, readAll, readPath } from '../configure/field-path.ts';
import { toJson, type Json, type JsonObject } from '../json.ts';
import { isSameKind } from '../kind.ts';
import type { KubernetesObject } from '../manifest.ts';
import { isSatisfiedBy } from './check.ts';
import type { Policy } from './policy.ts';
import type { Condition, NamespaceScope, Rule } from './rule.ts';

/** A place of an object that breaks a rule. */
export interface Violation {
  readonly ruleId: string;
  /** Concrete: `spec.containers[1].image`. */
  readonly path: string;
  /** Undefined where nothing is there. */
  readonly value?: Json;
  readonly message: string;
}

export interface PolicyViolation extends Violation {
  readonly policyId: string;
  readonly sentence: string;
  readonly rationale: string;
}

/**
 * What an object breaks, in the order of the rules. Whoever asks fills in the schema's defaults before.
 * The namespace is not looked at, and of the kind the group and the name only.
 */
export function violationsOf(
  rules: readonly Rule[],
  object: KubernetesObject,
): readonly Violation[] {
  const kind = groupKindOf(object);
  const concerned = rules.filter(({ kinds }) => kinds.some((one) => isSameKind(one, kind)));
  if (concerned.length === 0) return [];
  const json = toJson(object);
  return concerned.flatMap((rule) => (isBound(rule, json) ? brokenPlaces(rule, json) : []));
}

/** Whether all conditions of a rule hold: each by a value that is there; of a list, by any item. */
export function isBound({ when }: Pick<Rule, 'when'>, object: JsonObject): boolean {
  return when.every((condition) => isMet(condition, object));
}

/** False for what lives outside namespaces, whatever the scope. */
export function isInScope(scope: NamespaceScope, namespace: string | undefined): boolean {
  if (namespace === undefined) return false;
  switch (scope.type) {
    case 'all':
      return true;
    case 'only':
      return scope.namespaces.includes(namespace);
    case 'except':
      return !scope.namespaces.includes(namespace);
  }
}

/** What an object breaks of the active policies that reach its namespace, each with its reason. */
export function policyViolations(
  policies: readonly Policy[],
  object: KubernetesObject,
): readonly PolicyViolation[] {
  return policies
    .filter(({ status }) => status === 'active')
    .filter(({ scope }) => isInScope(scope, object.metadata.namespace))
    .flatMap(({ id, sentence, rationale, rules }) =>
      violationsOf(rules, object).map((violation) => ({
        ...violation,
        policyId: id,
        sentence,
        rationale,
      })),
    );
}

function groupKindOf({ apiVersion, kind }: KubernetesObject): { group: string; kind: string } {
  const slash = apiVersion.lastIndexOf('/');
  return { group: slash === -1 ? '' : apiVersion.slice(0, slash), kind };
}

function isMet({ path, check }: Condition, object: JsonObject): boolean {
  return readAll(object, path).some(({ value }) => isSatisfiedBy(check, value));
}

function brokenPlaces(rule: Rule, object: JsonObject): readonly Violation[] {
  const { id: ruleId, message } = rule;
  return placesIn(object, rule.path)
    .filter(({ value }) => !isKept(rule, value))
    .map(({ path, value }) =>
      value === undefined ? { ruleId, path, message } : { ruleId, path, value, message },
    );
}

/** That nothing is there satisfies `absent`; for every other check the rule says what it means. */
function isKept({ check, whenMissing }: Rule, value: Json | undefined): boolean {
  if (value !== undefined) return isSatisfiedBy(check, value);
  return check.type === 'absent' || whenMissing === 'allow';
}

/**
 * Every place that a path stands for, also those where nothing is: the field of an object, and of each
 * item behind `[*]`. A list or map that is missing has no items.
 */
export function placesIn(
  object: JsonObject,
  path: string,
): readonly { readonly path: string; readonly value: Json | undefined }[] {
  const segments = parsePath(path);
  const behindItems = segments.findLastIndex(({ type }) => type === 'every') + 1;
  const field = segments.slice(behindItems);
  const holders = readAll(object, formatPath(segments.slice(0, behindItems)));
  return holders.map((holder) => ({
    path: formatPath([...parsePath(holder.path), ...field]),
    value: readPath(holder.value, formatPath(field)),
  }));
}
