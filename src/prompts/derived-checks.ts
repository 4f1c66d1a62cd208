import { PROVIDER_IDS } from '../domain/knowledge/providers.ts';
import { isRegionOf } from '../domain/knowledge/regions.ts';
import type { FieldType } from '../domain/field-table.ts';
import type { Check } from '../domain/policy/rule.ts';
import { areContradicting, checkFor } from '../domain/policy/values.ts';
import type { DeriveRulesInput, DeriveRulesOutput } from './derive-rules.ts';
import { notOffered, repeated } from './offered.ts';

type Field = DeriveRulesInput['fields'][number];
type SaidCheck = DeriveRulesOutput['checks'][number];

/** Words of patterns that follow from a demand rather than stand in it. */
const PATTERN_WORDS = new Set(['latest', 'sha256', 'http', 'https', 'docker', 'index']);

/** Numbers that follow from words such as "none", "one" or "highly available". */
const SMALL_NUMBER = 3;

/** Days, hours, minutes, seconds and bytes of what a sentence counts in larger units. */
const UNITS = [7, 14, 24, 28, 30, 31, 60, 365, 1_000, 1_024, 1_440, 3_600, 86_400];

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
    const invented = said.values.find((value) => !isFounded(value, { said, named, sentence }));
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

/** Whether a value stands in the sentence or follows from it. */
function isFounded(
  value: string,
  {
    said: { demand },
    named,
    sentence,
  }: { readonly said: SaidCheck; readonly named: readonly Field[]; readonly sentence: string },
): boolean {
  const text = folded(sentence);
  if (demand === 'matches' || demand === 'notMatches') return isPatternFounded(value, text);
  if (text.includes(folded(value))) return true;
  if (/^(?:true|false)$/iu.test(value)) return true;
  if (named.some(({ values }) => values.includes(value))) return true;
  if (PROVIDER_IDS.some((provider) => isRegionOf(provider, value))) return true;
  return isNumberFounded(value, sentence);
}

function isPatternFounded(pattern: string, text: string): boolean {
  const literal = pattern.replaceAll(/\\[a-zA-Z]/gu, ' ');
  const words = literal.match(/[\p{L}\d]{4,}/gu) ?? [];
  return words.every(
    (word) => text.includes(folded(word)) || PATTERN_WORDS.has(word.toLowerCase()),
  );
}

function isNumberFounded(value: string, sentence: string): boolean {
  const number = /^-?\d+(?:\.\d+)?/u.exec(value)?.[0];
  if (number === undefined) return false;
  const wanted = Number(number);
  if (Math.abs(wanted) <= SMALL_NUMBER && value === number) return true;
  const said = [...(sentence.match(/\d+(?:\.\d+)?/gu) ?? []).map(Number), ...wordNumbers(sentence)];
  return said.some((one) => one === wanted || UNITS.some((unit) => one * unit === wanted));
}

const NUMBER_WORDS: readonly string[] = [
  'zero one two three four five six seven eight nine ten eleven twelve',
].flatMap((text) => text.split(' '));

function wordNumbers(sentence: string): readonly number[] {
  const words = sentence.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counted = words.map((word) => NUMBER_WORDS.indexOf(word)).filter((number) => number >= 0);
  return words.some((word) => /^an?$/u.test(word)) ? [...counted, 1] : counted;
}

/** Case and the signs within names make no other value. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
