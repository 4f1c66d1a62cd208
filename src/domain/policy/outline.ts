import { z } from 'zod';
import { FieldType } from '../field-table.ts';
import { Json } from '../json.ts';
import { ResourceKind } from '../kind.ts';

/** A row of a field table without what only people read: small enough to keep for every kind. */
export const OutlineField = z.object({
  path: z.string(),
  type: FieldType,
  itemType: FieldType.optional(),
  required: z.boolean().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  default: Json.optional(),
});
export type OutlineField = z.infer<typeof OutlineField>;

/** Every path of a kind that a person may set. */
export const KindOutline = z.object({
  kind: ResourceKind,
  schemaHash: z.string(),
  fields: z.array(OutlineField),
});
export type KindOutline = z.infer<typeof KindOutline>;

/** The kinds of one schema document: an artifact that a scan keeps. */
export const DocumentOutline = z.object({ kinds: z.array(KindOutline) });
export type DocumentOutline = z.infer<typeof DocumentOutline>;
