import { readPath } from '../configure/field-path.ts';
import type { FieldTable } from '../field-table.ts';
import { canonicalJson, type Json, toJson } from '../json.ts';
import type { ResourceKind } from '../kind.ts';
import type { KubernetesObject } from '../manifest.ts';
import { checkWords, isSatisfiedBy } from './check.ts';
import {
  breaksOnly,
  checksAt,
  emptyObject,
  exampleSource,
  type ExampleSource,
  isValid,
  mended,
  withoutValue,
  withValue,
} from './example-mending.ts';
import { firstPlace, limitsAt } from './example-places.ts';
import { valuesFor } from './example-values.ts';
import type { Condition, Rule } from './rule.ts';
import { isBound } from './verdict.ts';

/** An object in which one field breaks one rule, and which is right otherwise. */
export interface BrokenExample {
  readonly ruleId: string;
  /** Concrete: the field that is wrong, or that is missing. */
  readonly path: string;
  readonly object: KubernetesObject;
}

/** Objects made from the schema, all of which it accepts as far as can be seen. */
export interface KindExamples {
  /** They keep all rules. The first is the smallest; each of the others has a field that a rule is about. */
  readonly good: readonly KubernetesObject[];
  readonly broken: readonly BrokenExample[];
  /** Why there are none, or not of every sort: sentences for people. */
  readonly problem?: string;
}

interface Sample {
  readonly good: readonly KubernetesObject[];
  readonly broken: readonly BrokenExample[];
  readonly problems: readonly string[];
}

/** Values that are tried for one that breaks a rule and nothing else. */
const TRIES_MAX = 40;

/** Of these, such as are mended where the schema asks for more: that takes long. */
const MENDED_MAX = 4;

/** Objects of one kind that must be accepted, and such as must be refused, for the rules that concern it. */
export function examplesFor(given: {
  readonly kind: ResourceKind;
  readonly table: FieldTable;
  readonly rules: readonly Rule[];
  readonly namespace: string;
}): KindExamples {
  const source = exampleSource(given);
  const start = mended(emptyObject(source), source);
  if (!start) return { good: [], broken: [], problem: startProblem(source) };
  const samples = source.rules.map((rule) => sampleFor(rule, start, source));
  const good = [start, ...samples.flatMap((one) => one.good)];
  const problems = [...new Set(samples.flatMap((one) => one.problems))];
  return {
    good: [...new Map(good.map((one) => [canonicalJson(toJson(one)), one])).values()],
    broken: samples.flatMap((one) => one.broken),
    ...(problems.length > 0 && { problem: problems.join(' ') }),
  };
}

function startProblem(source: ExampleSource): string {
  const free = { ...source, rules: [] };
  return mended(emptyObject(free), free)
    ? `No ${source.kind.kind} was found that its schema accepts and that keeps all rules.`
    : `No ${source.kind.kind} was found that its schema accepts.`;
}

function sampleFor(rule: Rule, start: KubernetesObject, source: ExampleSource): Sample {
  const fromStart = boundObject(rule, start, source);
  // What the smallest object chose may exclude the rule's field: the field comes first then.
  const good =
    typeof fromStart === 'string' ? boundObject(rule, emptyObject(source), source) : fromStart;
  if (typeof good === 'string') return { good: [], broken: [], problems: [good] };
  const path = firstPlace(source.index, toJson(good), rule.path);
  const wrong = withWrongValue(rule, { good, path }, source);
  const missing = withNothing(rule, { good, path }, source);
  const broken = [wrong, missing].flatMap((object) =>
    object ? [{ ruleId: rule.id, path, object }] : [],
  );
  const problem = wrong ? undefined : unbrokenProblem(rule, { good, path, missing }, source);
  return { good: [good], broken, problems: problem === undefined ? [] : [problem] };
}

