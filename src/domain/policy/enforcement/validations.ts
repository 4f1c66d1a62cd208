import { canonicalJson, toJson } from '../../json.ts';
import { apiVersionOf, isSameKind, resourceNameOf, type ResourceKind } from '../../kind.ts';
import type { Policy } from '../policy.ts';
import type { ExpressionRule, Rule } from '../rule.ts';
import { celText } from './cel-text.ts';
import { allOf, anyOf, type Clause, not, relation } from './clause.ts';
import { ruleExpression } from './rule-expression.ts';

/** One expression that every object of the policy's kinds must keep. */
export interface Validation {
  readonly expression: string;
  readonly message: string;
}

export type Rules = Pick<Policy, 'rules' | 'expressions'>;

/** Longest message, in characters: servers hand it to whoever is refused. */
const MESSAGE_MAX = 1_000;

/**
 * What every message of a policy says of where it comes from: "policy pol-12ab34cd56ef v2". Versions share
 * the names of their objects, so nothing else tells which of them answered.
 */
export function versionWords({ id, version }: Pick<Policy, 'id' | 'version'>): string {
  return `policy ${id} v${version}`;
}

/** The kinds that a policy binds, by group and name: those that live in namespaces. */
export function enforcedKinds({ rules, expressions }: Rules): readonly ResourceKind[] {
  const kinds = [...rules, ...expressions].flatMap((rule) => rule.kinds);
  return distinctKinds(kinds).toSorted(byName);
}

/**
 * What is demanded of the policy's kinds. Rules that demand the same of different kinds are one; what does not
 * concern all kinds names those that it does.
 */
export function validationsOf(
  policy: Rules & Pick<Policy, 'id' | 'version'>,
): readonly Validation[] {
  const all = enforcedKinds(policy);
  const origin = ` (${versionWords(policy)})`;
  return [...groupedRules(policy.rules), ...policy.expressions.map(expressionDemand)].flatMap(
    ({ kinds, clause, message }) => {
      const concerned = distinctKinds(kinds).toSorted(byName);
      if (concerned.length === 0) return [];
      const guard = guardClause(concerned, all);
      const expression = guard ? anyOf([not(guard), clause]).text : clause.text;
      return [{ expression, message: `${oneLine(message, MESSAGE_MAX - origin.length)}${origin}` }];
    },
  );
}

interface Demand {
  readonly kinds: readonly ResourceKind[];
  readonly clause: Clause;
  readonly message: string;
}

function groupedRules(rules: readonly Rule[]): readonly Demand[] {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const key = canonicalJson(
      toJson({ path: rule.path, check: rule.check, when: rule.when, missing: rule.whenMissing }),
    );
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const clause: Clause = { text: ruleExpression(first), binds: 'and' };
    return [{ kinds: group.flatMap(({ kinds }) => kinds), clause, message: first.message }];
  });
}

function expressionDemand({ kinds, expression, message }: ExpressionRule): Demand {
  // Somebody's text: nothing is known of how tightly it holds together.
  return { kinds, clause: { text: expression.trim(), binds: 'and' }, message };
}

/**
 * True for objects of these kinds; undefined where they are all that the policy matches. Told by the object
 * itself: Kyverno's background scans have no request.
 */
function guardClause(
  concerned: readonly ResourceKind[],
  all: readonly ResourceKind[],
): Clause | undefined {
  const others = all.filter((kind) => !concerned.some((one) => isSameKind(one, kind)));
  if (others.length === 0) return undefined;
  const names = new Set(concerned.map(({ kind }) => kind));
  if (!others.some(({ kind }) => names.has(kind))) return amongClause('object.kind', [...names]);
  const versions = [...new Set(concerned.map((kind) => apiVersionOf(kind)))];
  return anyOf(
    versions.map((version) => {
      const members = concerned.filter((kind) => apiVersionOf(kind) === version);
      return allOf([
        amongClause('object.apiVersion', [version]),
        amongClause('object.kind', [...new Set(members.map(({ kind }) => kind))]),
      ]);
    }),
  );
}

function amongClause(field: string, values: readonly string[]): Clause {
  const literals = values.map((value) => celText(value));
  return relation(
    literals.length === 1 ? `${field} == ${literals[0]}` : `${field} in [${literals.join(', ')}]`,
  );
}

function distinctKinds(kinds: readonly ResourceKind[]): readonly ResourceKind[] {
  return kinds.filter(
    (kind, at) => kind.namespaced && kinds.findIndex((one) => isSameKind(one, kind)) === at,
  );
}

function byName(one: ResourceKind, other: ResourceKind): number {
  const [left, right] = [resourceNameOf(one), resourceNameOf(other)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Servers refuse messages of several lines, and Kyverno replaces what it takes for a variable. */
function oneLine(message: string, longest: number): string {
  const folded = message.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  const text = withoutVariables(folded);
  return text === '' ? 'A policy is not kept.' : text.slice(0, longest).toWellFormed();
}

/**
 * A text in which Kyverno sees no variable of its own: it looks for `{{ }}` and `$( )` in all that a
 * `ClusterPolicy` holds, its annotations too.
 *
 * Source: https://github.com/kyverno/kyverno/blob/main/pkg/validation/policy/validate.go
 */
export function withoutVariables(text: string): string {
  return text.replaceAll(/\{(?=\{)/gu, '{ ').replaceAll('$(', '$ (');
}
