import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPatternIn, patternProblem } from './pattern.ts';

describe('a pattern of a rule', () => {
  it('is taken where the cluster reads it as this process does', () => {
    const patterns = [
      '^registry\\.acme\\.example/',
      '^([a-z0-9-]+\\.)*acme\\.example/',
      '(?:a|b)+?c{2,3}',
      '^[^:@]+@sha256:[0-9a-f]{64}$',
      '\\p{Lu}\\d\\w\\s\\b',
      '[\\s\\-.]',
      '(?<name>x)',
      '',
    ];

    expect(patterns.map(patternProblem)).toEqual(patterns.map(() => undefined));
  });

  it('is refused with a reason where only one of the two knows it', () => {
    expect(patternProblem('^(?!docker\\.io)')).toBe(
      'uses "(?!d", which admission rules cannot read',
    );
    const patterns = [
      '(?=a)',
      '(?<=a)b',
      '(?<!a)b',
      '(a)\\1',
      '(?<n>a)\\k<n>',
      '\\u0041',
      '\\p{Script=Greek}',
      '[[:alpha:]',
      '[^]',
      '\\cA',
      '(?i:a)',
    ];
    const problems = patterns.map((pattern) => patternProblem(pattern));

    expect(problems.filter((problem) => problem?.startsWith('uses "') !== true)).toEqual([]);
  });

  it('is refused where it is none, or too large', () => {
    expect(patternProblem('(')).toBe('is no regular expression');
    expect(patternProblem('a{1001}')).toBe('repeats more than 1000 times');
    expect(patternProblem('(?:a{900}){900}')).toBe('repeats too much');
    expect(patternProblem('a'.repeat(501))).toBe('is longer than 500 characters');
  });

  it('is found anywhere in a text unless it is anchored', () => {
    expect(isPatternIn('my-registry/app', 'registry')).toBe(true);
    expect(isPatternIn('my-registry/app', '^registry')).toBe(false);
    expect(isPatternIn('', '^$')).toBe(true);
    expect(isPatternIn('line\nbreak', 'line.break')).toBe(false);
    expect(isPatternIn('🙂', '^.$')).toBe(true);
  });

  it('is found by no way that grows with the ways to read a text', () => {
    expect(isPatternIn(`${'a'.repeat(4_000)}!`, '^(a+)+$')).toBe(false);
    expect(isPatternIn(`${'a'.repeat(4_000)}!`, '^(a|a?)*$')).toBe(false);
  });

  it('is found where JavaScript finds it', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      '\\b',
      '^',
      '$',
      '(a|bc)',
      '-',
    );
    const count = fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?');
    const pattern = fc
      .array(fc.tuple(part, count), { minLength: 1, maxLength: 5 })
      .map((parts) =>
        parts.map(([one, times]) => (/^[\^$]$|^\\b$/u.test(one) ? one : one + times)).join(''),
      );
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '1', '-', ' '), { maxLength: 8 })
      .map((characters) => characters.join(''));
    const seen = { yes: 0, no: 0 };
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
        const expected = texts.map((one) => new RegExp(source, 'u').test(one));
        seen.yes += expected.filter(Boolean).length;
        seen.no += expected.filter((found) => !found).length;

        expect(patternProblem(source)).toBeUndefined();
        expect(texts.map((one) => isPatternIn(one, source))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
    expect(seen.yes).toBeGreaterThan(100);
    expect(seen.no).toBeGreaterThan(100);
  });
});
