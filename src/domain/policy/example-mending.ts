import { withDefaults } from '../configure/defaults.ts';
import { matchesPath, readPath, writePath } from '../configure/field-path.ts';
import { checkManifest } from '../configure/manifest-check.ts';
import { requirementsOf } from '../configure/requirements.ts';
import { createSchemaIndex, type SchemaIndex } from '../configure/schema-index.ts';
import type { FieldTable } from '../field-table.ts';
import { canonicalJson, type Json, toJson } from '../json.ts';
import { apiVersionOf, type ResourceKind } from '../kind.ts';
import { KubernetesObject } from '../manifest.ts';
import { isSatisfiedBy } from './check.ts';
import { limitsAt, withoutPlace } from './example-places.ts';
import { valuesFor } from './example-values.ts';
import type { Check, Rule } from './rule.ts';
import { isBound, type Violation, violationsOf } from './verdict.ts';

/** What examples are made from. */
export interface ExampleSource {
  readonly kind: ResourceKind;
  readonly index: SchemaIndex;
  /** Those of this kind. */
  readonly rules: readonly Rule[];
  readonly namespace: string;
}

/** What is mended may bring up the next problem; after so many rounds it is given up. */
const ROUNDS_MAX = 24;

/** Not in a field table. */
const OUTSIDE = new Set(['apiVersion', 'kind', 'metadata']);

export function exampleSource(given: {
  kind: ResourceKind;
  table: FieldTable;
  rules: readonly Rule[];
  namespace: string;
}): ExampleSource {
  const { kind, table, namespace } = given;
  const rules = given.rules.filter(({ kinds }) =>
    kinds.some((one) => one.group === kind.group && one.kind === kind.kind),
  );
  return { kind, index: createSchemaIndex(table), rules, namespace };
}

/** Nothing but its name, and a body where the schema has one. */
export function emptyObject({ kind, index, namespace }: ExampleSource): KubernetesObject {
  return {
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    metadata: { name: 'example', ...(kind.namespaced && { namespace }) },
    ...(index.row('spec') && { spec: {} }),
  };
}

/** Undefined where what comes out is no object any more. */
export function withValue(
  object: KubernetesObject,
  path: string,
  value: Json,
): KubernetesObject | undefined {
  return KubernetesObject.safeParse(writePath(toJson(object), path, value)).data;
}

export function withoutValue(object: KubernetesObject, path: string): KubernetesObject {
  return KubernetesObject.safeParse(withoutPlace(toJson(object), path)).data ?? object;
}

/** Whether it keeps all rules, as it is written and as the server completes it. */
function isKept(object: KubernetesObject, source: ExampleSource): boolean {
  return breaches(object, source).every((all) => all.length === 0);
}

/** Whether it breaks that rule and no other, as it is written and as the server completes it. */
export function breaksOnly(
  { id }: Pick<Rule, 'id'>,
  object: KubernetesObject,
  source: ExampleSource,
): boolean {
  return breaches(object, source).every(
    (all) => all.length > 0 && all.every(({ ruleId }) => ruleId === id),
  );
}

function breaches(
  object: KubernetesObject,
  source: ExampleSource,
): readonly (readonly Violation[])[] {
  return [object, completed(object, source)].map((one) => violationsOf(source.rules, one));
}

/** Whether the schema has nothing against it, as far as can be seen here. */
export function isValid(object: KubernetesObject, { index }: ExampleSource): boolean {
  return checkManifest(object, index.table).length === 0;
}

/** The object with what its schema and the rules ask for; undefined where that is not found. */
export function mended(
  start: KubernetesObject,
  source: ExampleSource,
): KubernetesObject | undefined {
  let object = start;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const before = canonicalJson(toJson(object));
    object = withWishes(withRequirements(object, source), source);
    if (isKept(object, source)) {
      const problems = checkManifest(object, source.index.table);
      if (problems.length === 0) return object;
      object = problems.reduce((all, { path }) => withOtherValue(all, path, source), object);
    }
    if (canonicalJson(toJson(object)) === before) return undefined;
  }
  return undefined;
}

function completed(object: KubernetesObject, { index }: ExampleSource): KubernetesObject {
  const { metadata = {}, ...body } = toJson(object);
  const complete = { ...withDefaults(body, index), metadata };
  return KubernetesObject.safeParse(complete).data ?? object;
}

/** What the schema requires below what is there; defaults are the server's to fill in. */
function withRequirements(object: KubernetesObject, source: ExampleSource): KubernetesObject {
  const body = Object.entries(toJson(object)).filter(([name]) => !OUTSIDE.has(name));
  const decided = new Map(leavesOf(Object.fromEntries(body), ''));
  return requirementsOf(source.index, [...decided.keys()], decided)
    .filter(({ row }) => row.default === undefined || row.isDefaultInherited === true)
    .reduce(
      (all, { path }) =>
        readPath(toJson(all), path) === undefined ? withOtherValue(all, path, source) : all,
      object,
    );
}

function leavesOf(value: Json, path: string): readonly (readonly [string, Json])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const entries: readonly (readonly [string, Json])[] = Array.isArray(value)
    ? value.map((item: Json, place) => [`${path}[${place}]`, item] as const)
    : Object.entries(value).map(([name, child]) => [keyed(path, name), child] as const);
  if (entries.length === 0) return path === '' ? [] : [[path, value]];
  return entries.flatMap(([at, child]) => leavesOf(child, at));
}

function keyed(path: string, name: string): string {
  return path === '' ? name : `${path}['${name.replace(/['\\]/gu, '\\$&')}']`;
}

/** What the rules ask for, as far as their conditions hold. */
function withWishes(object: KubernetesObject, source: ExampleSource): KubernetesObject {
  const paths = breaches(object, source).flatMap((all) => all.map(({ path }) => path));
  return [...new Set(paths)].reduce((all, path) => withOtherValue(all, path, source), object);
}

/** Another value that the schema admits and the rules on that place wish; none where it must not be. */
function withOtherValue(
  object: KubernetesObject,
  path: string,
  source: ExampleSource,
): KubernetesObject {
  const limits = limitsAt(source.index, path);
  if (!limits) return object;
  const checks = checksAt(object, path, source);
  if (checks.some(({ type }) => type === 'absent')) return withoutValue(object, path);
  const current = readPath(toJson(object), path);
  const value = valuesFor(limits, checks).find(
    (one) =>
      checks.every((check) => isSatisfiedBy(check, one)) &&
      (current === undefined || canonicalJson(one) !== canonicalJson(current)),
  );
  return (value === undefined ? undefined : withValue(object, path, value)) ?? object;
}

/** What the rules that bind the object ask of a place. */
export function checksAt(
  object: KubernetesObject,
  path: string,
  source: ExampleSource,
): readonly Check[] {
  const forms = [toJson(object), toJson(completed(object, source))];
  return source.rules
    .filter((rule) => matchesPath(path, rule.path) && forms.some((form) => isBound(rule, form)))
    .map(({ check }) => check);
}
