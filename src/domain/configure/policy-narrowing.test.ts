import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aQuestion, DATABASE_KIND } from '../../../test/recommend-builders.ts';
import type { Check, Rule } from '../policy/rule.ts';
import type { Question } from '../question.ts';
import { narrowed } from './policy-narrowing.ts';
import type { PlacedRule } from './policy-rules.ts';

function placed(over: Partial<Rule>): PlacedRule {
  const rule = aRule({ kinds: [DATABASE_KIND], path: 'spec.size', ...over });
  return { alias: 'database', policy: { ...aPolicy(), rules: [rule] }, rule };
}

function under(question: Question, ...checks: readonly Check[]): Question {
  return narrowed(
    question,
    checks.map((check) => placed({ check })),
    [],
  );
}

const free = aQuestion({ options: [], isOpen: true, isRequired: false });
const count = { ...free, limits: { type: 'integer' as const } };

function values({ options }: Question): string[] {
  return options.map(({ value }) => value);
}

describe('a question that policies decide', () => {
  it('offers of a closed list what all of them allow', () => {
    const two = under(
      aQuestion(),
      { type: 'noneOf', values: ['large'] },
      { type: 'matches', pattern: '^s' },
    );

    expect(values(two)).toEqual(['small']);
    expect(two).toMatchObject({ suggestion: 'small', isRequired: true });
  });

  it('becomes a list where the values are named, even where anything could be typed', () => {
    const named = under(free, { type: 'oneOf', values: ['us-east-1', 'us-east-2'] });

    expect(values(named)).toEqual(['us-east-1', 'us-east-2']);
    expect(named).toMatchObject({ isOpen: false, suggestion: 'us-east-1' });
  });

  it('offers a value once that the field takes as a number and as a text', () => {
    const port = { ...free, limits: { type: 'int-or-string' as const } };
    const one = under(port, { type: 'oneOf', values: [8080, '8080'] });

    expect(values(one)).toEqual(['8080']);
    expect(one).toMatchObject({ suggestionReason: 'the only one that policies allow' });
  });

  it('names no value that the field does not take', () => {
    expect(values(under(count, { type: 'oneOf', values: [3, 'three'] }))).toEqual(['3']);
  });

  it('keeps a suggestion that is allowed and replaces one that is not', () => {
    const allowed = { ...count, suggestion: 2, suggestionReason: 'usual' };

    expect(under(allowed, { type: 'max', value: 3 })).toMatchObject({
      ...allowed,
      isRequired: true,
    });
    expect(under({ ...allowed, suggestion: 9 }, { type: 'max', value: 3 }).suggestion).toBe(3);
    expect(
      under({ ...free, suggestion: 'b' }, { type: 'matches', pattern: '^a' }),
    ).not.toHaveProperty('suggestion');
  });

  it('leaves of yes and no what is allowed', () => {
    const flag = { ...free, limits: { type: 'boolean' as const } };
    const off = under(flag, { type: 'oneOf', values: [false] });

    expect(off.options).toEqual([{ value: 'false', label: 'no' }]);
    expect(off.suggestion).toBe(false);
  });

  it('says so where nothing is left', () => {
    const none = under(aQuestion(), { type: 'oneOf', values: ['huge'] });

    expect(values(none)).toEqual([]);
    expect(none.text).toContain('No value is left');
  });

  it('looks at each item of a list', () => {
    const list = {
      ...free,
      limits: { type: 'array' as const, itemType: 'string' as const },
      suggestion: ['other'],
    };
    const rule = placed({ path: 'spec.size[*]', check: { type: 'matches', pattern: '^app' } });

    expect(narrowed(list, [rule], [])).toMatchObject({ isRequired: false, isOpen: true });
    expect(narrowed(list, [rule], [])).not.toHaveProperty('suggestion');
  });

  it('is decided by what a link carries on', () => {
    const to = { alias: 'database', path: 'spec.other' };
    const from = { alias: 'database', path: 'spec.size' };
    const rule = placed({ path: 'spec.other', check: { type: 'oneOf', values: ['small'] } });

    expect(values(narrowed(aQuestion(), [rule], [{ from, to, reason: '' }]))).toEqual(['small']);
    expect(narrowed(aQuestion(), [rule], [])).toEqual(aQuestion());
  });

  it('need not be answered where leaving it out is allowed', () => {
    const rule = placed({ check: { type: 'noneOf', values: ['x'] }, whenMissing: 'allow' });

    expect(narrowed(free, [rule], []).isRequired).toBe(false);
  });

  it('is the same when it is narrowed once more', () => {
    const check: Check = { type: 'oneOf', values: ['huge', 'small'] };
    for (const question of [aQuestion(), free, count]) {
      const once = under(question, check);
      expect(under(once, check)).toEqual(once);
    }
  });
});
