import { formatPath, parsePath } from '../configure/field-path.ts';
import { canonicalJson, storedJson } from '../json.ts';
import { isSameKind, type ResourceKind, resourceNameOf } from '../kind.ts';
import { checkWords } from './check.ts';
import { excludeEachOther } from './contradiction.ts';
import type { Policy } from './policy.ts';
import type { Check, Condition, NamespaceScope, Rule } from './rule.ts';

/** A policy that is being made or changed. */
export interface PolicyRules {
  readonly policyId: string;
  readonly scope: NamespaceScope;
  readonly rules: readonly Rule[];
}

/** Another policy that demands what this one forbids, or the same once more. */
interface PolicyOverlap {
  readonly policyId: string;
  readonly sentence: string;
  /** One sentence: the field, what both demand, and a kind that has it. */
  readonly reason: string;
}

/** The other policies with which no object can keep both, in their order; a policy may come more than once. */
export function conflictsOf(
  given: PolicyRules,
  others: readonly Policy[],
): readonly PolicyOverlap[] {
  return overlapsOf(given, others, (one, other) =>
    isContradiction(one, other)
      ? `${one.path} ${checkWords(one.check)} by this policy and ${checkWords(other.check)} by that one`
      : undefined,
  );
}

/** The other policies that demand the same already. */
export function duplicatesOf(
  given: PolicyRules,
  others: readonly Policy[],
): readonly PolicyOverlap[] {
  return overlapsOf(given, others, (one, other) =>
    demandOf(one) === demandOf(other)
      ? `${one.path} ${checkWords(one.check)} by that policy already`
      : undefined,
  );
}

/** Whether no object to which both rules apply can keep both. Kinds are not looked at. */
function isContradiction(one: Rule, other: Rule): boolean {
  if (samePath(one.path) !== samePath(other.path)) return false;
  if (!canBindTogether(one.when, other.when)) return false;
  if (isVoid(one) || isVoid(other)) return false;
  if (one.check.type === 'absent') return demandsPresence(other);
  if (other.check.type === 'absent') return demandsPresence(one);
  return excludeEachOther(one.check, other.check);
}

/** Whether there is a namespace that both reach. */
function doScopesOverlap(one: NamespaceScope, other: NamespaceScope): boolean {
  if (one.type === 'only') return one.namespaces.some((name) => reaches(other, name));
  if (other.type === 'only') return other.namespaces.some((name) => reaches(one, name));
  return true;
}

function reaches(scope: NamespaceScope, namespace: string): boolean {
  if (scope.type === 'all') return true;
  return scope.namespaces.includes(namespace) === (scope.type === 'only');
}

type Compare = (one: Rule, other: Rule) => string | undefined;

function overlapsOf(
  { policyId, scope, rules }: PolicyRules,
  others: readonly Policy[],
  compare: Compare,
): readonly PolicyOverlap[] {
  return others
    .filter((other) => other.id !== policyId && doScopesOverlap(scope, other.scope))
    .flatMap((other) =>
      reasonsOf(rules, other.rules, compare).map((reason) => ({
        policyId: other.id,
        sentence: other.sentence,
        reason,
      })),
    );
}

/** The same said of several kinds is one reason. */
function reasonsOf(
  rules: readonly Rule[],
  others: readonly Rule[],
  compare: Compare,
): readonly string[] {
  const kindsByWords = new Map<string, Map<string, ResourceKind>>();
  for (const one of rules) {
    for (const other of others) {
      const shared = one.kinds.filter(
        (kind) => kind.namespaced && other.kinds.some((same) => isSameKind(same, kind)),
      );
      const words = shared.length === 0 ? undefined : compare(one, other);
      if (words === undefined) continue;
      const kinds = kindsByWords.get(words) ?? new Map<string, ResourceKind>();
      for (const kind of shared) kinds.set(resourceNameOf(kind), kind);
      kindsByWords.set(words, kinds);
    }
  }
  return [...kindsByWords].map(([words, kinds]) => `${words} (${kindWords([...kinds.keys()])}).`);
}

function kindWords([first = '', ...rest]: readonly string[]): string {
  if (rest.length === 0) return first;
  return `${first} and ${rest.length} more ${rest.length === 1 ? 'kind' : 'kinds'}`;
}

/** A list may meet several conditions by several items. */
function canBindTogether(some: readonly Condition[], others: readonly Condition[]): boolean {
  const all = [...some, ...others];
  if (all.some(({ check }) => check.type === 'absent')) return false;
  return !some.some((one) =>
    others.some(
      (other) =>
        samePath(one.path) === samePath(other.path) &&
        !parsePath(one.path).some(({ type }) => type === 'every') &&
        excludeEachOther(one.check, other.check),
    ),
  );
}

function isVoid({ check, whenMissing }: Rule): boolean {
  return check.type === 'exists' && whenMissing === 'allow';
}

function demandsPresence({ check, whenMissing }: Rule): boolean {
  return check.type !== 'absent' && whenMissing === 'deny';
}

function samePath(path: string): string {
  return formatPath(parsePath(path));
}

/** The same text for rules that demand the same. */
function demandOf({ path, check, when, whenMissing }: Rule): string {
  const conditions = when
    .map((condition) => canonicalJson([samePath(condition.path), plainCheck(condition.check)]))
    .toSorted();
  return canonicalJson([samePath(path), plainCheck(check), conditions, whenMissing]);
}

function plainCheck(check: Check): string {
  if (check.type !== 'oneOf' && check.type !== 'noneOf') return canonicalJson(storedJson(check));
  const values = check.values.map((value) => canonicalJson(value)).toSorted();
  return canonicalJson([check.type, values]);
}
