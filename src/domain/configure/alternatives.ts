import type { Json } from '../json.ts';
import { childPath } from './field-path.ts';
import { draftedObject, placesOf } from './requirements.ts';
import { alternativeNames } from './rule-alternatives.ts';
import { parseRule } from './rule-expression.ts';
import { ruleVerdict } from './rule-verdict.ts';
import type { SchemaIndex } from './schema-index.ts';

/** Fields beside one another of which a rule wants exactly one. */
export interface Alternatives {
  /** The object that holds them; concrete. */
  readonly holder: string;
  readonly paths: readonly string[];
  /** The rule's own words. */
  readonly message: string;
}

/** The choices that an object leaves open which holds something at `present` and else its defaults. */
export function openAlternatives(
  index: SchemaIndex,
  present: readonly string[],
  decided: ReadonlyMap<string, Json> = new Map(),
): readonly Alternatives[] {
  const object = draftedObject(index, present, decided);
  return index.table.rules.flatMap(({ path, rule, message }) => {
    const parsed = parseRule(rule);
    const names = parsed && alternativeNames(parsed);
    if (!parsed || !names) return [];
    return placesOf(object, path)
      .filter(({ value }) => ruleVerdict(parsed, value) === false)
      .map(({ path: holder }) => ({
        holder,
        message,
        paths: names.map((name) => childPath(holder, name)).filter((one) => index.row(one)),
      }))
      .filter(({ paths }) => paths.length > 1 && paths.every((one) => !present.includes(one)));
  });
}
