import { z } from 'zod';
import type { FieldRow, FieldTable } from '../../../domain/field-table.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { ResourceKind } from '../../../domain/kind.ts';
import type { KindProfileSource } from '../../../ports/cluster.ts';
import {
  buildFieldTable,
  buildLeveledTable,
  type FieldTableLimits,
  FULL_TABLE,
} from './field-table.ts';
import { PROFILE_LEVELS, profileFields } from './profile-fields.ts';
import { schemaHash } from './schema-hash.ts';

/**
 * An OpenAPI v3 document as the API server writes it. What `JSON.parse` returns is `Json` already;
 * the schemas in it are looked at one node at a time, by their own schema.
 */
const SchemaDocument = z.object({
  components: z
    .object({ schemas: z.record(z.string(), z.custom<JsonObject>(isObject)).default({}) })
    .default({ schemas: {} }),
});

const KindNames = z.array(
  z.object({ group: z.string(), version: z.string(), kind: z.string() }).partial(),
);

const PROFILED_TABLE: FieldTableLimits = { ...FULL_TABLE, describedDepth: PROFILE_LEVELS };

type Schemas = Readonly<Record<string, JsonObject>>;

/** The schemas of a document's bytes. Throws where they are no OpenAPI document. */
export function parseSchemaDocument(bytes: Uint8Array): Schemas {
  const text = new TextDecoder().decode(bytes);
  return SchemaDocument.parse(JSON.parse(text)).components.schemas;
}

/** Undefined when the document does not describe that kind. */
export function fieldTableOf(schemas: Schemas, kind: ResourceKind): FieldTable | undefined {
  const schema = schemaOf(schemas, kind);
  if (!schema) return undefined;
  return buildFieldTable(schema, { schemas, schemaHash: schemaHash(schema, schemas) }, FULL_TABLE);
}

/** Profiles of those of the kinds that the document describes. */
export function profileSourcesOf(
  schemas: Schemas,
  kinds: readonly ResourceKind[],
): readonly KindProfileSource[] {
  const byName = schemasByKind(schemas);
  return kinds.flatMap((kind) => {
    const schema = byName.get(nameOf(kind));
    if (!schema) return [];
    const hash = schemaHash(schema, schemas);
    const table = buildLeveledTable(schema, { schemas, schemaHash: hash }, PROFILED_TABLE);
    const { rows, levels, description } = table;
    const fields = profileFields(rows.filter((_, index) => (levels[index] ?? 0) <= PROFILE_LEVELS));
    const outline = JSON.stringify(rows.map((row) => outlineField(row)));
    return [{ kind, schemaHash: hash, description, fields, outline }];
  });
}

/** JSON leaves out what is undefined. */
function outlineField(row: FieldRow) {
  const { path, type, itemType, required } = row;
  return {
    path,
    type,
    itemType,
    required: required || undefined,
    enum: row.enum,
    // What the object around it would have is no default of a field that is left out of one.
    default: row.isDefaultInherited === true ? undefined : row.default,
  };
}

function schemaOf(schemas: Schemas, kind: ResourceKind): JsonObject | undefined {
  return schemasByKind(schemas).get(nameOf(kind));
}

/** Some schemas serve many kinds (options, lists of every group): only those of one are a kind's own. */
function schemasByKind(schemas: Schemas): ReadonlyMap<string, JsonObject> {
  const result = new Map<string, JsonObject>();
  for (const schema of Object.values(schemas)) {
    const names = KindNames.safeParse(schema['x-kubernetes-group-version-kind']);
    const [only, ...others] = names.success ? names.data : [];
    if (!only || others.length > 0) continue;
    result.set(nameOf({ group: '', version: '', kind: '', ...only }), schema);
  }
  return result;
}

function nameOf({
  group,
  version,
  kind,
}: Pick<ResourceKind, 'group' | 'version' | 'kind'>): string {
  return `${group}/${version}/${kind}`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
