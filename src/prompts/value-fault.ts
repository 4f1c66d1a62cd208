import type { FieldType } from '../domain/field-table.ts';
import { isJsonObject, type Json } from '../domain/json.ts';
import type { Column, ValueLimits } from '../domain/question.ts';

export interface ExpectedValue {
  readonly type: FieldType;
  readonly itemType?: FieldType | undefined;
  /** For lists of objects. */
  readonly columns?: readonly Column[] | undefined;
  /** The only values allowed; empty when free. For lists: of the items. */
  readonly options: readonly string[];
}

/**
 * What is wrong with a value, as the end of a sentence ("must be a whole number."). It names by
 * number what the schema names: a model reads it as speech, where no words of others belong.
 */
export function typeFault(value: Json, expected: ExpectedValue): string | undefined {
  if (expected.type === 'array') return listFault(value, expected);
  if (!isOfType(value, expected.type)) return `must be ${NAMES[expected.type]}.`;
  return optionFault(value, expected.options);
}

function listFault(value: Json, { itemType, columns, options }: ExpectedValue): string | undefined {
  if (!Array.isArray(value)) return `must be ${NAMES.array}.`;
  for (const item of value) {
    const fault = columns
      ? rowFault(item, columns)
      : typeFault(item, { type: itemType ?? 'any', options });
    if (fault) return `holds an item that ${fault}`;
  }
  return undefined;
}

function rowFault(row: Json, columns: readonly Column[]): string | undefined {
  if (!isJsonObject(row)) return `must be ${NAMES.object}.`;
  const isUnknown = (key: string): boolean => !columns.some(({ name }) => name === key);
  if (Object.keys(row).some(isUnknown)) return 'has a column that is not there.';
  for (const [index, { name, type, required }] of columns.entries()) {
    const cell = row[name];
    const column = `column ${index + 1}`;
    if (cell === undefined && required) return `lacks its ${column}.`;
    if (cell !== undefined && !isOfType(cell, type)) {
      return `has a ${column} that must be ${NAMES[type]}.`;
    }
  }
  return undefined;
}

function optionFault(value: Json, options: readonly string[]): string | undefined {
  if (options.length === 0) return undefined;
  if (typeof value !== 'object' && options.includes(String(value))) return undefined;
  return 'must be one of its options.';
}

function isOfType(value: Json, type: FieldType): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    case 'object':
    case 'map':
      return isJsonObject(value);
    case 'array':
      return Array.isArray(value);
    case 'any':
      return true;
  }
}

/** What of a schema's limits a value of the right type breaks, as the end of a sentence. */
export function limitFault(value: Json, limits: ValueLimits): string | undefined {
  if (typeof value === 'string') return textFault(value, limits);
  if (typeof value === 'number') return rangeFault(value, limits.minimum, limits.maximum);
  if (!Array.isArray(value)) return undefined;
  const fault = rangeFault(value.length, limits.minItems, limits.maxItems);
  return fault && `has a number of items that ${fault}`;
}

function textFault(text: string, limits: ValueLimits): string | undefined {
  const fault = rangeFault(Array.from(text).length, limits.minLength, limits.maxLength);
  if (fault) return `has a length that ${fault}`;
  return limits.pattern === undefined || matches(text, limits.pattern)
    ? undefined
    : 'does not match its pattern.';
}

/** Schemas are written for another regular expression engine: what ours cannot read is let through. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function rangeFault(value: number, least = -Infinity, most = Infinity): string | undefined {
  if (value < least) return `must be at least ${least}.`;
  return value > most ? `must be at most ${most}.` : undefined;
}

/** "a whole number", in speech to a model or a person. */
export function nameOfType(type: FieldType): string {
  return NAMES[type];
}

const NAMES: Readonly<Record<FieldType, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  'int-or-string': 'a whole number or a text',
  object: 'an object',
  map: 'an object',
  array: 'a list',
  any: 'a value',
};
