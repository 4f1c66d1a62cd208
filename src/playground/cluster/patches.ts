import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { ApiError, badRequest } from './api-error.ts';
import { isJsonList, parseJson, textAt } from './json-path.ts';
import { itemElement } from './field-set.ts';
import type { Schema } from './schema.ts';

/**
 * RFC 7386: `null` takes a field away. With a schema, lists that are merged by keys are merged so,
 * as strategic merge patches are.
 */
export function mergePatched(
  target: JsonObject,
  patch: JsonObject,
  schema: Schema | undefined,
): JsonObject {
  const result: Record<string, Json> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergedMember(result[key], value, schema?.member(key));
  }
  return result;
}

function mergedMember(old: Json | undefined, value: Json, schema: Schema | undefined): Json {
  if (isJsonObject(value)) return mergePatched(isJsonObject(old) ? old : {}, value, schema);
  if (!isJsonList(value) || !isJsonList(old) || schema?.listType !== 'map') return value;
  const incoming = new Map(value.map((item) => [itemElement(item, schema), item]));
  const kept = old.map((item) => {
    const update = incoming.get(itemElement(item, schema));
    incoming.delete(itemElement(item, schema));
    return update === undefined ? item : mergedMember(item, update, schema.items);
  });
  return [...kept, ...incoming.values()];
}

/** RFC 6902. Throws the server's 422 for an operation that does not fit the object. */
export function jsonPatched(target: JsonObject, body: string): JsonObject {
  const operations = readOperations(body);
  const result = operations.reduce<Json>(operated, target);
  if (!isJsonObject(result)) throw badRequest('the patch leaves no object');
  return result;
}

function readOperations(body: string): readonly Json[] {
  try {
    const parsed = parseJson(body);
    if (isJsonList(parsed)) return parsed;
  } catch {
    // Said below: no JSON and no list are the same mistake here.
  }
  throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
}

function operated(target: Json, operation: Json): Json {
  const keys = pointer(textAt(operation, 'path'));
  const value = isJsonObject(operation) ? (operation['value'] ?? null) : null;
  switch (textAt(operation, 'op')) {
    case 'add':
    case 'replace':
    case 'remove':
      return edited(target, keys, { op: textAt(operation, 'op'), value });
    case 'copy':
      return edited(target, keys, { op: 'add', value: read(target, from(operation)) });
    case 'move': {
      const moved = read(target, from(operation));
      const without = edited(target, from(operation), { op: 'remove', value: null });
      return edited(without, keys, { op: 'add', value: moved });
    }
    case 'test':
      if (JSON.stringify(read(target, keys)) === JSON.stringify(value)) return target;
      throw unfit(`testing path ${textAt(operation, 'path')} failed`);
    default:
      throw unfit(`Unexpected kind: ${textAt(operation, 'op')}`);
  }
}

function from(operation: Json): readonly string[] {
  return pointer(textAt(operation, 'from'));
}

function pointer(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(target: Json, keys: readonly string[]): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return target;
  const inner = isJsonList(target)
    ? target[Number(key)]
    : isJsonObject(target)
      ? target[key]
      : undefined;
  if (inner === undefined) throw unfit(`Unable to access: ${key}`);
  return read(inner, rest);
}

interface Edit {
  readonly op: string;
  readonly value: Json;
}

function edited(target: Json, keys: readonly string[], edit: Edit): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return edit.value;
  if (isJsonList(target)) return editedList(target, key, rest, edit);
  if (!isJsonObject(target)) throw unfit(`Unable to access: ${key}`);
  const { [key]: inner, ...others } = target;
  if (inner === undefined && (rest.length > 0 || edit.op !== 'add')) {
    throw unfit(`jsonpatch ${edit.op} operation does not apply: doc is missing key: /${key}`);
  }
  if (rest.length === 0) return edit.op === 'remove' ? others : { ...target, [key]: edit.value };
  return { ...target, [key]: edited(inner ?? null, rest, edit) };
}

function editedList(
  target: readonly Json[],
  key: string,
  rest: readonly string[],
  edit: Edit,
): Json {
  const index = key === '-' ? target.length : Number(key);
  const isInside = index >= 0 && index < target.length;
  if (rest.length > 0 && isInside) {
    return target.map((item, at) => (at === index ? edited(item, rest, edit) : item));
  }
  if (!isInside && !(edit.op === 'add' && index === target.length)) {
    throw unfit(`Unable to access invalid index: ${key}`);
  }
  if (edit.op === 'remove') return target.toSpliced(index, 1);
  return target.toSpliced(index, edit.op === 'replace' ? 1 : 0, edit.value);
}

function unfit(message: string): ApiError {
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `the server rejected our request due to an error in our request: ${message}`,
  });
}
