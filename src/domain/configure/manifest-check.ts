import type { FieldRow, FieldTable } from '../field-table.ts';
import { isJsonObject, type Json, type JsonObject, toJson } from '../json.ts';
import type { KubernetesObject } from '../manifest.ts';
import { isConfidential } from './candidates.ts';
import { withDefaults } from './defaults.ts';
import { childPath, entryPath, isWithin, leafName } from './field-path.ts';
import { placesOf } from './requirements.ts';
import { alternativeNames } from './rule-alternatives.ts';
import { type Expression, parseRule } from './rule-expression.ts';
import { ruleVerdict, waysOut } from './rule-verdict.ts';
import { createSchemaIndex, type SchemaIndex } from './schema-index.ts';
import { valueProblem } from './value-problem.ts';

/** What is wrong at a place of an object, as a sentence without the path. */
export interface ManifestProblem {
  readonly path: string;
  readonly message: string;
}

/** Not in a field table: the server has its own rules for them. */
const OUTSIDE = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * What the server would refuse, as far as the field table tells: unknown fields, types, enums,
 * patterns, limits, missing fields, and rules that are surely broken. Empty when nothing is wrong.
 */
export function checkManifest(
  object: KubernetesObject,
  table: FieldTable,
): readonly ManifestProblem[] {
  const index = createSchemaIndex(table);
  const json = toJson(object);
  const body = Object.fromEntries(Object.entries(json).filter(([name]) => !OUTSIDE.has(name)));
  const complete = withDefaults(body, index);
  return [...objectProblems(complete, '', index), ...ruleProblems(complete, index)];
}

function objectProblems(
  object: JsonObject,
  path: string,
  index: SchemaIndex,
): readonly ManifestProblem[] {
  const rows = index.children(path);
  const names = new Set(rows.map((row) => leafName(row.path)));
  const missing = rows
    .filter((row) => row.required && !Object.hasOwn(object, leafName(row.path)))
    .map((row) => ({ path: childPath(path, leafName(row.path)), message: 'It is required.' }));
  const present = Object.entries(object).flatMap(([name, value]) => {
    const at = childPath(path, name);
    const row = names.has(name) ? index.row(at) : undefined;
    if (row) return valueProblems(value, at, { row, index });
    return isCut(at, index) ? [] : [{ path: at, message: 'The schema has no such field.' }];
  });
  return [...missing, ...present];
}

/** The table does not reach below: what is there cannot be judged. */
function isCut(path: string, { table }: SchemaIndex): boolean {
  return table.cutAt.some((cut) => isWithin(path, cut));
}

function valueProblems(
  value: Json,
  path: string,
  { row, index }: { row: FieldRow; index: SchemaIndex },
): readonly ManifestProblem[] {
  const fault = valueProblem(value, row);
  if (fault !== undefined) return [{ path, message: `It ${fault}.` }];
  const hasRows = index.children(path).length > 0;
  if (!hasRows) return [];
  if (row.type === 'object' && isJsonObject(value)) return objectProblems(value, path, index);
  if (row.itemType !== 'object') return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, place) => itemProblems(item, `${path}[${place}]`, index));
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, item]) =>
        itemProblems(item, entryPath(path, key), index),
      )
    : [];
}

function itemProblems(item: Json, path: string, index: SchemaIndex): readonly ManifestProblem[] {
  return isJsonObject(item) ? objectProblems(item, path, index) : [];
}

function ruleProblems(object: JsonObject, index: SchemaIndex): readonly ManifestProblem[] {
  return index.table.rules.flatMap(({ path: holder, rule, message }) => {
    const parsed = parseRule(rule);
    if (!parsed) return [];
    return placesOf(object, holder)
      .filter(({ value }) => ruleVerdict(parsed, value) === false)
      .map(({ path }) => ({
        path: mendingPath(path, { parsed, index }),
        message: message === '' ? `It breaks the rule ${rule}` : message,
      }));
  });
}

/** The field that would satisfy the rule, where it names one; else the object that breaks it. */
function mendingPath(
  path: string,
  { parsed, index }: { parsed: Expression; index: SchemaIndex },
): string {
  const names = [...waysOut(parsed), ...(alternativeNames(parsed) ?? []).map((name) => [name])];
  const ways = names.map((way) => way.reduce(childPath, path));
  const rows = ways.flatMap((way) => {
    const row = index.row(way);
    return row ? [{ way, row }] : [];
  });
  // A secret is refused in a chat: another way is named where there is one.
  return (rows.find(({ row }) => !isConfidential(row)) ?? rows[0])?.way ?? path;
}
