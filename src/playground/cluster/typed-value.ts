import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { isJsonList } from './json-path.ts';
import type { Schema } from './schema.ts';

/**
 * What server-side apply finds wrong when it reads an object by its schema: unknown fields and
 * values of another type, in the words of the real server (Go's spelling of values included).
 */
export function typedProblems(value: Json, schema: Schema, path = ''): readonly string[] {
  if (value === null) return [];
  switch (schema.type) {
    case 'object':
      return objectProblems(value, schema, path);
    case 'array':
      return listProblems(value, schema, path);
    case 'string':
      return typeof value === 'string' ? [] : [`${path}: expected string, got ${goValue(value)}`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: expected boolean, got ${goType(value)}`];
    case 'integer':
    case 'number':
      if (typeof value === 'number') return [];
      return [`${path}: expected numeric (int or float), got ${goType(value)}`];
    case 'int-or-string':
      if (typeof value !== 'object') return [];
      return [`${path}: expected any scalar, got ${goText(value)}`];
    case 'any':
      return [];
  }
}

function objectProblems(value: Json, schema: Schema, path: string): readonly string[] {
  if (!isJsonObject(value)) return [`${path}: expected map, got &{${goText(value)}}`];
  return Object.entries(value).flatMap(([key, inner]) => {
    const member = schema.member(key);
    if (member) return typedProblems(inner, member, `${path}.${key}`);
    return schema.keepsUnknown ? [] : [`${path}.${key}: field not declared in schema`];
  });
}

function listProblems(value: Json, schema: Schema, path: string): readonly string[] {
  if (!isJsonList(value)) return [`${path}: expected list, got &{${goText(value)}}`];
  const { items } = schema;
  if (!items) return [];
  const seen = new Set<string>();
  return value.flatMap((item, index) => {
    if (schema.listType !== 'map' || !isJsonObject(item)) {
      return typedProblems(item, items, `${path}[${index}]`);
    }
    const missing = schema.listKeys.find((key) => keyValue(item, key, items) === undefined);
    if (missing !== undefined) return [missingKey(path, index, missing)];
    const key = listItemKey(item, schema);
    if (seen.has(key)) return [`${path}: duplicate entries for key ${key}`];
    seen.add(key);
    return typedProblems(item, items, `${path}${key}`);
  });
}

function missingKey(path: string, index: number, key: string): string {
  return `${path}: element ${index}: associative list with keys has an element that omits key field "${key}" (and doesn't have default value)`;
}

/** `[name="web"]`: how paths name an item of a list that is merged by keys. */
function listItemKey(item: JsonObject, schema: Schema): string {
  const parts = [...schema.listKeys]
    .sort()
    .map((key) => `${key}=${JSON.stringify(keyValue(item, key, schema.items) ?? null)}`);
  return `[${parts.join(',')}]`;
}

/** An item's value for one of the list's keys; its schema's default where the item has none. */
export function keyValue(
  item: JsonObject,
  key: string,
  items: Schema | undefined,
): Json | undefined {
  return item[key] ?? items?.property(key)?.default;
}

/** Go's `%v`. */
function goText(value: Json): string {
  if (value === null) return '<nil>';
  if (isJsonList(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isJsonObject(value)) return String(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goText(value[key] ?? null)}`);
  return `map[${entries.join(' ')}]`;
}

/** Go's `%#v`. */
function goValue(value: Json): string {
  if (value === null) return '<nil>';
  if (isJsonList(value)) return `[]interface {}{${value.map(goValue).join(', ')}}`;
  if (!isJsonObject(value))
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goValue(value[key] ?? null)}`);
  return `map[string]interface {}{${entries.join(', ')}}`;
}

/** Go's `%T`. */
function goType(value: Json): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return isJsonList(value) ? '[]interface {}' : 'map[string]interface {}';
}
