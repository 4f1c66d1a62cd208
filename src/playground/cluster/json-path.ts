import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';

/** What `JSON.parse` returns, with its true type. Throws `SyntaxError`. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

/** The value below these keys; undefined where any of them is missing. */
export function valueAt(value: Json | undefined, keys: readonly string[]): Json | undefined {
  let current = value;
  for (const key of keys) {
    if (!isJsonObject(current)) return undefined;
    current = current[key];
  }
  return current;
}

/** The object below these keys, empty where there is none. */
export function objectAt(value: Json | undefined, ...keys: readonly string[]): JsonObject {
  const found = valueAt(value, keys);
  return isJsonObject(found) ? found : {};
}

/** The list below these keys, empty where there is none. */
export function listAt(value: Json | undefined, ...keys: readonly string[]): readonly Json[] {
  const found = valueAt(value, keys);
  return isJsonList(found) ? found : [];
}

/** The text below these keys, empty where there is none. */
export function textAt(value: Json | undefined, ...keys: readonly string[]): string {
  const found = valueAt(value, keys);
  return typeof found === 'string' ? found : '';
}

export function numberAt(value: Json | undefined, ...keys: readonly string[]): number | undefined {
  const found = valueAt(value, keys);
  return typeof found === 'number' ? found : undefined;
}

export function textsAt(value: Json | undefined, ...keys: readonly string[]): readonly string[] {
  return listAt(value, ...keys).filter((item) => typeof item === 'string');
}

/** A copy with that value below these keys; objects on the way are made. */
export function withValue(object: JsonObject, keys: readonly string[], value: Json): JsonObject {
  const [key, ...rest] = keys;
  if (key === undefined) return object;
  const inner = rest.length === 0 ? value : withValue(objectAt(object, key), rest, value);
  return { ...object, [key]: inner };
}

/** A copy without the value below these keys. */
export function withoutValue(object: JsonObject, keys: readonly string[]): JsonObject {
  const [key, ...rest] = keys;
  if (key === undefined || !(key in object)) return object;
  if (rest.length > 0) return { ...object, [key]: withoutValue(objectAt(object, key), rest) };
  const { [key]: _dropped, ...kept } = object;
  return kept;
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
