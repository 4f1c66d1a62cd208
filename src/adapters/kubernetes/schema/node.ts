import { z } from 'zod';

/**
 * One node of an OpenAPI v3 schema, as far as the bot reads it. Children stay unread until they are
 * visited: documents are large, and most of them is never looked at twice. A part that is not what
 * it should be is read as absent, so that one odd schema does not hide a cluster's other kinds.
 */
const Count = z.number().optional().catch(undefined);
const Flag = z.boolean().optional().catch(undefined);
const Text = z.string().optional().catch(undefined);
const List = z.array(z.unknown()).optional().catch(undefined);
const Plain = z.union([z.string(), z.number(), z.boolean()]);

export const SchemaNode = z.object({
  $ref: Text,
  type: Text,
  format: Text,
  description: Text,
  default: z.unknown().optional(),
  nullable: Flag,
  pattern: Text,
  enum: List,
  minimum: Count,
  maximum: Count,
  exclusiveMinimum: Flag,
  exclusiveMaximum: Flag,
  minLength: Count,
  maxLength: Count,
  minItems: Count,
  maxItems: Count,
  required: z.array(z.string()).optional().catch(undefined),
  properties: z.record(z.string(), z.unknown()).optional().catch(undefined),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  allOf: List,
  anyOf: List,
  oneOf: List,
  'x-kubernetes-int-or-string': Flag,
  'x-kubernetes-preserve-unknown-fields': Flag,
  'x-kubernetes-embedded-resource': Flag,
  'x-kubernetes-validations': List,
});
export type SchemaNode = z.infer<typeof SchemaNode>;

/** The schemas of one document, by name. */
export type Schemas = Readonly<Record<string, unknown>>;

export interface ResolvedNode {
  readonly node: SchemaNode;
  /** The names of the schemas that were followed to get here, outermost first. */
  readonly references: readonly string[];
}

const REFERENCE = '#/components/schemas/';
const MAX_HOPS = 8;

/**
 * Follows `$ref` and `allOf`: what the outer node says (its description, its default) goes before
 * what it refers to.
 */
export function resolveNode(value: unknown, schemas: Schemas, hops = 0): ResolvedNode {
  const parsed = SchemaNode.safeParse(value);
  if (!parsed.success) return { node: {}, references: [] };
  const { $ref, allOf = [], ...own } = parsed.data;
  if (hops >= MAX_HOPS) return { node: own, references: [] };
  const referred = $ref?.startsWith(REFERENCE) ? $ref.slice(REFERENCE.length) : undefined;
  const parts = allOf.map((part) => resolveNode(part, schemas, hops + 1));
  if (referred !== undefined) {
    const target = resolveNode(schemas[referred], schemas, hops + 1);
    parts.push({ node: target.node, references: [referred, ...target.references] });
  }
  return {
    node: parts.reduce((merged, part) => mergedNode(merged, part.node), own),
    references: parts.flatMap(({ references }) => references),
  };
}

function mergedNode(first: SchemaNode, second: SchemaNode): SchemaNode {
  const stated = Object.fromEntries(
    Object.entries(first).filter(([, value]) => value !== undefined),
  );
  const merged: SchemaNode = { ...second, ...stated };
  const required = [...(first.required ?? []), ...(second.required ?? [])];
  if (required.length > 0) merged.required = [...new Set(required)];
  if (first.properties && second.properties) {
    merged.properties = { ...second.properties, ...first.properties };
  }
  return merged;
}

/** An enum's or a default's plain values. */
export function plainValues(
  values: readonly unknown[] | undefined,
): readonly (string | number | boolean)[] {
  return (values ?? []).flatMap((value) => {
    const parsed = Plain.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}
