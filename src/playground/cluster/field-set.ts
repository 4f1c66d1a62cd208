import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { isJsonList } from './json-path.ts';
import type { Schema } from './schema.ts';
import { keyValue } from './typed-value.ts';

/** Path elements spelled as `fieldsV1` does: `f:spec`, `k:{"name":"web"}`, `v:"a"`. */
export type FieldPath = readonly string[];

export interface Leaf {
  readonly path: FieldPath;
  readonly value: Json;
}

/** What one manager owns, or what one object sets, by path. */
export type FieldSet = ReadonlyMap<string, FieldPath>;

/** Fields that belong to the server, not to whoever wrote the object. */
const UNOWNED: readonly string[] = [
  'f:apiVersion',
  'f:kind',
  ...['name', 'namespace', 'creationTimestamp', 'deletionTimestamp', 'uid', 'selfLink'].map(
    (name) => `f:metadata,f:${name}`,
  ),
  ...['resourceVersion', 'generation', 'managedFields'].map((name) => `f:metadata,f:${name}`),
];

/** Every field that an object sets, down to what is owned whole. */
export function leavesOf(object: JsonObject, schema: Schema): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const leaf of walk(object, schema, [])) {
    if (!isUnowned(leaf.path)) leaves.set(pathKey(leaf.path), leaf);
  }
  return leaves;
}

function isUnowned(path: FieldPath): boolean {
  return (
    UNOWNED.includes(path.slice(0, 1).join(',')) || UNOWNED.includes(path.slice(0, 2).join(','))
  );
}

function* walk(value: Json, schema: Schema | undefined, path: FieldPath): Generator<Leaf> {
  if (isJsonObject(value) && schema?.isAtomicMap !== true && Object.keys(value).length > 0) {
    for (const [key, inner] of Object.entries(value)) {
      yield* walk(inner, schema?.member(key), [...path, `f:${key}`]);
    }
    return;
  }
  if (isJsonList(value) && schema && schema.listType !== 'atomic' && value.length > 0) {
    for (const item of value) yield* walkItem(item, schema, path);
    return;
  }
  if (path.length > 0) yield { path, value };
}

function* walkItem(item: Json, schema: Schema, path: FieldPath): Generator<Leaf> {
  const inner = [...path, itemElement(item, schema)];
  yield { path: inner, value: true };
  if (!isJsonObject(item)) return;
  for (const [key, value] of Object.entries(item)) {
    yield* walk(value, schema.items?.member(key), [...inner, `f:${key}`]);
  }
}

/** How `fieldsV1` names an item of a list that is merged by keys or by value. */
export function itemElement(item: Json, schema: Schema): string {
  if (schema.listType === 'set' || !isJsonObject(item)) return `v:${JSON.stringify(item)}`;
  const keys = [...schema.listKeys].sort();
  return `k:${JSON.stringify(
    Object.fromEntries(keys.map((key) => [key, keyValue(item, key, schema.items) ?? null])),
  )}`;
}

export function pathKey(path: FieldPath): string {
  return JSON.stringify(path);
}

export function setOf(leaves: ReadonlyMap<string, Leaf>): FieldSet {
  return new Map([...leaves].map(([key, { path }]) => [key, path]));
}

/** Fields of `after` that `before` does not have, or has with another value. */
export function changedLeaves(
  before: ReadonlyMap<string, Leaf>,
  after: ReadonlyMap<string, Leaf>,
): FieldSet {
  const changed = [...after].filter(([key, { value }]) => {
    const old = before.get(key);
    return old === undefined || JSON.stringify(old.value) !== JSON.stringify(value);
  });
  return new Map(changed.map(([key, { path }]) => [key, path]));
}

export function difference(one: FieldSet, other: ReadonlyMap<string, unknown>): FieldSet {
  return new Map([...one].filter(([key]) => !other.has(key)));
}

export function intersection(one: FieldSet, other: ReadonlyMap<string, unknown>): FieldSet {
  return new Map([...one].filter(([key]) => other.has(key)));
}

export function union(one: FieldSet, other: FieldSet): FieldSet {
  return new Map([...one, ...other]);
}

/** The nested form in which `managedFields` carries a set. */
export function toFieldsV1(set: FieldSet): JsonObject {
  const direct = new Map<string, FieldPath[]>();
  for (const path of set.values()) {
    const [first, ...rest] = path;
    if (first !== undefined) direct.set(first, [...(direct.get(first) ?? []), rest]);
  }
  const entries = [...direct].sort(byFirst).map(([element, paths]) => {
    const inner = toFieldsV1(new Map(paths.map((path) => [pathKey(path), path])));
    const isOwnedItself = paths.some((path) => path.length === 0) && paths.length > 1;
    return [element, isOwnedItself ? { '.': {}, ...inner } : inner];
  });
  return Object.fromEntries(entries);
}

function byFirst([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

export function fromFieldsV1(fields: JsonObject): FieldSet {
  const set = new Map<string, FieldPath>();
  for (const path of paths(fields, [])) set.set(pathKey(path), path);
  return set;
}

function* paths(fields: JsonObject, prefix: FieldPath): Generator<FieldPath> {
  for (const [element, inner] of Object.entries(fields)) {
    if (element === '.') yield prefix;
    else if (isJsonObject(inner) && Object.keys(inner).length > 0) {
      yield* paths(inner, [...prefix, element]);
    } else yield [...prefix, element];
  }
}

/** As conflicts name it: `.spec.template.spec.containers[name="web"].image`. */
export function printedPath(path: FieldPath): string {
  return path.map(printedElement).join('');
}

function printedElement(element: string): string {
  const text = element.slice(2);
  if (element.startsWith('f:')) return `.${text}`;
  if (element.startsWith('v:')) return `[=${text}]`;
  const keys: unknown = JSON.parse(text);
  const entries = Object.entries(keys ?? {});
  return `[${entries.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}
