import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { StatusCause } from './api-error.ts';
import { celValue } from './cel.ts';
import type { CelEvaluator } from './cel.ts';
import { isJsonList, listAt, textAt } from './json-path.ts';
import type { Schema } from './schema.ts';

interface RuleCheck {
  readonly value: Json;
  readonly old: Json | undefined;
  readonly schema: Schema;
  readonly path: string;
}

const REASONS = [
  'FieldValueInvalid',
  'FieldValueForbidden',
  'FieldValueRequired',
  'FieldValueDuplicate',
];

/** Where an object breaks its schema's `x-kubernetes-validations`. */
export function ruleProblems(cel: CelEvaluator, check: RuleCheck): readonly StatusCause[] {
  const { value, old, schema, path } = check;
  const own = listAt(schema.source, 'x-kubernetes-validations').flatMap((rule) =>
    isJsonObject(rule) ? problemOf(cel, rule, check) : [],
  );
  if (isJsonList(value)) {
    const { items } = schema;
    if (!items) return own;
    const inner = value.flatMap((item, index) =>
      ruleProblems(cel, { value: item, old: undefined, schema: items, path: `${path}[${index}]` }),
    );
    return [...own, ...inner];
  }
  if (!isJsonObject(value)) return own;
  const inner = Object.entries(value).flatMap(([key, item]) => {
    const member = schema.member(key);
    if (!member) return [];
    const before = isJsonObject(old) ? old[key] : undefined;
    const place = path === '' ? key : `${path}.${key}`;
    return ruleProblems(cel, { value: item, old: before, schema: member, path: place });
  });
  return [...own, ...inner];
}

/** Whether any part of the schema that this value reaches has a rule. */
export function reachesRules(value: Json, schema: Schema): boolean {
  if (listAt(schema.source, 'x-kubernetes-validations').length > 0) return true;
  const { items } = schema;
  if (isJsonList(value))
    return items !== undefined && value.some((one) => reachesRules(one, items));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, inner]) => {
    const member = schema.member(key);
    return member !== undefined && reachesRules(inner, member);
  });
}

function problemOf(cel: CelEvaluator, rule: JsonObject, check: RuleCheck): readonly StatusCause[] {
  const { value, old, schema, path } = check;
  const expression = textAt(rule, 'rule');
  if (/\boldSelf\b/.test(expression) && old === undefined) return [];
  const variables = {
    self: celValue(value, schema),
    ...(old !== undefined && { oldSelf: celValue(old, schema) }),
  };
  const outcome = cel.evaluate(expression, variables);
  if (outcome.type === 'unsupported') return [];
  if (outcome.type === 'value' && outcome.value === true) return [];
  const field = `${path}${textAt(rule, 'fieldPath')}`;
  const words =
    outcome.type === 'failed'
      ? `rule evaluation error: ${outcome.message}`
      : messageOf(cel, rule, variables);
  const reason = REASONS.find((one) => one === textAt(rule, 'reason')) ?? 'FieldValueInvalid';
  return [{ reason, message: worded(reason, schema, words), field }];
}

function messageOf(
  cel: CelEvaluator,
  rule: JsonObject,
  variables: Parameters<CelEvaluator['evaluate']>[1],
): string {
  const written = cel.evaluate(textAt(rule, 'messageExpression') || 'null', variables);
  if (written.type === 'value' && typeof written.value === 'string') return written.value;
  return textAt(rule, 'message') || `failed rule: ${textAt(rule, 'rule')}`;
}

function worded(reason: string, schema: Schema, words: string): string {
  if (reason === 'FieldValueRequired') return `Required value: ${words}`;
  if (reason === 'FieldValueForbidden') return `Forbidden: ${words}`;
  const type = JSON.stringify(schema.type === 'int-or-string' ? 'string' : schema.type);
  if (reason === 'FieldValueDuplicate') return `Duplicate value: ${type}: ${words}`;
  return `Invalid value: ${type}: ${words}`;
}
