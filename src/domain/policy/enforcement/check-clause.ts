import type { Check, Scalar } from '../rule.ts';
import { celNumbers, celPattern, celText } from './cel-text.ts';
import { allOf, anyOf, type Clause, not, relation, term } from './clause.ts';

/** A check on a value that is there. */
export function checkClause(check: Check, value: string): Clause {
  switch (check.type) {
    case 'oneOf':
      return amongClause(check.values, value);
    case 'noneOf':
      return notAmongClause(check.values, value);
    case 'matches':
      return term(`${value}.matches(${celPattern(check.pattern)})`);
    case 'notMatches':
      return term(`!${value}.matches(${celPattern(check.pattern)})`);
    case 'exists':
      return term('true');
    case 'absent':
      return term('false');
    case 'min':
      return boundClause({ value, sign: '>=', bound: check.value });
    case 'max':
      return boundClause({ value, sign: '<=', bound: check.value });
  }
}

/**
 * A check on a value of any type that is there, false where the check is not made for its type: an error in
 * a condition would refuse what the rule does not concern.
 */
export function safeCheckClauses(check: Check, value: string): readonly Clause[] {
  return [...typeClauses(check, value), checkClause(check, value)];
}

function typeClauses(check: Check, value: string): readonly Clause[] {
  switch (check.type) {
    case 'matches':
    case 'notMatches':
      return [relation(`type(${value}) == string`)];
    case 'min':
    case 'max':
      return typeof check.value === 'number'
        ? [relation(`type(${value}) != string`)]
        : [term(`isQuantity(string(${value}))`)];
    case 'oneOf':
    case 'noneOf':
    case 'exists':
    case 'absent':
      return [];
  }
}

function amongClause(values: readonly Scalar[], value: string): Clause {
  return anyOf(
    literalLists(values).map((literals) =>
      relation(
        literals.length === 1 ? `${value} == ${literals[0]}` : `${value} in ${listOf(literals)}`,
      ),
    ),
  );
}

function notAmongClause(values: readonly Scalar[], value: string): Clause {
  return allOf(
    literalLists(values).map((literals) =>
      literals.length === 1
        ? relation(`${value} != ${literals[0]}`)
        : not(relation(`${value} in ${listOf(literals)}`)),
    ),
  );
}

/** Literals by type: Kubernetes and Kyverno refuse lists of several types. */
function literalLists(values: readonly Scalar[]): readonly (readonly string[])[] {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const booleans = values.filter((value) => typeof value === 'boolean');
  const lists = [texts.map((text) => celText(text)), celNumbers(numbers), booleans.map(String)];
  return lists.map((list) => [...new Set(list)]).filter((list) => list.length > 0);
}

function listOf(literals: readonly string[]): string {
  return `[${literals.join(', ')}]`;
}

interface Bound {
  readonly value: string;
  readonly sign: '>=' | '<=';
  readonly bound: number | string;
}

/** A quantity may be written as a number: `string()` makes both the same. */
function boundClause({ value, sign, bound }: Bound): Clause {
  if (typeof bound === 'number') return relation(`${value} ${sign} ${celNumbers([bound])[0]}`);
  return relation(`quantity(string(${value})).compareTo(quantity(${celText(bound)})) ${sign} 0`);
}
