import { createHash } from 'node:crypto';
import { canonicalJson, isJsonObject } from '../../../domain/json.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';

/** They do not change what a person can set. */
const LEFT_OUT = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const REFERENCE = '#/components/schemas/';

/**
 * SHA-256 of everything that a kind's field table is made from: its own schema without metadata and
 * status, and each schema that it refers to. The same in every cluster that serves the same schema.
 */
export function schemaHash(schema: JsonObject, schemas: Readonly<Record<string, Json>>): string {
  const settable = settablePart(schema);
  const referred = new Set<string>();
  collectReferences(settable, schemas, referred);
  const hash = createHash('sha256').update(canonicalJson(settable));
  for (const name of [...referred].sort()) {
    hash.update(`\n${name}\n`).update(canonicalJson(schemas[name] ?? null));
  }
  return hash.digest('hex');
}

function settablePart(schema: JsonObject): JsonObject {
  const { 'x-kubernetes-group-version-kind': _names, properties, ...rest } = schema;
  if (!isJsonObject(properties)) return rest;
  const kept = Object.entries(properties).filter(([name]) => !LEFT_OUT.has(name));
  return { ...rest, properties: Object.fromEntries(kept) };
}

function collectReferences(
  value: Json,
  schemas: Readonly<Record<string, Json>>,
  referred: Set<string>,
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const name =
      key === '$ref' && typeof child === 'string' && child.startsWith(REFERENCE)
        ? child.slice(REFERENCE.length)
        : undefined;
    if (name === undefined) {
      collectReferences(child, schemas, referred);
    } else if (!referred.has(name)) {
      referred.add(name);
      collectReferences(schemas[name] ?? null, schemas, referred);
    }
  }
}
