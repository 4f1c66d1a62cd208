import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isJsonObject, JsonObject } from '../../domain/json.ts';
import type { Json } from '../../domain/json.ts';
import { Schema } from './schema.ts';
import type { SchemaComponents } from './schema.ts';
import { STORED_VERBS } from './served-type.ts';
import type { ServedType } from './served-type.ts';

const CoreKind = z.strictObject({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  shortNames: z.array(z.string()).default([]),
  categories: z.array(z.string()).default([]),
  namespaced: z.boolean(),
  subresources: z.array(z.string()).default([]),
  verbs: z.array(z.string()).default([...STORED_VERBS]),
  schema: JsonObject,
});
type CoreKind = z.infer<typeof CoreKind>;

const CoreFile = z.strictObject({
  /** The Go package that the real API documents name the definitions by. */
  package: z.string(),
  definitions: z.record(z.string(), JsonObject),
  kinds: z.array(CoreKind).default([]),
});

/** The types that the server has without any CRD, and the schemas that they are made of. */
export interface CoreTypes {
  readonly types: readonly ServedType[];
  /** By full name, as the server's OpenAPI documents have them. */
  readonly components: SchemaComponents;
}

export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Reads `core/*.yaml`. */
export function loadCoreTypes(): CoreTypes {
  const folder = join(import.meta.dirname, 'core');
  const files = readdirSync(folder)
    .sort()
    .map((name) => CoreFile.parse(parse(readFileSync(join(folder, name), 'utf8'))));
  const fullNames = new Map(
    files.flatMap((file) =>
      Object.keys(file.definitions).map((name): [string, string] => [
        name,
        `${file.package}.${name}`,
      ]),
    ),
  );
  const components: Record<string, JsonObject> = {};
  for (const file of files) {
    for (const [name, definition] of Object.entries(file.definitions)) {
      components[`${file.package}.${name}`] = withFullNames(definition, fullNames);
    }
    for (const kind of file.kinds) {
      components[`${file.package}.${kind.kind}`] = kindSchema(kind, fullNames);
    }
  }
  const types = files.flatMap((file) =>
    file.kinds.map((kind) => coreType(kind, `${file.package}.${kind.kind}`, components)),
  );
  return { types, components };
}

/** `{$ref: Name}` as the documents write it. Throws on a name that no file defines. */
function withFullNames(source: JsonObject, fullNames: ReadonlyMap<string, string>): JsonObject {
  const entries = Object.entries(source).map(([key, value]): [string, Json] => {
    if (key !== '$ref' || typeof value !== 'string') return [key, replaced(value, fullNames)];
    const name = fullNames.get(value);
    if (name === undefined) throw new Error(`core schemas: nothing defines ${value}`);
    return [key, `#/components/schemas/${name}`];
  });
  return Object.fromEntries(entries);
}

function replaced(value: Json, fullNames: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((item: Json) => replaced(item, fullNames));
  return isJsonObject(value) ? withFullNames(value, fullNames) : value;
}

function kindSchema(kind: CoreKind, fullNames: ReadonlyMap<string, string>): JsonObject {
  const { group, version } = kind;
  const schema = withFullNames(kind.schema, fullNames);
  return {
    ...schema,
    properties: withEnvelope(schema['properties']),
    'x-kubernetes-group-version-kind': [{ group, version, kind: kind.kind }],
  };
}

/** `apiVersion`, `kind` and `metadata` before a kind's own properties. */
export function withEnvelope(properties: Json | undefined): JsonObject {
  const own = isJsonObject(properties) ? properties : {};
  return {
    ...own,
    apiVersion: { type: 'string', description: 'The group and version that this is written in.' },
    kind: { type: 'string', description: 'The kind of this object.' },
    metadata: {
      description: 'Name, namespace, labels and annotations.',
      allOf: [{ $ref: `#/components/schemas/${OBJECT_META}` }],
    },
  };
}

function coreType(kind: CoreKind, component: string, components: SchemaComponents): ServedType {
  const schema = new Schema(components[component] ?? {}, components);
  return {
    group: kind.group,
    version: kind.version,
    kind: kind.kind,
    plural: kind.plural,
    singular: kind.kind.toLowerCase(),
    listKind: `${kind.kind}List`,
    shortNames: kind.shortNames,
    categories: kind.categories,
    namespaced: kind.namespaced,
    verbs: kind.verbs,
    subresources: kind.subresources,
    isCustom: false,
    annotations: {},
    schema: () => schema,
  };
}
