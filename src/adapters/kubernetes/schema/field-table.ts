import type { FieldRow, FieldRule, FieldTable } from '../../../domain/field-table.ts';
import { isJsonObject } from '../../../domain/json.ts';
import type { Json } from '../../../domain/json.ts';
import { fieldRow, foldedDescription } from './field-row.ts';
import { fieldRules } from './field-rules.ts';
import { fieldType } from './field-type.ts';
import { resolveNode } from './node.ts';
import type { ResolvedNode, SchemaNode, Schemas } from './node.ts';

/** A person sets these elsewhere (name, labels), or never. */
const NOT_SETTABLE = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** What of an object's metadata a template takes from a person. */
const TEMPLATE_METADATA = ['labels', 'annotations'];

export interface FieldTableLimits {
  readonly maxRows: number;
  /** Named levels: `spec` is 1, `spec.ports[*].port` is 3. */
  readonly maxDepth: number;
  /** Rows further down than so many levels have no description. Default: all have. */
  readonly describedDepth?: number;
}

export const FULL_TABLE: FieldTableLimits = { maxRows: 6_000, maxDepth: 64 };

/** A table, and of each of its rows how many named levels down it stands. */
export interface LeveledTable extends FieldTable {
  readonly levels: readonly number[];
}

/** A path on the way down, whose rows below it are not read yet. */
interface Branch {
  readonly row: FieldRow | undefined;
  readonly path: string;
  readonly resolved: ResolvedNode;
  /** What a list or map holds. */
  readonly item: ResolvedNode | undefined;
  /** Names of the schemas above and here: meeting one again is recursion. */
  readonly ancestors: ReadonlySet<string>;
  readonly isRecursive: boolean;
  readonly isBuiltIn: boolean;
  readonly depth: number;
  readonly children: Branch[];
}

/**
 * Every settable path of one kind's schema. Read level by level, so that a table which is too large
 * loses its deepest paths first; written parents before children, in the schema's order.
 */
export function buildFieldTable(
  schema: unknown,
  context: { readonly schemas: Schemas; readonly schemaHash: string },
  limits: FieldTableLimits = FULL_TABLE,
): FieldTable {
  const { levels: _levels, ...table } = buildLeveledTable(schema, context, limits);
  return table;
}

export function buildLeveledTable(
  schema: unknown,
  context: { readonly schemas: Schemas; readonly schemaHash: string },
  limits: FieldTableLimits = FULL_TABLE,
): LeveledTable {
  const { schemas, schemaHash } = context;
  const resolved = resolveNode(schema, schemas);
  const root: Branch = {
    row: undefined,
    path: '',
    resolved,
    item: undefined,
    ancestors: new Set(resolved.references),
    isRecursive: false,
    isBuiltIn: false,
    depth: 0,
    children: [],
  };
  const rules: FieldRule[] = [];
  const cutAt: string[] = [];
  let rowCount = 0;
  const waiting = [root];
  for (const branch of waiting) {
    if (branch.depth >= limits.maxDepth) continue;
    const inner = container(branch, schemas, rules);
    if (!inner) continue;
    const properties = settableProperties(branch, inner.resolved);
    const isRecursive =
      branch.isRecursive || inner.references.some((name) => branch.ancestors.has(name));
    if (isRecursive || rowCount + properties.length > limits.maxRows) {
      if (properties.length > 0) cutAt.push(branch.path);
      continue;
    }
    const isDescribed = branch.depth < (limits.describedDepth ?? limits.maxDepth);
    for (const [name, value] of properties) {
      branch.children.push(childBranch({ branch, inner, name, value, schemas, isDescribed }));
    }
    rowCount += properties.length;
    waiting.push(...branch.children);
  }
  const description = foldedDescription(resolved.node.description);
  const found = branchesOf(root).flatMap(({ row, depth }) => (row ? [{ row, depth }] : []));
  const rows = found.map(({ row }) => row);
  const levels = found.map(({ depth }) => depth);
  return { schemaHash, description, rows, levels, rules, cutAt };
}

