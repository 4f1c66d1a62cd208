import type { FieldRow, FieldTable } from '../field-table.ts';
import type { Json } from '../json.ts';
import { providersSaid } from '../knowledge/refused-providers.ts';
import { isSatisfiedBy } from '../policy/check.ts';
import type { Rule } from '../policy/rule.ts';
import { firstItemPath } from './field-path.ts';
import { valueInIntent } from './hints.ts';
import { folded, isDenying } from './hints-text.ts';
import { labelOf } from './labels.ts';
import { createSchemaIndex } from './schema-index.ts';

/** Before a value: it is named to say no to it. In characters. */
const BEFORE = 25;
/** Of a value, in characters. */
const SHOWN_MAX = 60;

/**
 * What a request asks for, in words, where a rule forbids that value of its field: "eu-west-1", "publicly
 * accessible: yes". Undefined where nothing is asked for, or something beside it that is allowed.
 */
export function forbiddenWish(
  rule: Rule,
  { table, said }: { readonly table: FieldTable; readonly said: string },
): string | undefined {
  const row = createSchemaIndex(table).row(firstItemPath(rule.path));
  return row && wishAgainst(rule, row, said);
}

/** Whether a rule that names values forbids what is said, as far as that tells without the schema. */
export function forbidsSaid(rule: Rule, said: string): boolean {
  const { path, check } = rule;
  if (check.type !== 'oneOf' && check.type !== 'noneOf') return false;
  const type = typeof check.values[0];
  if (type !== 'boolean' && type !== 'string') return false;
  const row: FieldRow = { path, type, required: false, description: '' };
  return wishAgainst(rule, row, said) !== undefined;
}

function wishAgainst({ check }: Rule, row: FieldRow, said: string): string | undefined {
  if (check.type === 'exists') return undefined;
  const { kept } = providersSaid(said);
  const options = row.enum?.map(String) ?? [];
  const value = valueInIntent(row, { intent: kept, options });
  if (value === undefined || isSatisfiedBy(check, value)) return undefined;
  if (typeof value === 'string' && isRefused(value, kept)) return undefined;
  const isAllowedNamed =
    check.type === 'oneOf' &&
    check.values.some((one) => typeof one === 'string' && one !== '' && kept.includes(one));
  return isAllowedNamed ? undefined : wishWords(row, value);
}

/** "Anywhere but not in eu-west-1." */
function isRefused(value: string, said: string): boolean {
  const text = folded(said);
  const place = text.indexOf(folded(value));
  return place > 0 && isDenying(text.slice(Math.max(0, place - BEFORE), place));
}

/** Undefined for what is no single value. */
function wishWords({ path }: FieldRow, value: Json): string | undefined {
  if (typeof value === 'string') return value.slice(0, SHOWN_MAX);
  const name = labelOf(path);
  const label = /^\p{Lu}{2}/u.test(name)
    ? name
    : `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
  if (typeof value === 'boolean') return `${label}: ${value ? 'yes' : 'no'}`;
  return typeof value === 'number' ? `${label}: ${value}` : undefined;
}
