import { entryPath } from '../../domain/configure/field-path.ts';
import { JsonText } from '../../domain/json.ts';
import { KubernetesObject } from '../../domain/manifest.ts';
import type { CandidateField, PolicyCandidates } from '../../domain/policy/candidates.ts';
import { EVERY_GROUP, type KindSelection, type RuleDraft } from '../../domain/policy/rule-draft.ts';
import type { ExpressionRule } from '../../domain/policy/rule.ts';
import { checkFor } from '../../domain/policy/values.ts';
import type { Expressions } from '../../ports/expressions.ts';
import {
  ALL_GROUPS,
  type DeriveRulesInput,
  type DeriveRulesOutput,
} from '../../prompts/derive-rules.ts';
import { checkedType } from '../../prompts/derived-checks.ts';

/** What a model is asked of the candidates. */
export function deriveRulesInput(
  said: { readonly sentence: string; readonly triggers: readonly string[] },
  { fields, groups }: PolicyCandidates,
): DeriveRulesInput {
  return {
    sentence: said.sentence,
    triggers: [...said.triggers],
    fields: fields.map(({ id, path, type, values, kindCount }) => ({
      id,
      path,
      type,
      values: [...values],
      kindCount,
    })),
    groups: groups.map(({ id, group, kinds }) => ({
      id,
      group,
      kinds: kinds.map(({ kind, isAbout, providers }) => ({
        name: kind.kind,
        isAbout,
        providers: [...providers],
      })),
    })),
  };
}

/** An answer that passed its `verify`, in terms of paths and kinds. */
export function draftOf(
  output: DeriveRulesOutput,
  { fields, groups }: PolicyCandidates,
): RuleDraft {
  const fieldOf = new Map(fields.map((field) => [field.id, field]));
  const checks = output.checks.flatMap((said) => {
    const own = said.fieldIds.flatMap((id) => fieldOf.get(id) ?? []);
    const [first] = own;
    const check = first && checkFor(checkedType(first, said), said).check;
    return check ? [{ paths: own.map((field) => checkedPath(field, said)), check }] : [];
  });
  const selected = (named: DeriveRulesOutput['about']): KindSelection[] =>
    named.flatMap(({ groupId, kinds }) => {
      const group = groupId === ALL_GROUPS ? EVERY_GROUP : nameOf(groups, groupId);
      if (group === undefined) return [];
      return [kinds.length === 0 ? { group } : { group, kinds: [...kinds] }];
    });
  return {
    providers: output.providers,
    subjects: selected(output.about),
    incidental: selected(output.incidental),
    checks,
    expressions: output.expressions.map((one, index) => ({
      id: `e${index + 1}`,
      kinds: kindsOf(groups, one).filter(({ namespaced }) => namespaced),
      expression: one.expression,
      message: one.message,
      accepts: one.accepts,
      refuses: one.refuses,
    })),
  };
}

/** Those that judge their own examples rightly, and what is told of the others. */
export function soundExpressions(
  drafted: readonly ExpressionRule[],
  expressions: Expressions,
): { readonly sound: ExpressionRule[]; readonly notes: readonly string[] } {
  const judged = drafted.map((rule) => ({ rule, problem: problemOf(rule, expressions) }));
  return {
    sound: judged.flatMap(({ rule, problem }) => (problem === undefined ? [rule] : [])),
    notes: judged.flatMap(({ rule, problem }) =>
      problem === undefined ? [] : [`“${rule.message}” is not checked: ${problem}.`],
    ),
  };
}

function problemOf(
  { kinds, expression, accepts, refuses }: ExpressionRule,
  expressions: Expressions,
): string | undefined {
  if (kinds.length === 0) return 'the kinds that it is about live outside namespaces';
  if (expressions.problem(expression) !== undefined) return 'its expression cannot be read';
  const examples = [
    ...accepts.map((text) => ({ text, wanted: 'true' })),
    ...refuses.map((text) => ({ text, wanted: 'false' })),
  ];
  const isJudged = examples.every(({ text, wanted }) => {
    const object = JsonText.pipe(KubernetesObject).safeParse(text).data;
    return object && expressions.evaluate(expression, { object }).type === wanted;
  });
  return isJudged ? undefined : 'its expression judges its own examples wrongly';
}

function checkedPath(
  { path, type }: CandidateField,
  { demand, key }: DeriveRulesOutput['checks'][number],
): string {
  if (key !== undefined && (type === 'map' || type === 'any')) return entryPath(path, key);
  const isItems = type === 'array' && demand !== 'exists' && demand !== 'absent';
  return isItems ? `${path}[*]` : path;
}

function nameOf(groups: PolicyCandidates['groups'], groupId: string): string | undefined {
  return groups.find(({ id }) => id === groupId)?.group;
}

function kindsOf(
  groups: PolicyCandidates['groups'],
  named: DeriveRulesOutput['expressions'][number],
): ExpressionRule['kinds'] {
  const group = groups.find(({ id }) => id === named.groupId);
  const kinds = group?.kinds.map(({ kind }) => kind) ?? [];
  return kinds.filter(({ kind }) => named.kinds.includes(kind));
}
