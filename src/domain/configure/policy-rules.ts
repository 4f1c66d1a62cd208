import type { Json, JsonObject } from '../json.ts';
import { isSameKind } from '../kind.ts';
import { isSatisfiedBy } from '../policy/check.ts';
import type { Condition, NamespaceScope, Rule } from '../policy/rule.ts';
import { isInScope } from '../policy/verdict.ts';
import type { FieldAddress, Link, SolutionResource } from '../solution.ts';
import type { BindingPolicy } from './binding-policies.ts';
import { withDefaults } from './defaults.ts';
import type { Draft, QuestionInput } from './drafts.ts';
import { formatPath, isWithin, matchesPath, parsePath, readAll } from './field-path.ts';
import { writtenObjects } from './manifests.ts';
import { viewsOf } from './parts.ts';

/** A rule of a policy at one object of a solution. */
export interface PlacedRule {
  readonly alias: string;
  readonly policy: BindingPolicy;
  readonly rule: Rule;
}

/**
 * `sure`: it binds whatever is answered. `possible`: that depends on answers, the namespace among them.
 */
export interface OpenRule extends PlacedRule {
  readonly certainty: 'sure' | 'possible';
}

/** Each rule at each object whose kind it names. */
export function placedRules(
  policies: readonly BindingPolicy[],
  resources: readonly SolutionResource[],
): readonly PlacedRule[] {
  return policies.flatMap((policy) =>
    policy.rules.flatMap((rule) =>
      resources
        .filter(({ kind }) => kind.namespaced && rule.kinds.some((one) => isSameKind(one, kind)))
        .map(({ alias }) => ({ alias, policy, rule })),
    ),
  );
}

/** The rules that can bind by what bindings decide and `drafts` ask; those that surely do not are left out. */
export function openRules(input: QuestionInput, drafts: readonly Draft[]): readonly OpenRule[] {
  const { solution, tables, facts, policies = [] } = input;
  const placed = placedRules(policies, solution.resources);
  if (placed.length === 0) return [];
  const objects = new Map(
    writtenObjects({ solution, questions: [], answers: [] }).map(({ alias, object }) => [
      alias,
      object,
    ]),
  );
  const views = viewsOf(solution, tables);
  return placed.flatMap((one): OpenRule[] => {
    const index = views.find(({ resource }) => resource.alias === one.alias)?.index;
    const bound = objects.get(one.alias) ?? {};
    const complete = index ? withDefaults(bound, index) : bound;
    const isAsked = (path: string): boolean =>
      drafts.some(
        ({ address, stage }) =>
          stage !== 'open' &&
          address.alias === one.alias &&
          isWithin(plain(path), plain(address.path)),
      );
    const parts = [
      scopeCertainty(one.policy.scope, facts.namespaces),
      ...one.rule.when.map((condition) => certaintyOf(condition, { bound, complete, isAsked })),
    ];
    if (parts.includes('never')) return [];
    return [{ ...one, certainty: parts.includes('possible') ? 'possible' : 'sure' }];
  });
}

type Certainty = OpenRule['certainty'] | 'never';

function scopeCertainty(scope: NamespaceScope, offered: readonly string[]): Certainty {
  if (scope.type === 'all') return 'sure';
  if (offered.length === 0) return 'possible';
  const reached = offered.filter((namespace) => isInScope(scope, namespace)).length;
  if (reached === 0) return 'never';
  return reached === offered.length ? 'sure' : 'possible';
}

function certaintyOf(
  { path, check }: Condition,
  known: {
    readonly bound: JsonObject;
    readonly complete: JsonObject;
    readonly isAsked: (path: string) => boolean;
  },
): Certainty {
  const isMet = (values: readonly { readonly value: Json }[]): boolean =>
    values.some(({ value }) => isSatisfiedBy(check, value));
  const bound = readAll(known.bound, path);
  if (bound.length > 0) return isMet(bound) ? 'sure' : 'never';
  if (known.isAsked(path)) return 'possible';
  return isMet(readAll(known.complete, path)) ? 'sure' : 'never';
}

/** A path in the one way of writing it: `limits['memory']` is `limits.memory`. What is no path stays as it is. */
export function plain(path: string): string {
  return path.replaceAll("['*']", '[*]').replaceAll(/\['([^.[\]'\s\\]+)'\]/gu, '.$1');
}

/** Every place to which values go that are written to `addresses`: there, and where links carry them. */
export function targetsOf(
  addresses: readonly FieldAddress[],
  links: readonly Link[],
): readonly FieldAddress[] {
  const targets = addresses.map(({ alias, path }) => ({ alias, path: plain(path) }));
  for (const target of targets) {
    for (const { from, to } of links) {
      const isFrom = from.alias === target.alias && plain(from.path) === target.path;
      const next = { alias: to.alias, path: plain(to.path) };
      const isNew = !targets.some((one) => one.alias === next.alias && one.path === next.path);
      if (isFrom && isNew) targets.push(next);
    }
  }
  return targets;
}

/**
 * How a rule looks at what is written to `targets`: at the value itself, at each of its items, or at
 * something inside it. Undefined: not at all.
 */
export function aimOf(
  { alias, rule }: PlacedRule,
  targets: readonly FieldAddress[],
): 'value' | 'item' | 'inside' | undefined {
  const own = targets.filter((target) => target.alias === alias);
  if (own.some(({ path }) => matchesPath(path, rule.path))) return 'value';
  if (own.some(({ path }) => matchesPath(`${path}[0]`, rule.path))) return 'item';
  const isInside = own.some(({ path }) => {
    const length = parsePath(path).length;
    const above = formatPath(parsePath(rule.path).slice(0, length));
    return parsePath(rule.path).length > length && matchesPath(path, above);
  });
  return isInside ? 'inside' : undefined;
}
