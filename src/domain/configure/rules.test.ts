import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { parseRule } from './rule-expression.ts';
import { ruleVerdict, waysOut } from './rule-verdict.ts';

const MANAGED =
  "!('*' in self.policies || 'Create' in self.policies) || has(self.main.engine) || (has(self.first) && has(self.first.engine))";

function verdict(rule: string, self: Json) {
  const parsed = parseRule(rule);
  return parsed ? ruleVerdict(parsed, self) : 'unread';
}

describe('rules', () => {
  it('reads the rule that makes a field required while the object is managed', () => {
    expect(verdict(MANAGED, { policies: ['*'], main: {} })).toBe(false);
    expect(verdict(MANAGED, { policies: ['*'], main: { engine: 'x' } })).toBe(true);
    expect(verdict(MANAGED, { policies: ['*'], main: {}, first: { engine: 'x' } })).toBe(true);
    expect(verdict(MANAGED, { policies: ['Observe'], main: {} })).toBe(true);
  });

  it('does not judge where something it depends on is missing', () => {
    expect(verdict(MANAGED, { main: {} })).toBe('unknown');
    expect(verdict("self.mode == 'a'", {})).toBe('unknown');
  });

  it.each([
    ['has(self.a) ? self.b > 2 : true', { b: 1 }, true],
    ['has(self.a) ? self.b > 2 : true', { a: 1, b: 1 }, false],
    ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) == 1', { a: 1, b: 1 }, false],
    ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) == 1', { b: 1 }, true],
    ["!(has(self.a) && has(self.b)) && self.c != 'x'", { a: 1, c: 'y' }, true],
    ['!has(self.__namespace__)', { namespace: 'a' }, false],
    ["self.kind in {'a': 1}", {}, 'unread'],
  ])('judges %j over %j as %s', (rule, self, expected) => {
    expect(verdict(rule, self)).toBe(expected);
  });

  it.each([
    'self == oldSelf',
    'self.all(x, x > 1)',
    "duration(self.a) >= duration('1s')",
    'self.a.size() > 0',
  ])('leaves %j to the server', (rule) => {
    expect(parseRule(rule)).toBeUndefined();
  });

  it('names what would satisfy a rule, plainest first', () => {
    const parsed = parseRule(MANAGED);

    expect(parsed && waysOut(parsed)).toEqual([
      ['main', 'engine'],
      ['first', 'engine'],
    ]);
  });
});