/** An object to which the rule applies, with its field where it may be; or why there is none. */
function boundObject(
  rule: Rule,
  start: KubernetesObject,
  source: ExampleSource,
): KubernetesObject | string {
  const conditioned = rule.when.reduce<KubernetesObject | undefined>(
    (object, condition) => object && withCondition(object, condition, source),
    start,
  );
  const nothing = `No ${source.kind.kind} was found to which the rule on ${rule.path} applies.`;
  if (!conditioned) return nothing;
  const path = firstPlace(source.index, toJson(conditioned), rule.path);
  if (!limitsAt(source.index, path)) return `${source.kind.kind} has no field ${rule.path}.`;
  const started = rule.check.type === 'absent' ? conditioned : withField(conditioned, path, source);
  const good = started && mended(started, source);
  const json = good && toJson(good);
  if (!json || !isBound(rule, json)) return nothing;
  const isThere = readPath(json, path) !== undefined;
  return isThere || rule.check.type === 'absent' ? good : nothing;
}

function withCondition(
  object: KubernetesObject,
  { path, check }: Condition,
  source: ExampleSource,
): KubernetesObject | undefined {
  if (isBound({ when: [{ path, check }] }, toJson(object))) return object;
  const place = firstPlace(source.index, toJson(object), path);
  const limits = limitsAt(source.index, place);
  const value = limits && valuesFor(limits, [check]).find((one) => isSatisfiedBy(check, one));
  return value === undefined ? undefined : withValue(object, place, value);
}

function withField(
  object: KubernetesObject,
  path: string,
  source: ExampleSource,
): KubernetesObject | undefined {
  if (readPath(toJson(object), path) !== undefined) return object;
  const checks = checksAt(object, path, source);
  const value = candidates(path, { object, source }).find((one) =>
    checks.every((check) => isSatisfiedBy(check, one)),
  );
  return value === undefined ? undefined : withValue(object, path, value);
}

function candidates(
  path: string,
  { object, source }: { object: KubernetesObject; source: ExampleSource },
): readonly Json[] {
  const limits = limitsAt(source.index, path);
  return limits ? valuesFor(limits, checksAt(object, path, source)) : [];
}

interface GoodPlace {
  readonly good: KubernetesObject;
  readonly path: string;
}

function withWrongValue(
  rule: Rule,
  { good, path }: GoodPlace,
  source: ExampleSource,
): KubernetesObject | undefined {
  const wrong = wrongValues(rule, { good, path }, source);
  for (const [place, value] of wrong.entries()) {
    const object = withValue(good, path, value);
    const isWhole = object && isValid(object, source);
    const broken =
      isWhole || place >= MENDED_MAX ? object : object && filledIn(rule, object, source);
    if (!broken || !isValid(broken, source) || !isBound(rule, toJson(broken))) continue;
    if (breaksOnly(rule, broken, source)) return broken;
  }
  return undefined;
}

function wrongValues(
  { check }: Rule,
  { good, path }: GoodPlace,
  source: ExampleSource,
): readonly Json[] {
  return candidates(path, { object: good, source })
    .filter((value) => !isSatisfiedBy(check, value))
    .slice(0, TRIES_MAX);
}

/** What was written may ask for more: an object's own required fields. */
function filledIn(
  rule: Rule,
  object: KubernetesObject,
  source: ExampleSource,
): KubernetesObject | undefined {
  return mended(object, { ...source, rules: source.rules.filter(({ id }) => id !== rule.id) });
}

/** Undefined where the schema insists on the field, or fills it in. */
function withNothing(
  rule: Rule,
  { good, path }: GoodPlace,
  source: ExampleSource,
): KubernetesObject | undefined {
  if (rule.whenMissing === 'allow' || rule.check.type === 'absent') return undefined;
  const object = withoutValue(good, path);
  return isValid(object, source) && breaksOnly(rule, object, source) ? object : undefined;
}

function unbrokenProblem(
  rule: Rule,
  { missing, ...place }: GoodPlace & { readonly missing: KubernetesObject | undefined },
  source: ExampleSource,
): string | undefined {
  const { path, check, whenMissing } = rule;
  const { kind } = source.kind;
  if (check.type !== 'exists') {
    const demand = `${path} ${checkWords(check)}`;
    return wrongValues(rule, place, source).length === 0
      ? `The schema of ${kind} admits no forbidden value where ${demand}.`
      : `No ${kind} was found that its schema accepts and that breaks only this: ${demand}.`;
  }
  if (missing) return undefined;
  return whenMissing === 'allow'
    ? `The rule on ${path} of ${kind} can be broken by nothing.`
    : `The schema of ${kind} leaves no object without ${path}.`;
}
