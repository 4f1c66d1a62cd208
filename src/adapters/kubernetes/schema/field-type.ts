import { FieldType } from '../../../domain/field-table.ts';
import { resolveNode } from './node.ts';
import type { ResolvedNode, Schemas } from './node.ts';

/** Kubernetes' own types whose schema says less than they hold: any object fits. */
const FREE_FORM =
  /\.(runtime\.RawExtension|meta\.v1\.FieldsV1|apiextensions\.v1\.JSON|runtime\.Unknown)$/;

/** The types that JSON schema and the field table call by the same name. */
const Plain = FieldType.extract(['string', 'integer', 'number', 'boolean', 'array']);

/** What a value at this node is, in the field table's words. */
export function fieldType(resolved: ResolvedNode, schemas: Schemas): FieldType {
  const { node, references } = resolved;
  if (node['x-kubernetes-int-or-string'] === true) return 'int-or-string';
  if (references.some((name) => FREE_FORM.test(name))) return 'any';
  if (node['x-kubernetes-embedded-resource'] === true) return 'any';
  const plain = Plain.safeParse(node.type);
  if (plain.success) return plain.data;
  if (node.type === 'object') return objectType(resolved);
  if (node.properties) return 'object';
  return isTextOrNumber(resolved, schemas) ? 'int-or-string' : 'any';
}

function objectType({ node }: ResolvedNode): FieldType {
  if (node.properties) return 'object';
  if (typeof node.additionalProperties === 'object' || node.additionalProperties === true) {
    return 'map';
  }
  return node['x-kubernetes-preserve-unknown-fields'] === true ? 'any' : 'object';
}

/** `oneOf` a string and a number: how the built-in quantity and int-or-string types are described. */
function isTextOrNumber({ node }: ResolvedNode, schemas: Schemas): boolean {
  const branches = node.oneOf ?? node.anyOf ?? [];
  const types = branches.map((branch) => resolveNode(branch, schemas).node.type);
  const hasNumber = types.includes('integer') || types.includes('number');
  return types.length === 2 && types.includes('string') && hasNumber;
}
