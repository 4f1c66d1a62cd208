import type { RecommendDependencies } from './dependencies.ts';
import { isSpokenOf } from './policy-verdicts.ts';
import { reasonBeside } from '../../domain/configure/binding-policies.ts';
import { impossibleBecause } from '../../domain/configure/policy-impossible.ts';
import { forbiddenWish } from '../../domain/configure/policy-wishes.ts';
import type { FieldTable } from '../../domain/field-table.ts';
import { isSameKind } from '../../domain/kind.ts';
import { providersNamedIn } from '../../domain/knowledge/providers.ts';
import { stemsOf } from '../../domain/knowledge/words.ts';
import { isNamespaceOffered, type Organisation } from '../../domain/organisation.ts';
import { scopePlace } from '../../domain/policy/scope-words.ts';
import { isGuidance, type Policy } from '../../domain/policy/policy.ts';
import type { NamespaceScope, Rule } from '../../domain/policy/rule.ts';
import { isSatisfiedBy } from '../../domain/policy/check.ts';
import { leafName } from '../../domain/configure/field-path.ts';
import type { Solution, SolutionPolicy } from '../../domain/solution.ts';

/** Policies that a solution names, and characters of each. */
const NAMED_MAX = 5;
const TEXT_MAX = 200;

/** What a solution that cannot keep a policy loses of its rank; it stands below all that can. */
const LOSS = 0.5;

/**
 * Each solution with the policies that reach its kinds, and those without rules whose triggers are in what
 * was said; those that it was found with before are forgotten. One that cannot keep a policy comes last,
 * and says so. Ids stay as they are.
 */
export async function withPolicies(
  dependencies: Pick<RecommendDependencies, 'cluster' | 'policies' | 'organisation'>,
  { solutions: found, said }: { readonly solutions: readonly Solution[]; readonly said: string },
): Promise<Solution[]> {
  const solutions = found.map(({ policies: _before, ...solution }) => solution);
  const policies = (await dependencies.policies.active()).filter(
    ({ status }) => status === 'active',
  );
  if (policies.length === 0) return solutions;
  const { organisation } = dependencies;
  const tables = await tablesFor(dependencies, { solutions, policies });
  const named = solutions.map((solution) => ({
    solution,
    found: policies.flatMap((policy) => standing(policy, { solution, said, tables, organisation })),
  }));
  const [able, unable] = [
    named.filter(({ found }) => !isImpossible(found)),
    named.filter(({ found }) => isImpossible(found)),
  ];
  const lowest = Math.min(100, ...able.map(({ solution }) => solution.score.total));
  return [...able, ...unable].map(({ solution, found }) => {
    const { score } = solution;
    const total = isImpossible(found)
      ? Math.min(lowest, Math.round(score.total * LOSS))
      : score.total;
    const isReached = found.some(({ stands }) => stands === 'kept') && !isImpossible(found);
    const ordered = found.toSorted((one, other) => ORDER[one.stands] - ORDER[other.stands]);
    return {
      ...solution,
      score: { ...score, total, policy: isReached ? 100 : 0 },
      ...(found.length === 0 ? {} : { policies: ordered.slice(0, NAMED_MAX) }),
    };
  });
}

const ORDER = { impossible: 0, forbidden: 1, kept: 2, guidance: 3 } as const satisfies Record<
  SolutionPolicy['stands'],
  number
>;

function isImpossible(found: readonly SolutionPolicy[]): boolean {
  return found.some(({ stands }) => stands === 'impossible');
}

/** By kind, as `group/kind`: of those that policies speak of and the cluster still serves. */
async function tablesFor(
  { cluster }: Pick<RecommendDependencies, 'cluster'>,
  { solutions, policies }: { solutions: readonly Solution[]; policies: readonly Policy[] },
): Promise<ReadonlyMap<string, FieldTable>> {
  const kinds = solutions
    .flatMap(({ resources }) => resources.map(({ kind }) => kind))
    .filter((kind) => kind.namespaced && isSpokenOf(kind, policies));
  const wanted = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));
  if (wanted.size === 0) return new Map();
  const served = await cluster.kinds();
  const tables = [...wanted]
    .filter(([, kind]) => served.some((one) => isSameKind(one.kind, kind)))
    .map(async ([key, kind]) => [key, await cluster.fieldTable(kind)] as const);
  return new Map(await Promise.all(tables));
}

