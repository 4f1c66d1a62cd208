import type { FieldRow, FieldType } from '../../../domain/field-table.ts';
import { Json } from '../../../domain/json.ts';
import { plainValues } from './node.ts';
import type { ResolvedNode, SchemaNode } from './node.ts';

export const DESCRIPTION_MAX = 600;

export interface RowFacts {
  readonly path: string;
  readonly type: FieldType;
  readonly itemType: FieldType | undefined;
  readonly item: SchemaNode | undefined;
  readonly isRequired: boolean;
  /** The path lies within one of Kubernetes' own types, not within a CRD's inline schema. */
  readonly isBuiltIn: boolean;
  readonly isDescribed: boolean;
  /** What the parent's default gives this field. */
  readonly inherited: Json | undefined;
}

/** The row of one path: whatever the schema says about it, and nothing that it does not say. */
export function fieldRow(resolved: ResolvedNode, facts: RowFacts): FieldRow {
  const { node } = resolved;
  const { path, type, itemType, item, isRequired, inherited } = facts;
  const own = defaultOf(node, facts.isBuiltIn);
  const row = {
    path,
    type,
    itemType,
    required: isRequired,
    enum: someOf(plainValues(node.enum)),
    itemEnum: someOf(plainValues(item?.enum)),
    pattern: node.pattern,
    format: formatOf(resolved),
    minimum: lowest(node),
    maximum: highest(node),
    minLength: node.minLength,
    maxLength: node.maxLength,
    minItems: node.minItems,
    maxItems: node.maxItems,
    default: own ?? inherited,
    isDefaultInherited: own === undefined && inherited !== undefined ? (true as const) : undefined,
    description: facts.isDescribed ? foldedDescription(node.description) : '',
  };
  return withoutAbsent(row);
}

function withoutAbsent<T extends object>(row: T): T {
  for (const key of Object.keys(row)) {
    if (Reflect.get(row, key) === undefined) Reflect.deleteProperty(row, key);
  }
  return row;
}

function someOf<T>(values: readonly T[]): T[] | undefined {
  return values.length === 0 ? undefined : [...values];
}

/** `quantity` for the built-in type of that name, which its schema does not call by a format. */
function formatOf({ node, references }: ResolvedNode): string | undefined {
  if (node.format !== undefined) return node.format;
  return references.some((name) => name.endsWith('.api.resource.Quantity'))
    ? 'quantity'
    : undefined;
}

function lowest({ type, minimum, exclusiveMinimum }: SchemaNode): number | undefined {
  const isOpen = exclusiveMinimum === true && type === 'integer';
  return isOpen && minimum !== undefined ? minimum + 1 : minimum;
}

function highest({ type, maximum, exclusiveMaximum }: SchemaNode): number | undefined {
  const isOpen = exclusiveMaximum === true && type === 'integer';
  return isOpen && maximum !== undefined ? maximum - 1 : maximum;
}

/**
 * Built-in types publish Go's zero values as defaults: `{}`, an empty text, 0. Nobody chose those, so
 * they are no defaults.
 */
export function defaultOf(node: SchemaNode, isBuiltIn: boolean): Json | undefined {
  if (node.default === undefined || node.default === null) return undefined;
  const parsed = Json.safeParse(node.default);
  if (!parsed.success) return undefined;
  return isBuiltIn && isZero(parsed.data) ? undefined : parsed.data;
}

function isZero(value: Json): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === '' || value === 0 || value === false;
}

/** White space folded; cut at a word where it is too long. */
export function foldedDescription(text: string | undefined): string {
  // Some descriptions are books: fold no more of them than can be kept.
  const folded = (text ?? '')
    .slice(0, DESCRIPTION_MAX * 4)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (folded.length <= DESCRIPTION_MAX) return folded;
  const cut = folded.slice(0, DESCRIPTION_MAX - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), DESCRIPTION_MAX - 80)).trimEnd()}…`;
}
