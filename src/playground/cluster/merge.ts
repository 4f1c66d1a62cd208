import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { itemElement } from './field-set.ts';
import type { FieldPath } from './field-set.ts';
import { isJsonList } from './json-path.ts';
import type { Schema } from './schema.ts';

/** Lays an applied configuration over the live object, list items by their keys. */
export function merged(live: Json | undefined, applied: Json, schema: Schema | undefined): Json {
  if (isJsonObject(live) && isJsonObject(applied) && schema?.isAtomicMap !== true) {
    const entries = Object.entries(applied).map(([key, value]) => [
      key,
      merged(live[key], value, schema?.member(key)),
    ]);
    return { ...live, ...Object.fromEntries(entries) };
  }
  if (isJsonList(live) && isJsonList(applied) && schema && schema.listType !== 'atomic') {
    return mergedList(live, applied, schema);
  }
  return applied;
}

function mergedList(live: readonly Json[], applied: readonly Json[], schema: Schema): Json {
  const incoming = new Map(applied.map((item) => [itemElement(item, schema), item]));
  const kept = live.map((item) => {
    const element = itemElement(item, schema);
    const update = incoming.get(element);
    incoming.delete(element);
    return update === undefined ? item : merged(item, update, schema.items);
  });
  return [...kept, ...incoming.values()];
}

/** A copy without what is at that path. Objects and lists that this empties go with it. */
export function withoutPath(object: JsonObject, path: FieldPath, schema: Schema): JsonObject {
  const left = removed(object, path, schema);
  return isJsonObject(left) ? left : {};
}

function removed(value: Json, path: FieldPath, schema: Schema | undefined): Json | undefined {
  const [element, ...rest] = path;
  if (element === undefined) return undefined;
  if (element.startsWith('f:')) return removedField(value, element.slice(2), rest, schema);
  if (!isJsonList(value) || !schema) return value;
  const items = value.flatMap((item) => {
    if (itemElement(item, schema) !== element) return [item];
    const left = removed(item, rest, schema.items);
    return left === undefined ? [] : [left];
  });
  return items.length === 0 ? undefined : items;
}

function removedField(
  value: Json,
  key: string,
  rest: FieldPath,
  schema: Schema | undefined,
): Json | undefined {
  if (!isJsonObject(value)) return value;
  const { [key]: inner, ...others } = value;
  if (inner === undefined) return value;
  const left = removed(inner, rest, schema?.member(key));
  if (left !== undefined) return { ...value, [key]: left };
  return Object.keys(others).length === 0 ? undefined : others;
}