interface Container {
  /** `spec.ports[*]` for the list `spec.ports`. */
  readonly path: string;
  readonly resolved: ResolvedNode;
  /** Every schema that was followed from the branch's own node to this one. */
  readonly references: readonly string[];
}

/** The object whose properties stand below a path: through lists and maps, if it is one. */
function container(branch: Branch, schemas: Schemas, rules: FieldRule[]): Container | undefined {
  let { path, resolved, item } = branch;
  const references: string[] = [];
  for (;;) {
    rules.push(...fieldRules(path, resolved.node));
    const type = fieldType(resolved, schemas);
    if (type === 'object') return { path, resolved, references };
    if (type !== 'array' && type !== 'map') return undefined;
    const { items, additionalProperties } = resolved.node;
    resolved = item ?? resolveNode(type === 'array' ? items : additionalProperties, schemas);
    item = undefined;
    path += type === 'array' ? '[*]' : "['*']";
    references.push(...resolved.references);
  }
}

function settableProperties(
  branch: Branch,
  { node, references }: ResolvedNode,
): readonly (readonly [string, unknown])[] {
  const properties = Object.entries(node.properties ?? {});
  if (branch.depth === 0) return properties.filter(([name]) => !NOT_SETTABLE.has(name));
  if (!references.some((name) => name.endsWith('.meta.v1.ObjectMeta'))) return properties;
  return properties.filter(([name]) => TEMPLATE_METADATA.includes(name));
}

function childBranch(place: {
  readonly branch: Branch;
  readonly inner: Container;
  readonly name: string;
  readonly value: unknown;
  readonly schemas: Schemas;
  readonly isDescribed: boolean;
}): Branch {
  const { branch, inner, name, value, schemas, isDescribed } = place;
  const resolved = resolveNode(value, schemas);
  const ancestors = withNames(branch.ancestors, inner.references);
  const isBuiltIn =
    branch.isBuiltIn || inner.references.length > 0 || resolved.references.length > 0;
  const path = childPath(inner.path, name);
  const item = itemOf(resolved, schemas);
  const row = fieldRow(resolved, {
    path,
    type: fieldType(resolved, schemas),
    itemType: item && fieldType(item, schemas),
    item: item?.node,
    isRequired: inner.resolved.node.required?.includes(name) ?? false,
    isBuiltIn,
    isDescribed,
    inherited: inner.path === branch.path ? memberOf(branch.row?.default, name) : undefined,
  });
  return {
    row,
    path,
    resolved,
    item,
    ancestors: withNames(ancestors, resolved.references),
    isRecursive: resolved.references.some((reference) => ancestors.has(reference)),
    isBuiltIn,
    depth: branch.depth + 1,
    children: [],
  };
}

/** A CRD refers to nothing: all its branches share one set. */
function withNames(known: ReadonlySet<string>, names: readonly string[]): ReadonlySet<string> {
  return names.length === 0 ? known : new Set([...known, ...names]);
}

function itemOf({ node }: ResolvedNode, schemas: Schemas): ResolvedNode | undefined {
  const item = node.type === 'array' ? node.items : itemSchema(node);
  return typeof item === 'object' && item !== null ? resolveNode(item, schemas) : undefined;
}

function itemSchema({ properties, additionalProperties }: SchemaNode): unknown {
  return properties ? undefined : additionalProperties;
}

function memberOf(parentDefault: Json | undefined, name: string): Json | undefined {
  return isJsonObject(parentDefault) ? parentDefault[name] : undefined;
}

/** `spec.size`, or `spec['odd.name']` for a name that would read as something else. */
function childPath(parent: string, name: string): string {
  if (!/^[\w$-]+$/.test(name)) return `${parent}['${name}']`;
  return parent === '' ? name : `${parent}.${name}`;
}

function branchesOf(branch: Branch): Branch[] {
  return [branch, ...branch.children.flatMap((child) => branchesOf(child))];
}
