import { formatPath, parsePath, readPath, type PathSegment } from '../configure/field-path.ts';
import { LABEL_MAX, NAME_PATTERN } from '../configure/names.ts';
import type { SchemaIndex } from '../configure/schema-index.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { PlaceLimits } from './example-values.ts';

/** The key under which a map gets its first value. */
const FIRST_KEY = 'example';

/**
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
const LABEL_PATTERN = '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$';

/** What the schema admits at a path; undefined where the kind has no such field. */
export function limitsAt(index: SchemaIndex, path: string): PlaceLimits | undefined {
  if (path.startsWith('metadata.')) return metadataLimits(path);
  const row = index.row(path);
  if (row) return row;
  const segments = parsePath(path);
  const type = index.typeAt(path);
  const holder = index.row(formatPath(segments.slice(0, -1)));
  if (type !== undefined) return { type, ...(holder?.itemEnum && { enum: holder.itemEnum }) };
  // Below what the table does not know everything may stand.
  const isBelowUnknown = segments.some((_, depth) => {
    const above = formatPath(segments.slice(0, depth));
    return index.row(above)?.type === 'any' || index.table.cutAt.includes(above);
  });
  return isBelowUnknown ? { type: 'any' } : undefined;
}

function metadataLimits(path: string): PlaceLimits | undefined {
  const [, name, ...rest] = parsePath(path);
  if (name?.type !== 'key' || rest.length > 1) return undefined;
  const text = { type: 'string' } as const;
  const label = { ...text, pattern: LABEL_PATTERN, maxLength: LABEL_MAX };
  if (name.name === 'labels')
    return rest.length === 1 ? label : { type: 'map', itemType: 'string' };
  if (name.name === 'annotations') {
    return rest.length === 1 ? text : { type: 'map', itemType: 'string' };
  }
  if (name.name === 'name') return { ...text, pattern: NAME_PATTERN, maxLength: LABEL_MAX };
  return undefined;
}

/** The path of one place: the first item, or the first key there is, wherever the schema says "every". */
export function firstPlace(index: SchemaIndex, object: JsonObject, path: string): string {
  return parsePath(path).reduce((at, segment) => {
    const next = segment.type === 'every' ? firstOf(index, object, at) : segment;
    return formatPath([...parsePath(at), next]);
  }, '');
}

function firstOf(index: SchemaIndex, object: JsonObject, path: string): PathSegment {
  const there = readPath(object, path);
  const isMap = isJsonObject(there) || limitsAt(index, path)?.type === 'map';
  if (!isMap) return { type: 'index', index: 0 };
  const [key = FIRST_KEY] = isJsonObject(there) ? Object.keys(there) : [];
  return { type: 'key', name: key };
}

/** The object without what is at a concrete path. Items of a list are not taken away. */
export function withoutPlace(object: JsonObject, path: string): JsonObject {
  const left = without(object, parsePath(path));
  return isJsonObject(left) ? left : object;
}

function without(value: Json, [segment, ...deeper]: readonly PathSegment[]): Json {
  if (!segment) return value;
  if (Array.isArray(value)) {
    return value.map((item: Json, place) =>
      segment.type === 'index' && segment.index === place ? without(item, deeper) : item,
    );
  }
  if (!isJsonObject(value) || segment.type !== 'key') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]): (readonly [string, Json])[] => {
      if (name !== segment.name) return [[name, child]];
      return deeper.length === 0 ? [] : [[name, without(child, deeper)]];
    }),
  );
}
