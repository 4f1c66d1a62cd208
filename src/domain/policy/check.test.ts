import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { allowedValues, checkProblem, checkWords, isSatisfiedBy } from './check.ts';
import type { Check } from './rule.ts';

const inVirginia: Check = { type: 'oneOf', values: ['us-east-1'] };

function fits(check: Check, values: readonly Json[]): readonly boolean[] {
  return values.map((value) => isSatisfiedBy(check, value));
}

describe('a check of a value', () => {
  it('says what a value that does not fit must be, and nothing of one that fits', () => {
    expect(checkProblem(inVirginia, 'us-east-1')).toBeUndefined();
    expect(checkProblem(inVirginia, 'eu-west-1')).toBe('must be us-east-1');
    expect(checkProblem({ type: 'matches', pattern: '^registry\\.acme\\.example/' }, 'nginx')).toBe(
      'must match ^registry\\.acme\\.example/',
    );
  });

  it('names a value once that may be a number or its text', () => {
    expect(checkWords({ type: 'oneOf', values: [8080, '8080'] })).toBe('must be 8080');
    expect(checkWords({ type: 'noneOf', values: [80, '80', 'http'] })).toBe(
      'must not be one of 80, http',
    );
  });

  it('keeps texts, numbers and yes or no apart, and takes 1 for 1.0', () => {
    expect(fits({ type: 'oneOf', values: [8080] }, [8080, 8080.0, '8080'])).toEqual([
      true,
      true,
      false,
    ]);
    expect(fits({ type: 'oneOf', values: [true] }, [true, 'true', 1])).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('lets no list, object or null pass for a value, only null for none of the forbidden', () => {
    const notOpen: Check = { type: 'noneOf', values: ['public'] };

    expect(fits(inVirginia, [['us-east-1'], { region: 'us-east-1' }, null])).toEqual([
      false,
      false,
      false,
    ]);
    expect(fits(notOpen, ['private', 'public', ['public'], {}, null])).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(fits({ type: 'notMatches', pattern: 'x' }, ['y', 'x', 5, null])).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('takes for set what is there, as the server does, be it empty', () => {
    expect(fits({ type: 'exists' }, ['', {}, [], null, 0, false])).toEqual(Array(6).fill(true));
    expect(fits({ type: 'absent' }, ['', {}, [], null, 0, false])).toEqual(Array(6).fill(false));
  });

  it('compares numbers with a bound that is a number, and nothing else', () => {
    expect(fits({ type: 'min', value: 2 }, [1, 2, 2.5, '3', true])).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(fits({ type: 'max', value: 2 }, [1, 2, 2.5, '1'])).toEqual([true, true, false, false]);
  });

  it('compares quantities with a bound that is a text, numbers as they are written', () => {
    expect(fits({ type: 'max', value: '4Gi' }, ['4096Mi', '4Gi', '4.1Gi', '5G', 4])).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(fits({ type: 'min', value: '500m' }, ['0.5', '499m', 1, 'half', ''])).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
  });

  it('never lets a text pass that is too long to be held against a pattern', () => {
    const long = 'a'.repeat(4_097);

    expect(isSatisfiedBy({ type: 'matches', pattern: 'a' }, long)).toBe(false);
    expect(isSatisfiedBy({ type: 'notMatches', pattern: 'b' }, long)).toBe(false);
    expect(isSatisfiedBy({ type: 'notMatches', pattern: 'b' }, long.slice(1))).toBe(true);
  });

  it('says in words what it demands', () => {
    const checks: readonly Check[] = [
      { type: 'oneOf', values: ['us-east-1', 'eu-west-1'] },
      { type: 'noneOf', values: ['latest'] },
      { type: 'noneOf', values: ['', 22] },
      { type: 'notMatches', pattern: ':latest$' },
      { type: 'exists' },
      { type: 'absent' },
      { type: 'min', value: 2 },
      { type: 'max', value: '4Gi' },
    ];

    expect(checks.map(checkWords)).toEqual([
      'must be one of us-east-1, eu-west-1',
      'must not be latest',
      'must not be one of empty, 22',
      'must not match :latest$',
      'must be set',
      'must not be set',
      'must be at least 2',
      'must be at most 4Gi',
    ]);
  });
});

describe("a question's options under a check", () => {
  it('leaves those that the check allows, in their order', () => {
    const regions = ['eu-west-1', 'us-east-1', 'us-east-2'];

    expect(allowedValues({ type: 'matches', pattern: '^us-' }, regions)).toEqual([
      'us-east-1',
      'us-east-2',
    ]);
    expect(allowedValues({ type: 'noneOf', values: ['us-east-1'] }, regions)).toEqual([
      'eu-west-1',
      'us-east-2',
    ]);
  });

  it('reads the options of numbers and of yes or no as their text', () => {
    expect(allowedValues({ type: 'oneOf', values: [true] }, ['true', 'false'])).toEqual(['true']);
    expect(allowedValues({ type: 'min', value: 7 }, ['1', '7', '14', 'many'])).toEqual(['7', '14']);
  });
});
