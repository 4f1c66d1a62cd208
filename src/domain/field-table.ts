import { z } from 'zod';
import { Json } from './json.ts';

/**
 * `map` is an object with free keys (`additionalProperties`), `any` a place where the schema says
 * nothing (`x-kubernetes-preserve-unknown-fields`), `quantity-or-number` is `int-or-string`.
 */
export const FieldType = z.enum([
  'string',
  'integer',
  'number',
  'boolean',
  'int-or-string',
  'object',
  'array',
  'map',
  'any',
]);
export type FieldType = z.infer<typeof FieldType>;

/**
 * One path of a kind's schema.
 *
 * Paths are written `spec.containers[*].image` (list items), `spec.selector.matchLabels` (a map),
 * and are relative to the object. `metadata`, `status`, `apiVersion` and `kind` have no rows.
 */
export const FieldRow = z.object({
  path: z.string(),
  type: FieldType,
  /** The type of a list's items or a map's values; those of objects have rows of their own. */
  itemType: FieldType.optional(),
  /** Required by its parent: it must be present wherever the parent is. */
  required: z.boolean(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** The items' enum, for lists of plain values. */
  itemEnum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  default: Json.optional(),
  /** The default is of the object around it: the server writes it only where that is missing as a whole. */
  isDefaultInherited: z.literal(true).optional(),
  /** As the schema has it, white space folded, at most 600 characters. */
  description: z.string(),
});
export type FieldRow = z.infer<typeof FieldRow>;

/** A CEL rule (`x-kubernetes-validations`) of the schema. */
export const FieldRule = z.object({
  /** The path whose value is `self`; empty for the object itself. */
  path: z.string(),
  rule: z.string(),
  message: z.string(),
});
export type FieldRule = z.infer<typeof FieldRule>;

/** Every path of one kind that a person may set, parents before children, in the schema's order. */
export const FieldTable = z.object({
  schemaHash: z.string(),
  /** The kind's own description in the schema, at most 600 characters. */
  description: z.string(),
  rows: z.array(FieldRow),
  rules: z.array(FieldRule),
  /** Paths below which the table was cut (recursion, or more rows than the limit). */
  cutAt: z.array(z.string()),
});
export type FieldTable = z.infer<typeof FieldTable>;
