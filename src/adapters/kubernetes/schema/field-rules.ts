import { z } from 'zod';
import type { FieldRule } from '../../../domain/field-table.ts';
import type { SchemaNode } from './node.ts';

const Validation = z.object({
  rule: z.string(),
  message: z.string().optional(),
});

/** The CEL rules at one node. */
export function fieldRules(path: string, node: SchemaNode): readonly FieldRule[] {
  return (node['x-kubernetes-validations'] ?? []).flatMap((value) => {
    const parsed = Validation.safeParse(value);
    if (!parsed.success) return [];
    const { rule, message } = parsed.data;
    return [{ path, rule, message: message ?? `must satisfy: ${rule}` }];
  });
}
