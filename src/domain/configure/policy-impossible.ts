import type { FieldTable } from '../field-table.ts';
import { allowedValues, comparedTo } from '../policy/check.ts';
import type { Rule } from '../policy/rule.ts';
import { firstItemPath, leafName } from './field-path.ts';
import { createSchemaIndex } from './schema-index.ts';

/** Values of a field that are named. */
const SHOWN = 5;

/**
 * Why no object of the kind can keep a rule, as far as the schema tells: what the field takes is all
 * forbidden, and leaving it out is no way either. Undefined where it can be kept.
 */
export function impossibleBecause(rule: Rule, table: FieldTable): string | undefined {
  const row = createSchemaIndex(table).row(firstItemPath(rule.path));
  if (!row || rule.when.some(({ path }) => path === rule.path)) return undefined;
  // Behind a list, no item is none that fails.
  const isNeeded = row.required || (rule.whenMissing === 'deny' && !rule.path.includes('[*]'));
  if (!isNeeded) return undefined;
  const { check } = rule;
  const name = leafName(rule.path);
  if (row.enum) {
    const values = row.enum.map(String);
    if (allowedValues(check, values).length > 0) return undefined;
    const shown = values.slice(0, SHOWN).join(', ');
    return `${name} can only be ${values.length > SHOWN ? `${shown} and the like` : shown}`;
  }
  if (check.type === 'min' && row.maximum !== undefined) {
    return (comparedTo(check.value, row.maximum) ?? 0) < 0
      ? `${name} can only be up to ${row.maximum}`
      : undefined;
  }
  if (check.type === 'max' && row.minimum !== undefined) {
    return (comparedTo(check.value, row.minimum) ?? 0) > 0
      ? `${name} can only be ${row.minimum} or more`
      : undefined;
  }
  return undefined;
}
