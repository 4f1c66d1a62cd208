import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { isJsonList } from './json-path.ts';
import type { Schema } from './schema.ts';

/**
 * A copy with the schema's defaults where nothing is set, below objects that are set themselves.
 * `null` counts as not set where the schema does not allow it.
 */
export function withDefaults(value: Json, schema: Schema): Json {
  if (isJsonList(value)) {
    const { items } = schema;
    return items ? value.map((item) => withDefaults(item, items)) : value;
  }
  return isJsonObject(value) ? objectWithDefaults(value, schema) : value;
}

function objectWithDefaults(value: JsonObject, schema: Schema): JsonObject {
  const set = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    const member = schema.member(key);
    if (inner === null && member && !member.isNullable) return [];
    return [[key, member ? withDefaults(inner, member) : inner]];
  });
  const present = new Set(set.map(([key]) => key));
  const added = schema.propertyNames.flatMap((name): [string, Json][] => {
    const property = schema.property(name);
    if (present.has(name) || !property || property.default === undefined) return [];
    // Core documents give every nested struct the default {}: the server never shows those.
    const filled = withDefaults(property.default, property);
    return isEmptyObject(property.default) && isEmptyObject(filled) ? [] : [[name, filled]];
  });
  return Object.fromEntries([...set, ...added]);
}

function isEmptyObject(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** Paths, as strict decoding names them (`spec.list[0].x`), of fields that the schema has not. */
export function unknownFields(value: Json, schema: Schema, path = ''): readonly string[] {
  if (isJsonList(value)) {
    const { items } = schema;
    if (!items) return [];
    return value.flatMap((item, index) => unknownFields(item, items, `${path}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = path === '' ? key : `${path}.${key}`;
    const member = schema.member(key);
    if (member) return unknownFields(inner, member, place);
    return schema.keepsUnknown ? [] : [place];
  });
}

/** A copy without the fields that the schema has not. */
export function pruned(value: Json, schema: Schema): Json {
  if (isJsonList(value)) {
    const { items } = schema;
    return items ? value.map((item) => pruned(item, items)) : value;
  }
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    const member = schema.member(key);
    if (member) return [[key, pruned(inner, member)]];
    return schema.keepsUnknown ? [[key, inner]] : [];
  });
  return Object.fromEntries(kept);
}
