import { isJsonObject } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';

/** New names by old ones. Names that are not mentioned stay. */
export interface PlatformNames {
  readonly groups: Readonly<Record<string, string>>;
  /** Kinds by `Kind.group`, so that two of one name can go different ways. */
  readonly kinds: Readonly<Record<string, { readonly kind: string; readonly plural: string }>>;
}

/**
 * The platform with its API groups and kinds under other names: definitions, objects, and what
 * refers to them. Field names and descriptions stay as they are.
 */
export function renamePlatform(
  documents: readonly JsonObject[],
  names: PlatformNames,
): readonly JsonObject[] {
  return documents.map((document) => {
    const isDefinition = text(document, 'kind').endsWith('Definition');
    const renamed = isDefinition ? renamedDefinition(document, names) : document;
    return renamedReferences(renamed, names);
  });
}

/** A CustomResourceDefinition or its like: `spec.group` and `spec.names`. */
function renamedDefinition(document: JsonObject, names: PlatformNames): JsonObject {
  const spec = member(document, 'spec');
  const old = member(spec, 'names');
  const group = text(spec, 'group');
  const kind = names.kinds[`${text(old, 'kind')}.${group}`];
  const newGroup = names.groups[group] ?? group;
  const plural = kind?.plural ?? text(old, 'plural');
  // The server makes the other names of a type from its kind.
  const { singular: _one, listKind: _list, shortNames: _short, ...kept } = old;
  const renamed = kind ? { ...kept, kind: kind.kind, plural } : old;
  return {
    ...document,
    metadata: { ...member(document, 'metadata'), name: `${plural}.${newGroup}` },
    spec: { ...spec, group: newGroup, names: renamed },
  };
}

/** `apiVersion` with `kind`, wherever in an object the two stand together. */
function renamedReferences(value: JsonObject, names: PlatformNames): JsonObject {
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [
    key,
    renamedValue(inner, names),
  ]);
  const inside = Object.fromEntries(entries);
  const [version = '', group = ''] = text(value, 'apiVersion').split('/').reverse();
  if (group === '') return inside;
  const kind = names.kinds[`${text(value, 'kind')}.${group}`]?.kind ?? text(value, 'kind');
  return { ...inside, apiVersion: `${names.groups[group] ?? group}/${version}`, kind };
}

function renamedValue(value: Json, names: PlatformNames): Json {
  if (Array.isArray(value)) return value.map((item: Json) => renamedValue(item, names));
  return isJsonObject(value) ? renamedReferences(value, names) : value;
}

function member(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

function text(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}
