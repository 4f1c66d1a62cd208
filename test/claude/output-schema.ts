import { z } from 'zod';

/** Keywords that structured output takes. Source: the SDK's `lib/transform-json-schema`, which keeps no other. */
const KEYWORDS = new Set(
  'type enum const anyOf allOf $ref $defs properties required additionalProperties items minItems format description title'.split(
    ' ',
  ),
);
/** Most optional properties, and most `anyOf` or lists of types, of one schema. Source: the structured outputs guide. */
const OPTIONAL_MAX = 24;
const UNION_MAX = 16;

const Schema = z.record(z.string(), z.unknown());
type Schema = z.infer<typeof Schema>;

/** What the API would refuse about the schema of an answer, in sentences. Empty where it takes it. */
export function schemaFaults(root: unknown): readonly string[] {
  const faults: string[] = [];
  let optional = 0;
  let unions = 0;

  function look(given: unknown, path: string): void {
    const parsed = Schema.safeParse(given);
    if (!parsed.success) return void faults.push(`${path}: a schema must be an object`);
    const schema = parsed.data;
    for (const keyword of Object.keys(schema)) {
      if (!KEYWORDS.has(keyword)) faults.push(`${path}: '${keyword}' is not supported`);
    }
    if (schema['anyOf'] || Array.isArray(schema['type'])) unions += 1;
    if (schema['type'] === 'object') {
      if (schema['additionalProperties'] !== false) {
        faults.push(`${path}: 'additionalProperties' must be false`);
      }
      const required = z.array(z.string()).parse(schema['required'] ?? []);
      const names = Object.keys(Schema.parse(schema['properties'] ?? {}));
      optional += names.filter((name) => !required.includes(name)).length;
    }
    const minItems = schema['minItems'];
    if (minItems !== undefined && minItems !== 0 && minItems !== 1) {
      faults.push(`${path}: 'minItems' must be 0 or 1`);
    }
    for (const [child, at] of childrenOf(schema)) look(child, `${path}${at}`);
  }

  look(root, 'schema');
  if (optional > OPTIONAL_MAX) faults.push(`schema: ${optional} optional parameters`);
  if (unions > UNION_MAX) faults.push(`schema: ${unions} parameters with union types`);
  if (faults.length === 0) faults.push(...referenceFaults(Schema.parse(root)));
  return faults;
}

function childrenOf(schema: Schema): readonly (readonly [unknown, string])[] {
  const named = ['properties', '$defs'].flatMap((keyword) =>
    Object.entries(Schema.parse(schema[keyword] ?? {})).map(
      ([name, child]) => [child, `.${name}`] as const,
    ),
  );
  const listed = ['anyOf', 'allOf'].flatMap((keyword) =>
    z
      .array(z.unknown())
      .parse(schema[keyword] ?? [])
      .map((child, index) => [child, `.${keyword}[${index}]`] as const),
  );
  const items = schema['items'] === undefined ? [] : [[schema['items'], '[]'] as const];
  return [...named, ...listed, ...items];
}

/** References must be to `$defs` that exist, and must not go round. */
function referenceFaults(root: Schema): readonly string[] {
  const faults: string[] = [];
  function follow(schema: Schema, within: readonly string[]): void {
    const reference = schema['$ref'];
    if (typeof reference === 'string') {
      const target = resolved(root, schema);
      if (target === schema) faults.push(`schema: ${reference} is not defined`);
      else if (within.includes(reference)) faults.push(`schema: ${reference} is recursive`);
      else follow(target, [...within, reference]);
      return;
    }
    for (const [child] of childrenOf({ ...schema, $defs: {} })) follow(Schema.parse(child), within);
  }
  follow(root, []);
  return faults;
}

function resolved(root: Schema, schema: Schema): Schema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const name = /^#\/\$defs\/(.+)$/u.exec(reference)?.[1];
  const target = name === undefined ? undefined : Schema.parse(root['$defs'] ?? {})[name];
  return target === undefined ? schema : Schema.parse(target);
}

/**
 * Whether constrained decoding could have written `value`: undefined where it could, else the path
 * that no answer to this schema can have. Numbers, lengths and patterns are not held, as they are not
 * by the API.
 */
export function mismatch(root: unknown, value: unknown): string | undefined {
  const schemas = Schema.parse(root);

  function at(given: unknown, inner: unknown, path: string): string | undefined {
    const schema = resolved(schemas, Schema.parse(given));
    const { anyOf, enum: options } = schema;
    if (Array.isArray(anyOf)) {
      return anyOf.some((one) => at(one, inner, path) === undefined) ? undefined : path;
    }
    if (Array.isArray(options)) return options.includes(inner) ? undefined : path;
    if ('const' in schema) return schema['const'] === inner ? undefined : path;
    const types = [schema['type']].flat();
    if (!types.includes(typeOf(inner)) && !(types.includes('number') && typeof inner === 'number'))
      return path;
    if (Array.isArray(inner)) {
      if (inner.length < Number(schema['minItems'] ?? 0)) return path;
      return first(inner, (item, index) => at(schema['items'], item, `${path}[${index}]`));
    }
    return typeOf(inner) === 'object' ? object(schema, Schema.parse(inner), path) : undefined;
  }

  function object(schema: Schema, inner: Schema, path: string): string | undefined {
    const properties = Schema.parse(schema['properties'] ?? {});
    const required = z.array(z.string()).parse(schema['required'] ?? []);
    const missing = required.find((name) => !(name in inner));
    if (missing !== undefined) return `${path}.${missing}`;
    return first(Object.entries(inner), ([name, one]) =>
      name in properties ? at(properties[name], one, `${path}.${name}`) : `${path}.${name}`,
    );
  }

  return at(schemas, value, 'answer');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function first<Item>(
  items: readonly Item[],
  find: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
