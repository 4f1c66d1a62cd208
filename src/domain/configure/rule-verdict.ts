import { canonicalJson, isJsonObject, type Json } from '../json.ts';
import type { Expression } from './rule-expression.ts';

/** `unknown`: it depends on something that is not read here, so the server decides. */
export type Verdict = boolean | 'unknown';

/** Whether a rule holds for `self`. */
export function ruleVerdict(rule: Expression, self: Json): Verdict {
  const value = evaluate(rule, self);
  return typeof value === 'boolean' ? value : 'unknown';
}

/**
 * The paths that a broken rule would accept: its plain `has(self.a.b)` alternatives, in the rule's
 * order, relative to `self`.
 */
export function waysOut(rule: Expression): readonly (readonly string[])[] {
  if (rule.type === 'has') return [rule.names];
  if (rule.type !== 'binary') return [];
  if (rule.sign === '||') return [...waysOut(rule.left), ...waysOut(rule.right)];
  if (rule.sign !== '&&') return [];
  const names = [...waysOut(rule.left), ...waysOut(rule.right)];
  const deepest = names.toSorted((one, other) => other.length - one.length)[0];
  const isOnePath = names.every((one) => one.every((name, place) => deepest?.[place] === name));
  return deepest && isOnePath ? [deepest] : [];
}

function evaluate(rule: Expression, self: Json): Json | undefined {
  switch (rule.type) {
    case 'literal':
      return rule.value;
    case 'field':
      return valueAt(self, rule.names);
    case 'has':
      return has(self, rule.names);
    case 'not': {
      const value = evaluate(rule.of, self);
      return typeof value === 'boolean' ? !value : undefined;
    }
    case 'binary':
      return binary(rule, self);
    case 'choice': {
      const condition = evaluate(rule.condition, self);
      if (typeof condition !== 'boolean') return undefined;
      return evaluate(condition ? rule.yes : rule.no, self);
    }
  }
}

/** CEL's own logic: an error on one side does not matter where the other side decides. */
function binary(rule: Extract<Expression, { type: 'binary' }>, self: Json): Json | undefined {
  const [left, right] = [evaluate(rule.left, self), evaluate(rule.right, self)];
  if (rule.sign === '||') {
    if (left === true || right === true) return true;
    return left === false && right === false ? false : undefined;
  }
  if (rule.sign === '&&') {
    if (left === false || right === false) return false;
    return left === true && right === true ? true : undefined;
  }
  if (left === undefined || right === undefined) return undefined;
  if (rule.sign === '==') return canonicalJson(left) === canonicalJson(right);
  if (rule.sign === '!=') return canonicalJson(left) !== canonicalJson(right);
  if (rule.sign === 'in') return isIn(left, right);
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return compared(rule.sign, left, right);
}

function compared(
  sign: '<' | '<=' | '>' | '>=' | '+',
  left: number,
  right: number,
): number | boolean {
  switch (sign) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
  }
}

function isIn(value: Json, holder: Json): boolean | undefined {
  if (isJsonObject(holder)) return typeof value === 'string' && Object.hasOwn(holder, value);
  if (!Array.isArray(holder)) return undefined;
  return holder.some((item: Json) => canonicalJson(item) === canonicalJson(value));
}

/** `has(self.a.b)` is an error, not false, where `a` is missing. */
function has(self: Json, names: readonly string[]): boolean | undefined {
  const parent = valueAt(self, names.slice(0, -1));
  if (!isJsonObject(parent)) return undefined;
  return Object.hasOwn(parent, names.at(-1) ?? '');
}

function valueAt(self: Json, names: readonly string[]): Json | undefined {
  let value: Json | undefined = self;
  for (const name of names) {
    value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
