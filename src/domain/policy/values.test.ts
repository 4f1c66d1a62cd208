import { describe, expect, it } from 'vitest';
import type { FieldType } from '../field-table.ts';
import type { Check } from './rule.ts';
import { areContradicting, checkFor, refitted, type SaidCheck } from './values.ts';

describe('a demand on a field', () => {
  it.each<[FieldType, SaidCheck['demand'], string[], Check]>([
    ['string', 'oneOf', ['a', 'b', 'a'], { type: 'oneOf', values: ['a', 'b'] }],
    ['integer', 'noneOf', ['3'], { type: 'noneOf', values: [3] }],
    ['boolean', 'oneOf', ['True'], { type: 'oneOf', values: [true] }],
    ['int-or-string', 'oneOf', ['80'], { type: 'oneOf', values: [80, '80'] }],
    ['any', 'oneOf', ['80'], { type: 'oneOf', values: [80, '80'] }],
    ['any', 'noneOf', ['True'], { type: 'noneOf', values: [true, 'True'] }],
    ['integer', 'min', ['7'], { type: 'min', value: 7 }],
    ['string', 'max', ['4Gi'], { type: 'max', value: '4Gi' }],
    ['string', 'matches', ['^a'], { type: 'matches', pattern: '^a' }],
    ['map', 'exists', [], { type: 'exists' }],
    ['array', 'absent', [], { type: 'absent' }],
  ])('%s %s %j has the type of the field', (type, demand, values, check) => {
    expect(checkFor(type, { demand, values })).toEqual({ check });
  });

  it.each<[FieldType, SaidCheck['demand'], string[], RegExp]>([
    ['integer', 'oneOf', ['1.5'], /whole number/u],
    ['boolean', 'oneOf', ['yes'], /true or false/u],
    ['map', 'oneOf', ['a'], /an object/u],
    ['string', 'oneOf', [], /at least one value/u],
    ['string', 'exists', ['a'], /takes no value/u],
    ['string', 'matches', ['(?=a)'], /pattern that/u],
    ['boolean', 'matches', ['a'], /no pattern fits/u],
    ['string', 'min', ['many'], /quantities/u],
    ['integer', 'max', ['4Gi'], /is none/u],
    ['boolean', 'max', ['1'], /no least or most/u],
    ['integer', 'min', ['1', '2'], /exactly one/u],
  ])('%s %s %j is refused', (type, demand, values, problem) => {
    expect(checkFor(type, { demand, values }).problem).toMatch(problem);
  });

  it('is fitted to another field’s type and back', () => {
    const number = refitted('integer', { type: 'oneOf', values: ['16'] }).check;

    expect(number).toEqual({ type: 'oneOf', values: [16] });
    expect(number && refitted('string', number).check).toEqual({ type: 'oneOf', values: ['16'] });
  });
});

describe('two checks of one place', () => {
  const one: Check = { type: 'oneOf', values: ['a'] };
  it.each<[Check, Check, boolean]>([
    [one, { type: 'oneOf', values: ['b'] }, true],
    [one, { type: 'oneOf', values: ['a', 'b'] }, false],
    [{ type: 'min', value: 5 }, { type: 'max', value: 3 }, true],
    [{ type: 'min', value: 3 }, { type: 'max', value: 3 }, false],
    [{ type: 'absent' }, { type: 'exists' }, true],
    [{ type: 'absent' }, { type: 'absent' }, false],
    [{ type: 'absent' }, { type: 'noneOf', values: ['a'] }, false],
  ])('%j and %j contradict each other: %s', (first, second, isSo) => {
    expect(areContradicting(first, second)).toBe(isSo);
    expect(areContradicting(second, first)).toBe(isSo);
  });
});
