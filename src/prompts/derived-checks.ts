import type { FieldType } from '../domain/field-table.ts';
import type { Check } from '../domain/policy/rule.ts';
import { areContradicting, checkFor } from '../domain/policy/values.ts';
import type { DeriveRulesInput, DeriveRulesOutput } from './derive-rules.ts';
import { isFounded, isKeyFounded } from './founded-values.ts';
import { notOffered, repeated } from './offered.ts';

type Field = DeriveRulesInput['fields'][number];
type SaidCheck = DeriveRulesOutput['checks'][number];

/** What is wrong with the checks of an answer: what was not offered, does not fit, or was made up. */
export function checksFault(
  { fields, sentence }: Pick<DeriveRulesInput, 'fields' | 'sentence'>,
  checks: readonly SaidCheck[],
): string | undefined {
  for (const said of checks) {
    const foreign = notOffered(said.fieldIds, fields);
    if (foreign !== undefined) return `The field ${foreign} was not offered.`;
    const twice = repeated(said.fieldIds);
    if (twice !== undefined) return `The field ${twice} stands twice in one check.`;
    const named = fields.filter(({ id }) => said.fieldIds.includes(id));
    const fault = named.map((field) => fitFault(field, said)).find((one) => one !== undefined);
    if (fault !== undefined) return fault;
    const { demand, key } = said;
    const paths = named.map(({ path }) => path);
    if (key !== undefined && !isKeyFounded(key, { paths, sentence })) {
      return `The sentence does not name the entry “${key}”.`;
    }
    const choices = named.flatMap(({ values }) => values);
    const invented = said.values.find((value) => !isFounded(value, { demand, choices, sentence }));
    if (invented !== undefined) return `The sentence does not name “${invented}”.`;
  }
  return contradictionAmong(fields, checks);
}

/** Where the checks contradict each other, no object could keep them. */
export function contradictionAmong(
  fields: readonly Field[],
  checks: readonly SaidCheck[],
): string | undefined {
  for (const [place, one] of checks.entries()) {
    for (const other of checks.slice(place + 1)) {
      const shared = fields.find(
        ({ id }) =>
          one.key === other.key && [one, other].every((each) => each.fieldIds.includes(id)),
      );
      const [first, second] = shared ? [one, other].map((each) => checkAt(shared, each)) : [];
      if (shared && first && second && areContradicting(first, second)) {
        return `No value of ${shared.id} keeps both of its checks: where the sentence contradicts itself there is none, and noneBecause says so.`;
      }
    }
  }
  return undefined;
}

/** The type of what a check looks at: an entry of a map, an item of a list, or the field. */
export function checkedType(
  { type }: Pick<Field, 'type'>,
  { demand, key }: Pick<SaidCheck, 'demand' | 'key'>,
): FieldType {
  if (type === 'map' && key !== undefined) return 'any';
  if (type === 'array' && demand !== 'exists' && demand !== 'absent') return 'any';
  return type;
}

function checkAt(field: Field, said: SaidCheck): Check | undefined {
  return checkFor(checkedType(field, said), said).check;
}

function fitFault(field: Field, said: SaidCheck): string | undefined {
  const { id, path, type } = field;
  if (said.key !== undefined && type !== 'map' && type !== 'any') {
    return `${id} (${path}) is no map and has no entry “${said.key}”.`;
  }
  const { problem } = checkFor(checkedType(field, said), said);
  return problem === undefined ? undefined : `${id} (${path}) ${problem}.`;
}
