import type { FieldRow } from '../field-table.ts';
import { canonicalJson, isJsonObject, type Json } from '../json.ts';
import type { ValueLimits } from '../question.ts';

/** What a value must be: a question's limits, or a row of a field table. */
export type Limits = ValueLimits & Pick<FieldRow, 'enum' | 'itemEnum'>;

/** Longer texts are not matched against patterns: a pattern from a schema may be slow on them. */
const PATTERN_TEXT_MAX = 4_096;

/**
 * What is wrong with a value, as the end of a sentence ("must be at most 5"); undefined when it
 * fits. What lies inside objects is not looked at.
 */
export function valueProblem(value: Json, limits: Limits): string | undefined {
  if (!hasType(value, limits.type)) return `must be ${TYPE_WORDS[limits.type]}`;
  if (limits.enum && !includes(limits.enum, value)) {
    return `must be one of ${limits.enum.map(String).join(', ')}`;
  }
  if (typeof value === 'number') return numberProblem(value, limits);
  if (typeof value === 'string') return textProblem(value, limits);
  if (Array.isArray(value)) return listProblem(value, limits);
  if (isJsonObject(value) && limits.type === 'map')
    return itemsProblem(Object.values(value), limits);
  return undefined;
}

export const TYPE_WORDS = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no',
  'int-or-string': 'a number or text',
  object: 'an object',
  array: 'a list',
  map: 'a set of names with values',
  any: 'a value',
} as const satisfies Record<ValueLimits['type'], string>;

function hasType(value: Json, type: ValueLimits['type']): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'int-or-string':
      return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
    case 'object':
    case 'map':
      return isJsonObject(value);
    case 'array':
      return Array.isArray(value);
    case 'any':
      return true;
  }
}

function includes(allowed: readonly Json[], value: Json): boolean {
  const text = canonicalJson(value);
  return allowed.some((one) => canonicalJson(one) === text);
}

function numberProblem(value: number, { minimum, maximum }: Limits): string | undefined {
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
  if (maximum !== undefined && value > maximum) return `must be at most ${maximum}`;
  return undefined;
}

function textProblem(value: string, limits: Limits): string | undefined {
  const { minLength, maxLength, pattern } = limits;
  const length = Array.from(value).length;
  if (maxLength !== undefined && length > maxLength) {
    return `must be at most ${maxLength} characters long, and has ${length}`;
  }
  if (minLength !== undefined && length < minLength) {
    return minLength === 1 ? 'must not be empty' : `must be at least ${minLength} characters long`;
  }
  const expression = pattern === undefined ? undefined : compiled(pattern);
  if (!expression || length > PATTERN_TEXT_MAX || expression.test(value)) return undefined;
  return `must match the pattern ${pattern}`;
}

/** Schemas are written for RE2: what JavaScript does not know is left to the server. */
function compiled(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Escapes such as `\-` are errors with the `u` flag only.
    }
  }
  return undefined;
}

function listProblem(items: readonly Json[], limits: Limits): string | undefined {
  const { minItems, maxItems } = limits;
  if (minItems !== undefined && items.length < minItems) {
    return `must have at least ${minItems === 1 ? 'one item' : `${minItems} items`}`;
  }
  if (maxItems !== undefined && items.length > maxItems) {
    return `must have at most ${maxItems} items, and has ${items.length}`;
  }
  return itemsProblem(items, limits);
}

function itemsProblem(items: readonly Json[], { itemType, itemEnum }: Limits): string | undefined {
  if (itemType === undefined) return undefined;
  const limits: Limits = itemEnum ? { type: itemType, enum: itemEnum } : { type: itemType };
  const wrong = items.find((item) => valueProblem(item, limits) !== undefined);
  if (wrong === undefined) return undefined;
  return `has the item ${JSON.stringify(wrong)}, which ${valueProblem(wrong, limits)}`;
}
