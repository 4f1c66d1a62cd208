import { Failure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';

/**
 * One step of a path. `every` stands for all items of a list (or all values of a map), as schemas
 * write it: `spec.containers[*].image`.
 */
export type PathSegment =
  | { readonly type: 'key'; readonly name: string }
  | { readonly type: 'index'; readonly index: number }
  | { readonly type: 'every' };

/** Lists longer than this are not written item by item: a typed `[99999999]` must not take memory. */
const LARGEST_INDEX = 999;

/** Most paths are names and dots only: read without a scanner, as schemas have thousands. */
const PLAIN_PATH = /^[^.[\]'\s]+(?:\.[^.[\]'\s]+)*$/u;

const SEGMENT = /\[\*\]|\[(\d{1,6})\]|\['((?:[^'\\]|\\.)*)'\]|\.?([^.[\]'\s]+)/uy;

/**
 * Reads `spec.a[*].b`, `[0]` and `['a.b/c']`; `['*']` is every value of a map. Throws `Failure('invalid-input')` for what is no path.
 */
export function parsePath(path: string): readonly PathSegment[] {
  if (PLAIN_PATH.test(path)) return path.split('.').map((name) => ({ type: 'key', name }));
  const segments: PathSegment[] = [];
  const pattern = new RegExp(SEGMENT);
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) throw new Failure('invalid-input', `"${path}" is not a field path.`);
    segments.push(segmentOf(match));
  }
  return segments;
}

function segmentOf([, index, quoted, name]: RegExpExecArray): PathSegment {
  if (index !== undefined) return { type: 'index', index: Math.min(Number(index), LARGEST_INDEX) };
  if (quoted === '*') return { type: 'every' };
  if (quoted !== undefined) return { type: 'key', name: quoted.replace(/\\(.)/gu, '$1') };
  if (name !== undefined) return { type: 'key', name };
  return { type: 'every' };
}

/** The inverse of `parsePath`; keys that need it are quoted. */
export function formatPath(segments: readonly PathSegment[]): string {
  return segments.map((segment, place) => formatSegment(segment, place === 0)).join('');
}

