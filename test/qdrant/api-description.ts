import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { z } from 'zod';

const Schema = z.record(z.string(), z.unknown());
const Content = z.object({
  content: z.object({ 'application/json': z.object({ schema: Schema }) }),
});
const OperationDescription = z.object({
  requestBody: Content.optional(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() }))
    .default([]),
  responses: z.record(z.string(), Content.partial()),
});
const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

/** One exchange, with the path as the description spells it (`/collections/{collection_name}`). */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

/** What is wrong with an exchange by Qdrant's own description of its API; empty where nothing is. */
export type ApiCheck = (exchange: Exchange) => string[];

/** The description of Qdrant's API, or undefined where this machine has none. */
function findDescription(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const file = join(folder, '..', 'shared', 'reference', 'qdrant-openapi.json');
    if (existsSync(file)) return file;
    folder = dirname(folder);
  }
  return undefined;
}

/** Undefined, and said so, where the description is not at hand. */
export function findApiCheck(): ApiCheck | undefined {
  const file = findDescription();
  if (file !== undefined) return createApiCheck(file);
  process.stderr.write('skipped: no ../shared/reference/qdrant-openapi.json to compare with\n');
  return undefined;
}

/** Reads half a megabyte and compiles what it needs of it: one for a file of tests. */
function createApiCheck(file: string): ApiCheck {
  const { paths, components } = Description.parse(JSON.parse(readFileSync(file, 'utf8')));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'qdrant', components: convert(components) });
  const compiled = new Map<string, ValidateFunction>();

  function faults(name: string, schema: z.infer<typeof Schema>, value: unknown): string[] {
    const validate = compiled.get(name) ?? ajv.compile(rooted(convert(schema)));
    compiled.set(name, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${name}: ${instancePath} ${message}`,
    );
  }

  return ({ method, path, query, body, status, answer }) => {
    const described = paths[path]?.[method.toLowerCase()];
    const name = `${method} ${path}`;
    if (described === undefined) return [`${name} is not in the description`];
    const { requestBody, parameters, responses } = OperationDescription.parse(described);
    const known = parameters.filter((one) => one.in === 'query').map((one) => one.name);
    const schema = requestBody?.content['application/json'].schema;
    const response = (responses[String(status)] ?? responses['4XX'])?.content?.['application/json'];
    return [
      ...query.filter((one) => !known.includes(one)).map((one) => `${name}: no parameter ${one}`),
      ...(schema === undefined || status >= 400 ? [] : faults(`${name} asked`, schema, body)),
      ...(schema === undefined && body !== undefined ? [`${name} takes no body`] : []),
      ...(response === undefined ? [] : faults(`${name} ${status}`, response.schema, answer)),
    ];
  };
}

/**
 * OpenAPI 3.0 as JSON Schema: `nullable` admits null, alone it admits nothing else; and objects hold
 * only what is described, so that a misspelt field is no silent one.
 */
function convert(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item) => convert(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, example: _, ...rest } = Schema.parse(schema);
  const names = Object.keys(rest);
  if (nullable === true && names.length === 0) return { type: 'null' };
  const converted = Object.fromEntries(names.map((name) => [name, convertPart(name, rest[name])]));
  const isClosed = 'properties' in rest && !('additionalProperties' in rest);
  const closed = isClosed ? { ...converted, additionalProperties: false } : converted;
  return nullable === true ? { anyOf: [closed, { type: 'null' }] } : closed;
}

/** Below `properties` and `schemas` stand names, which may be called like a keyword. */
function convertPart(name: string, part: unknown): unknown {
  if (name !== 'properties' && name !== 'schemas') return convert(part);
  return Object.fromEntries(
    Object.entries(Schema.parse(part)).map(([key, value]) => [key, convert(value)]),
  );
}

/** References of the description, from a schema of its own. */
function rooted(schema: unknown): object {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"qdrant#/components/');
  return Schema.parse(JSON.parse(text));
}
