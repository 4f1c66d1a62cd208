import type { FieldRow } from '../field-table.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { SchemaIndex } from './schema-index.ts';
import { childPath, leafName } from './field-path.ts';

/** The object as the server completes it: schema defaults filled in wherever their parent is. */
export function withDefaults(object: JsonObject, index: SchemaIndex): JsonObject {
  const filled = fill(object, '', index);
  return isJsonObject(filled) ? filled : object;
}

function fill(value: Json, path: string, index: SchemaIndex): Json {
  if (Array.isArray(value)) return value.map((item: Json) => fill(item, `${path}[*]`, index));
  if (!isJsonObject(value)) return value;
  if (index.row(path)?.type === 'map') {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, fill(item, `${path}[*]`, index)] as const,
    );
    return Object.fromEntries(entries);
  }
  const result: Record<string, Json> = { ...value };
  for (const row of index.children(path)) {
    const name = leafName(row.path);
    const present = Object.hasOwn(result, name) ? result[name] : ownDefaultOf(row);
    if (present !== undefined) result[name] = fill(present, childPath(path, name), index);
  }
  return result;
}

/** A default of the whole object around it is none of a field whose object is there. */
function ownDefaultOf(row: FieldRow): Json | undefined {
  return row.isDefaultInherited === true ? undefined : defaultOf(row);
}

/**
 * The default that counts as a value. Built-in types write an empty text where they mean none, even
 * beside an enum that does not have it.
 */
export function defaultOf(row: FieldRow): Json | undefined {
  return row.default === '' ? undefined : row.default;
}
