import { breachText } from '../../domain/configure/binding-policies.ts';
import { withDefaults } from '../../domain/configure/defaults.ts';
import { createSchemaIndex } from '../../domain/configure/schema-index.ts';
import type { FieldTable } from '../../domain/field-table.ts';
import { type Json, toJson } from '../../domain/json.ts';
import { isSameKind, type ResourceKind } from '../../domain/kind.ts';
import { KubernetesObject } from '../../domain/manifest.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { Rule } from '../../domain/policy/rule.ts';
import { isBound, isInScope, placesIn, policyViolations } from '../../domain/policy/verdict.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';
import type { Expressions } from '../../ports/expressions.ts';

/** An object that is to be judged, with the schema whose defaults the server will fill in. */
export interface Judged {
  readonly object: KubernetesObject;
  readonly kind: ResourceKind;
  /** Undefined: there is nothing to fill in. */
  readonly table: FieldTable | undefined;
}

export interface JudgedBy {
  readonly policies: readonly Policy[];
  readonly expressions: Pick<Expressions, 'evaluate'>;
}

/** What an object breaks of the active policies that reach its namespace, in words. */
export interface ObjectBreach {
  /** Undefined where the policy looks at the object as a whole. */
  readonly path: string | undefined;
  readonly text: string;
}

export function breachesOfObject(judged: Judged, by: JudgedBy): readonly ObjectBreach[] {
  const object = completed(judged);
  const fields = policyViolations(by.policies, object).map((violation) => ({
    path: violation.path,
    text: breachText(violation),
  }));
  return [...fields, ...brokenExpressions(judged, object, by)];
}

/** Whether any policy speaks of the kind: only then its schema is worth reading. */
export function isSpokenOf(kind: ResourceKind, policies: readonly Policy[]): boolean {
  return policies.some(({ rules, expressions }) =>
    [...rules, ...expressions].some(({ kinds }) => kinds.some((one) => isSameKind(one, kind))),
  );
}

/** As the server would have it: defaults are values that nobody wrote. */
function completed({ object, table }: Judged): KubernetesObject {
  if (!table) return object;
  return KubernetesObject.parse(withDefaults(toJson(object), createSchemaIndex(table)));
}

/** An expression that fails while it runs is none that holds, as a server counts it. */
function brokenExpressions(
  { kind }: Judged,
  object: KubernetesObject,
  { policies, expressions }: JudgedBy,
): readonly ObjectBreach[] {
  return inForce(policies, object).flatMap((policy) =>
    policy.expressions
      .filter(({ kinds }) => kinds.some((one) => isSameKind(one, kind)))
      .filter(({ expression }) => expressions.evaluate(expression, { object }).type !== 'true')
      .map(({ message }) => ({ path: undefined, text: breachText({ ...policy, message }) })),
  );
}

function inForce(policies: readonly Policy[], { metadata }: KubernetesObject): readonly Policy[] {
  return policies.filter(
    ({ status, scope }) => status === 'active' && isInScope(scope, metadata.namespace),
  );
}

/** Policies that a change names; its card counts them. */
const KEPT_MAX = 10;
const SENTENCE_MAX = 200;
/** Places that are named of each. */
const PLACES_MAX = 3;
const VALUE_MAX = 60;

/** The policies that bind any of the objects, and by which values they are kept. */
export function keptPolicies(
  all: readonly Judged[],
  { policies }: Pick<JudgedBy, 'policies'>,
): NonNullable<PreparedChange['policies']> {
  return policies
    .flatMap((policy) => {
      const places = all.flatMap((judged) => keptPlaces(policy, judged));
      if (places.length === 0) return [];
      const named = [...new Set(places)];
      const more = named.length > PLACES_MAX ? `, and ${named.length - PLACES_MAX} more` : '';
      const kept = `${named.slice(0, PLACES_MAX).join(', ')}${more}`;
      return [{ id: policy.id, sentence: shortened(policy.sentence, SENTENCE_MAX), kept }];
    })
    .slice(0, KEPT_MAX);
}

function keptPlaces(policy: Policy, judged: Judged): readonly string[] {
  const object = completed(judged);
  if (inForce([policy], object).length === 0) return [];
  const isOwn = ({ kinds }: { readonly kinds: readonly ResourceKind[] }): boolean =>
    kinds.some((one) => isSameKind(one, judged.kind));
  const whole = policy.expressions.filter(isOwn).map(() => `${object.kind} as a whole`);
  const json = toJson(object);
  const bound = policy.rules.filter((rule) => isOwn(rule) && isBound(rule, json));
  return [...bound.flatMap((rule) => placesOf(rule, object)), ...whole];
}

function placesOf({ path }: Rule, object: KubernetesObject): readonly string[] {
  return placesIn(toJson(object), path).map(({ path: at, value }) =>
    value === undefined ? `${at} is not set` : `${at} is ${shown(value)}`,
  );
}

function shown(value: Json): string {
  return shortened(typeof value === 'string' ? value : JSON.stringify(value), VALUE_MAX);
}

function shortened(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
