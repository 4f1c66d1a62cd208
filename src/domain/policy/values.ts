import type { FieldType } from '../field-table.ts';
import { nearestOf } from '../nearest.ts';
import { excludeEachOther } from './contradiction.ts';
import { patternProblem } from './pattern.ts';
import { quantityInNanos } from './quantity.ts';
import type { Check, Scalar } from './rule.ts';

/** A demand as it is said, before it is known which type the field has. Values are texts. */
export interface SaidCheck {
  readonly demand: Check['type'];
  readonly values: readonly string[];
}

export type FittedCheck =
  | { readonly check: Check; readonly problem?: undefined }
  /** Why no such check fits the field, as the end of a sentence. */
  | { readonly check?: undefined; readonly problem: string };

/** The check as a field of that type can be held against it. */
export function checkFor(type: FieldType, { demand, values }: SaidCheck): FittedCheck {
  switch (demand) {
    case 'exists':
    case 'absent':
      return values.length === 0
        ? { check: { type: demand } }
        : {
            problem: `takes no value where it ${demand === 'exists' ? 'must' : 'must not'} be set`,
          };
    case 'oneOf':
    case 'noneOf': {
      if (values.length === 0) return { problem: 'needs at least one value' };
      const typed = values.map((value) => scalarsFor(type, value));
      const foreign = values.find((_, place) => typed[place] === undefined);
      if (foreign !== undefined) return { problem: `is ${typeWords(type)}, never “${foreign}”` };
      return { check: { type: demand, values: [...new Set(typed.flatMap((one) => one ?? []))] } };
    }
    case 'matches':
    case 'notMatches':
      return patternFor(type, { demand, values });
    case 'min':
    case 'max':
      return boundFor(type, { demand, values });
  }
}

/** A check that was made for a field of another type, as one of this type needs it. */
export function refitted(type: FieldType, check: Check): FittedCheck {
  if (check.type === 'exists' || check.type === 'absent') return { check };
  return checkFor(type, { demand: check.type, values: textsOf(check) });
}

/** The values that a check names, as texts; none where it looks at the place alone. */
export function textsOf(check: Check): readonly string[] {
  switch (check.type) {
    case 'oneOf':
    case 'noneOf':
      return check.values.map(String);
    case 'matches':
    case 'notMatches':
      return [check.pattern];
    case 'min':
    case 'max':
      return [String(check.value)];
    case 'exists':
    case 'absent':
      return [];
  }
}

/** Whether nothing that may stand at one place, not even nothing at all, keeps both checks. */
export function areContradicting(one: Check, other: Check): boolean {
  const types = [one.type, other.type];
  if (!types.includes('absent')) return excludeEachOther(one, other);
  return types.some((type) => /^(?:exists|oneOf|matches|min|max)$/u.test(type));
}

/** What a list of choices lacks of the wanted values, with the choice that was probably meant. */
export function lackingIn(
  choices: readonly Scalar[],
  check: Check,
): readonly { readonly value: string; readonly nearest: string | undefined }[] {
  if (check.type !== 'oneOf' || choices.length === 0) return [];
  const known = choices.map(String);
  return check.values
    .map(String)
    .filter((value) => !known.includes(value))
    .map((value) => ({ value, nearest: nearestChoice(value, known) }));
}

function nearestChoice(value: string, known: readonly string[]): string | undefined {
  const folded = value.toLowerCase();
  return known.find((one) => one.toLowerCase() === folded) ?? nearestOf(value, known);
}

/** All forms in which a field of that type may hold the value; undefined where it cannot hold it. */
function scalarsFor(type: FieldType, text: string): readonly Scalar[] | undefined {
  const number = numberOf(text);
  switch (type) {
    case 'string':
      return [text];
    case 'integer':
      return number !== undefined && Number.isInteger(number) ? [number] : undefined;
    case 'number':
      return number === undefined ? undefined : [number];
    case 'boolean':
      return /^(?:true|false)$/iu.test(text) ? [text.toLowerCase() === 'true'] : undefined;
    case 'int-or-string':
      return number === undefined ? [text] : [number, text];
    case 'any':
      if (/^(?:true|false)$/iu.test(text)) return [text.toLowerCase() === 'true', text];
      return number === undefined ? [text] : [number, text];
    case 'object':
    case 'array':
    case 'map':
      return undefined;
  }
}

function patternFor(type: FieldType, { demand, values }: SaidCheck): FittedCheck {
  const [pattern] = values;
  if (pattern === undefined || values.length > 1) return { problem: 'needs exactly one pattern' };
  if (type !== 'string' && type !== 'any' && type !== 'int-or-string') {
    return { problem: `is ${typeWords(type)}, which no pattern fits` };
  }
  const problem = patternProblem(pattern);
  if (problem !== undefined) return { problem: `has a pattern that ${problem}` };
  return { check: { type: demand === 'matches' ? 'matches' : 'notMatches', pattern } };
}

function boundFor(type: FieldType, { demand, values }: SaidCheck): FittedCheck {
  const [text] = values;
  if (text === undefined || values.length > 1) return { problem: 'needs exactly one bound' };
  const bound = demand === 'min' ? 'min' : 'max';
  if (type === 'integer' || type === 'number') {
    const number = numberOf(text);
    if (number === undefined) return { problem: `is a number: “${text}” is none` };
    return { check: { type: bound, value: number } };
  }
  if (type !== 'string' && type !== 'int-or-string' && type !== 'any') {
    return { problem: `is ${typeWords(type)}, which has no least or most` };
  }
  if (quantityInNanos(text) === undefined) {
    return { problem: `holds quantities such as 500m or 4Gi: “${text}” is none` };
  }
  return { check: { type: bound, value: text } };
}

function numberOf(text: string): number | undefined {
  const isNumber = /^-?\d+(?:\.\d+)?$/u.test(text);
  return isNumber && Number.isSafeInteger(Math.trunc(Number(text))) ? Number(text) : undefined;
}

function typeWords(type: FieldType): string {
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'array':
      return 'a list';
    case 'object':
    case 'map':
      return 'an object';
    case 'string':
    case 'int-or-string':
    case 'any':
      return 'a text';
  }
}