function standing(
  policy: Policy,
  given: {
    readonly solution: Solution;
    readonly said: string;
    readonly tables: ReadonlyMap<string, FieldTable>;
    readonly organisation: Organisation;
  },
): SolutionPolicy[] {
  const { solution, said, tables, organisation } = given;
  const words = { id: policy.id, sentence: cut(policy.sentence) };
  if (isGuidance(policy)) {
    const isMeant = policy.triggers.some((trigger) => isIn(trigger, said));
    return isMeant ? [{ ...words, stands: 'guidance', reason: cut(reasonBeside(policy)) }] : [];
  }
  const kinds = solution.resources.map(({ kind }) => kind).filter(({ namespaced }) => namespaced);
  const isOwn = ({ kinds: named }: Pick<Rule, 'kinds'>): boolean =>
    named.some((one) => kinds.some((kind) => isSameKind(kind, one)));
  const rules = policy.rules.filter((rule) => isOwn(rule) && !isForOthers(rule, solution));
  if (rules.length === 0 && !policy.expressions.some(isOwn)) return [];
  const placed = kinds.flatMap((kind) => {
    const table = tables.get(`${kind.group}/${kind.kind}`);
    const own = rules.filter((rule) => rule.kinds.some((one) => isSameKind(one, kind)));
    return table ? own.map((rule) => ({ rule, table })) : [];
  });
  const problem = placed
    .map(({ rule, table }) => impossibleBecause(rule, table))
    .find((text) => text !== undefined);
  if (problem !== undefined && policy.scope.type === 'all') {
    return [{ ...words, stands: 'impossible', reason: problem }];
  }
  const wish = placed
    .filter(({ rule }) => isSurelyFor(rule, solution))
    .map(({ rule, table }) => forbiddenWish(rule, { table, said }))
    .find((text) => text !== undefined);
  const where = placeOf(policy.scope, organisation);
  const named = { ...words, ...(where === undefined ? {} : { where }) };
  return wish === undefined
    ? [{ ...named, stands: 'kept', reason: cut(reasonBeside(policy)) }]
    : [{ ...named, stands: 'forbidden', reason: wish }];
}

/** A namespace that is offered to nobody needs not be named as left out. */
function placeOf(scope: NamespaceScope, organisation: Organisation): string | undefined {
  if (scope.type !== 'except') return scopePlace(scope);
  const namespaces = scope.namespaces.filter((name) => isNamespaceOffered(organisation, name));
  return namespaces.length === 0 ? undefined : scopePlace({ ...scope, namespaces });
}

/** Whether it binds whatever is answered; a rule for another provider is none of the solution's. */
function isSurelyFor({ when }: Rule, { provider }: Solution): boolean {
  return when.length === 0 || (provider !== undefined && when.every(isProviderCondition));
}

function isProviderCondition({ path }: Rule['when'][number]): boolean {
  return /provider|cloud|platform/iu.test(leafName(path));
}

/** A rule under the condition that it runs at a provider which this solution is not meant for. */
function isForOthers({ when }: Rule, { provider }: Solution): boolean {
  if (provider === undefined) return false;
  return when.some((condition) => {
    if (!isProviderCondition(condition)) return false;
    const { check } = condition;
    const named = check.type === 'oneOf' ? check.values.map(String) : [];
    const isMeant = named.some((value) => providersNamedIn(value).includes(provider));
    return !isMeant && !isSatisfiedBy(check, provider);
  });
}

/** Whether the words of a trigger are all in what was said. */
function isIn(trigger: string, said: string): boolean {
  const stems = new Set(stemsOf(said));
  const wanted = stemsOf(trigger);
  return wanted.length > 0 && wanted.every((stem) => stems.has(stem));
}

function cut(text: string): string {
  const characters = Array.from(text.replaceAll(/\s+/gu, ' ').trim());
  return characters.length <= TEXT_MAX
    ? characters.join('')
    : `${characters.slice(0, TEXT_MAX - 1).join('')}…`;
}
