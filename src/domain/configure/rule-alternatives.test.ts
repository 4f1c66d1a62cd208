import { describe, expect, it } from 'vitest';
import { alternativeNames } from './rule-alternatives.ts';
import { parseRule } from './rule-expression.ts';

function namesOf(rule: string): readonly string[] | undefined {
  const parsed = parseRule(rule);
  return parsed && alternativeNames(parsed);
}

describe('alternativeNames', () => {
  it.each([
    ['has(self.file) != has(self.inline)', ['file', 'inline']],
    ['(has(self.a) && !has(self.b)) || (!has(self.a) && has(self.b))', ['a', 'b']],
    ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) + (has(self.c) ? 1 : 0) == 1', ['a', 'b', 'c']],
    ['!(has(self.a) == has(self.b))', ['a', 'b']],
  ])('reads that %j wants exactly one', (rule, names) => {
    expect(namesOf(rule)).toEqual(names);
  });

  it.each([
    ['at least one', 'has(self.a) || has(self.b)'],
    ['at most one', '!(has(self.a) && has(self.b))'],
    ['both or none', 'has(self.a) == has(self.b)'],
    ['one of them only', 'has(self.a) && !has(self.b)'],
    ['a field that must be there', 'has(self.a)'],
    ['something deeper', 'has(self.a.c) != has(self.b)'],
    ['something about a value', "has(self.a) != (self.mode == 'x')"],
    ['nothing at all', 'true'],
  ])('finds no choice in a rule that says %s', (_, rule) => {
    expect(namesOf(rule)).toBeUndefined();
  });
});
