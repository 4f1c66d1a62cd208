import { isJsonObject, type Json } from '../json.ts';
import { isPatternIn } from './pattern.ts';
import { quantityInNanos } from './quantity.ts';
import type { Check, Scalar } from './rule.ts';

/** Longer texts are held against no pattern, and count as breaking it; in characters. */
const PATTERN_TEXT_MAX = 4_096;

/**
 * What is wrong with a value that is there, as the end of a sentence ("must be us-east-1"); undefined
 * when it fits. A missing value is no value: `whenMissing` of the rule says what that means.
 *
 * - Values are equal by type and value, as CEL's `==` has them: the text `"8080"` is not the number 8080, and 1
 *   is 1.0. A rule on a field that takes both names both.
 * - A bound that is a number compares numbers only. A bound that is a text compares Kubernetes quantities:
 *   those of texts, and of numbers as they are written.
 * - Lists and objects meet no check of a value, `noneOf` included; null meets `noneOf` alone.
 * - `exists` and `absent` ask what CEL's `has` does: what is there is set, be it empty or null.
 */
export function checkProblem(check: Check, value: Json): string | undefined {
  return isSatisfiedBy(check, value) ? undefined : checkWords(check);
}

export function isSatisfiedBy(check: Check, value: Json): boolean {
  if (check.type === 'exists') return true;
  if (check.type === 'absent') return false;
  if (Array.isArray(value) || isJsonObject(value)) return false;
  switch (check.type) {
    case 'oneOf':
      return check.values.some((one) => one === value);
    case 'noneOf':
      return check.values.every((one) => one !== value);
    case 'matches':
      return isMatch(value, check.pattern) === true;
    case 'notMatches':
      return isMatch(value, check.pattern) === false;
    case 'min':
      return (comparedTo(check.value, value) ?? -1) >= 0;
    case 'max':
      return (comparedTo(check.value, value) ?? 1) <= 0;
  }
}

/** What a check demands, as the end of a sentence: "must be at most 4Gi". */
export function checkWords(check: Check): string {
  switch (check.type) {
    case 'oneOf':
      return `must be ${oneOfWords(check.values)}`;
    case 'noneOf':
      return `must not be ${oneOfWords(check.values)}`;
    case 'matches':
      return `must match ${check.pattern}`;
    case 'notMatches':
      return `must not match ${check.pattern}`;
    case 'exists':
      return 'must be set';
    case 'absent':
      return 'must not be set';
    case 'min':
      return `must be at least ${check.value}`;
    case 'max':
      return `must be at most ${check.value}`;
  }
}

/** Those of a question's options that a check allows: numbers and yes or no come as their text. */
export function allowedValues(check: Check, values: readonly string[]): readonly string[] {
  return values.filter((value) => isOptionAllowed(check, value));
}

function isOptionAllowed(check: Check, value: string): boolean {
  if (check.type === 'oneOf') return check.values.some((one) => String(one) === value);
  if (check.type === 'noneOf') return check.values.every((one) => String(one) !== value);
  const isNumber =
    (check.type === 'min' || check.type === 'max') && typeof check.value === 'number';
  return isSatisfiedBy(check, isNumber && value.trim() !== '' ? Number(value) : value);
}

/**
 * Below zero where `value` is less than `bound`, above where it is more; undefined where the two cannot
 * be compared.
 */
export function comparedTo(bound: number | string, value: Json): number | undefined {
  if (typeof bound === 'number') {
    return typeof value === 'number' && Number.isFinite(value)
      ? Math.sign(value - bound)
      : undefined;
  }
  const isText = typeof value === 'string' || typeof value === 'number';
  const [one, other] = [
    isText ? quantityInNanos(String(value)) : undefined,
    quantityInNanos(bound),
  ];
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Undefined for what cannot be held against the pattern. */
function isMatch(value: Json, pattern: string): boolean | undefined {
  if (typeof value !== 'string' || value.length > PATTERN_TEXT_MAX) return undefined;
  return isPatternIn(value, pattern);
}

function oneOfWords(values: readonly Scalar[]): string {
  const texts = values.map((value) => (value === '' ? 'empty' : String(value)));
  // A field that takes both has the number beside its text.
  const words = [...new Set(texts)];
  return words.length === 1 ? words.join('') : `one of ${words.join(', ')}`;
}
