import type { Json } from '../json.ts';
import { isSatisfiedBy } from './check.ts';
import { isPatternIn } from './pattern.ts';
import { beginningsOf, isSteady } from './pattern-beginnings.ts';
import { quantityInNanos } from './quantity.ts';
import type { Check } from './rule.ts';

type CheckOf<Type extends Check['type']> = Extract<Check, { type: Type }>;

/**
 * Whether surely no value meets both checks. `absent` is met by no value. False where it cannot be told:
 * two patterns may exclude each other in ways that are not seen here.
 */
export function excludeEachOther(one: Check, other: Check): boolean {
  return excludes(one, other) || excludes(other, one);
}

function excludes(one: Check, other: Check): boolean {
  switch (one.type) {
    case 'oneOf':
      return !one.values.some((value) => isSatisfiedBy(other, value));
    case 'noneOf':
      return other.type === 'noneOf' && isEveryFlag([...one.values, ...other.values]);
    case 'absent':
      return true;
    case 'min':
      return other.type === 'max' && isAbove(one.value, other.value);
    case 'matches':
      return isExcludedText(one, other);
    case 'exists':
    case 'max':
    case 'notMatches':
      return false;
  }
}

/** Of yes and no nothing is left. */
function isEveryFlag(values: readonly Json[]): boolean {
  return (
    values.includes(true) &&
    values.includes(false) &&
    values.every((value) => typeof value === 'boolean')
  );
}

function isAbove(least: number | string, most: number | string): boolean {
  if (typeof least === 'number' && typeof most === 'number') return least > most;
  const [one, other] = [quantityInNanos(String(least)), quantityInNanos(String(most))];
  return one !== undefined && other !== undefined && one > other;
}

function isExcludedText({ pattern }: CheckOf<'matches'>, other: Check): boolean {
  switch (other.type) {
    case 'min':
    case 'max':
      return typeof other.value === 'number';
    case 'notMatches':
      return other.pattern === pattern || isAlwaysIn(other.pattern, beginningsOf(pattern));
    case 'matches':
      return areApart(beginningsOf(pattern), beginningsOf(other.pattern));
    case 'oneOf':
    case 'noneOf':
    case 'exists':
    case 'absent':
      return false;
  }
}

/** Whether every text that begins so has the pattern in it. */
function isAlwaysIn(pattern: string, beginnings: readonly string[] | undefined): boolean {
  return (
    beginnings !== undefined &&
    isSteady(pattern) &&
    beginnings.every((beginning) => isPatternIn(beginning, pattern) === true)
  );
}

function areApart(
  some: readonly string[] | undefined,
  others: readonly string[] | undefined,
): boolean {
  if (!some || !others) return false;
  return some.every((one) =>
    others.every((other) => !one.startsWith(other) && !other.startsWith(one)),
  );
}