function formatSegment(segment: PathSegment, isFirst: boolean): string {
  if (segment.type === 'every') return '[*]';
  if (segment.type === 'index') return `[${segment.index}]`;
  if (segment.name !== '' && /^[^.[\]'\s\\]+$/u.test(segment.name)) {
    return isFirst ? segment.name : `.${segment.name}`;
  }
  return `['${segment.name.replace(/['\\]/gu, '\\$&')}']`;
}

/** A path one key deeper; an empty `parent` is the object itself. */
export function childPath(parent: string, name: string): string {
  return `${parent}${formatSegment({ type: 'key', name }, parent === '')}`;
}

/** A map's entry: always quoted, so that it reads as a key and never as a field of the schema. */
export function entryPath(map: string, key: string): string {
  return `${map}['${key.replace(/['\\]/gu, '\\$&')}']`;
}

/** The path without its last step; empty for a path of one step. */
export function parentPath(path: string): string {
  return formatPath(parsePath(path).slice(0, -1));
}

/** The last named step: `image` of `spec.containers[0].image`, `a` of `spec.a[*]`. */
export function leafName(path: string): string {
  return namesOf(path).at(-1) ?? '';
}

/** The names along a path, list steps left out. */
export function namesOf(path: string): readonly string[] {
  return parsePath(path).flatMap((segment) => (segment.type === 'key' ? [segment.name] : []));
}

/** As the schema writes it: `spec.a[0].b` is `spec.a[*].b`. */
export function schemaPath(path: string): string {
  return formatPath(
    parsePath(path).map((segment) => (segment.type === 'index' ? { type: 'every' } : segment)),
  );
}

/** The first item wherever the schema says "every": `spec.a[*].b` is `spec.a[0].b`. */
export function firstItemPath(path: string): string {
  return formatPath(
    parsePath(path).map((segment) =>
      segment.type === 'every' ? { type: 'index', index: 0 } : segment,
    ),
  );
}

/** Whether a concrete path is one of those that `pattern` stands for. */
export function matchesPath(path: string, pattern: string): boolean {
  const [concrete, wanted] = [parsePath(path), parsePath(pattern)];
  return (
    concrete.length === wanted.length &&
    concrete.every((segment, place) => matchesSegment(segment, wanted[place]))
  );
}

function matchesSegment(segment: PathSegment, wanted: PathSegment | undefined): boolean {
  if (wanted?.type === 'every') return true;
  if (segment.type === 'index') return wanted?.type === 'index' && wanted.index === segment.index;
  if (segment.type === 'every') return false;
  return wanted?.type === 'key' && wanted.name === segment.name;
}

/** Whether `path` is `ancestor` or lies below it. An empty ancestor holds everything. */
export function isWithin(path: string, ancestor: string): boolean {
  if (ancestor === '' || path === ancestor) return true;
  return path.startsWith(ancestor) && /^[.[]/u.test(path.slice(ancestor.length));
}

/** Every place of `value` that `path` stands for, with what is there. Missing places are left out. */
export function readAll(
  value: Json | undefined,
  path: string,
): readonly { readonly path: string; readonly value: Json }[] {
  return collect(value, parsePath(path), []).map(({ at, value: found }) => ({
    path: formatPath(at),
    value: found,
  }));
}

/** What is at `path`; for a path with `[*]`, what is at the first such place. */
export function readPath(value: Json | undefined, path: string): Json | undefined {
  return collect(value, parsePath(path), [])[0]?.value;
}

interface Place {
  readonly at: readonly PathSegment[];
  readonly value: Json;
}

function collect(
  value: Json | undefined,
  rest: readonly PathSegment[],
  at: readonly PathSegment[],
): readonly Place[] {
  const [segment, ...deeper] = rest;
  if (value === undefined) return [];
  if (!segment) return [{ at, value }];
  return stepInto(value, segment).flatMap(([step, child]) => collect(child, deeper, [...at, step]));
}

function stepInto(
  value: Json,
  segment: PathSegment,
): readonly (readonly [PathSegment, Json | undefined])[] {
  if (isJsonObject(value)) {
    if (segment.type === 'key') return [[segment, ownValue(value, segment.name)]];
    if (segment.type === 'index') return [];
    return Object.entries(value).map(([name, child]) => [{ type: 'key', name }, child]);
  }
  if (!Array.isArray(value)) return [];
  if (segment.type === 'index') return [[segment, value[segment.index]]];
  if (segment.type === 'key') return [];
  return value.map((child: Json, index) => [{ type: 'index', index }, child]);
}

function ownValue(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * The object with `value` at `path`; what is missing on the way is made, what is there is kept. A
 * path with `[*]` writes to every item there is, and to a first one where the list is empty. Steps
 * that do not fit (a key of a list) replace what is there.
 */
export function writePath(object: JsonObject, path: string, value: Json): JsonObject {
  const written = write(object, parsePath(path), value);
  return isJsonObject(written) ? written : object;
}

function write(current: Json | undefined, rest: readonly PathSegment[], value: Json): Json {
  const [segment, ...deeper] = rest;
  if (!segment) return value;
  if (segment.type === 'key') {
    const object = isJsonObject(current) ? current : {};
    return withKey(object, segment.name, write(ownValue(object, segment.name), deeper, value));
  }
  const items: readonly Json[] = Array.isArray(current) ? current : [];
  if (segment.type === 'every') {
    if (isJsonObject(current)) return mapValues(current, (child) => write(child, deeper, value));
    return (items.length === 0 ? [undefined] : items).map((item) => write(item, deeper, value));
  }
  return withItem(items, segment.index, write(items[segment.index], deeper, value));
}

/** `__proto__` is a key like any other: never written by assignment. */
function withKey(object: JsonObject, name: string, value: Json): JsonObject {
  return Object.fromEntries([...Object.entries(object), [name, value]]);
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

/** Earlier places that have no item yet become empty objects: only lists of objects are indexed. */
function withItem(items: readonly Json[], index: number, value: Json): readonly Json[] {
  const length = Math.max(items.length, index + 1);
  return Array.from({ length }, (_, place) => (place === index ? value : (items[place] ?? {})));
}
