import { z } from 'zod';
import type { FieldRule } from '../../../domain/field-table.ts';
import type { SchemaNode } from './node.ts';

const Validation = z.object({
  rule: z.string(),
  message: z.string().optional(),
});

const Needs = z.strictObject({ required: z.array(z.string()).length(1) });

/** The CEL rules at one node, and `oneOf` as a rule where it only says which field must be there. */
export function fieldRules(path: string, node: SchemaNode): readonly FieldRule[] {
  return [...celRules(path, node), ...requiredOneOf(path, node)];
}

/** Kinds that are older than CEL say so: `oneOf: [{ required: [url] }, { required: [secret] }]`. */
function requiredOneOf(path: string, { oneOf = [] }: SchemaNode): readonly FieldRule[] {
  const names = oneOf.flatMap((branch) => Needs.safeParse(branch).data?.required ?? []);
  const isPlain = names.every((name) => /^[A-Za-z_]\w*$/u.test(name));
  if (names.length < 2 || names.length !== oneOf.length || !isPlain) return [];
  const rule = `${names.map((name) => `(has(self.${name}) ? 1 : 0)`).join(' + ')} == 1`;
  const message = `exactly one of ${names.slice(0, -1).join(', ')} and ${names.at(-1)} must be set`;
  return [{ path, rule, message }];
}

function celRules(path: string, node: SchemaNode): readonly FieldRule[] {
  return (node['x-kubernetes-validations'] ?? []).flatMap((value) => {
    const parsed = Validation.safeParse(value);
    if (!parsed.success) return [];
    const { rule, message } = parsed.data;
    return [{ path, rule, message: message ?? `must satisfy: ${rule}` }];
  });
}
