import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantityInNanos } from './quantity.ts';

it('reads what the server reads', () => {
  const billion = 10n ** 9n;
  const read = {
    '500m': billion / 2n,
    '0.5': billion / 2n,
    '.5': billion / 2n,
    '1.': billion,
    '1n': 1n,
    '2u': 2_000n,
    '3k': 3_000n * billion,
    '1.5Gi': 1_610_612_736n * billion,
    '1Ei': (1n << 60n) * billion,
    '1E': 10n ** 18n * billion,
    '1E3': 1_000n * billion,
    '12e6': 12_000_000n * billion,
    '5e-1': billion / 2n,
    '-1Ki': -1_024n * billion,
    '+2': 2n * billion,
  };

  expect(Object.keys(read).map(quantityInNanos)).toEqual(Object.values(read));
});

it('takes nothing else for a quantity', () => {
  const others = ['', ' 1', '1 Gi', 'Gi', '1KB', '1ki', '1KiB', 'abc', '1..2', '.', '0x10', 'NaN'];

  expect(others.filter((text) => quantityInNanos(text) !== undefined)).toEqual([]);
});

it('rounds up what is finer than a billionth and cuts what is beyond the largest', () => {
  const largest = ((1n << 63n) - 1n) * 10n ** 9n;

  expect(['0.1n', '1e-999999999', '-0.1n', '0e-99'].map(quantityInNanos)).toEqual([
    1n,
    1n,
    -1n,
    0n,
  ]);
  expect(['100E', '1e999999999', '9Ei', '-100E'].map(quantityInNanos)).toEqual([
    largest,
    largest,
    largest,
    -largest,
  ]);
});

it('reads a number the same with and without a suffix', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (count) => {
      expect(quantityInNanos(`${count}k`)).toBe(quantityInNanos(`${count}000`));
      expect(quantityInNanos(`${count}Ki`)).toBe(quantityInNanos(String(count * 1_024)));
      expect(quantityInNanos(`${count}m`)).toBe(quantityInNanos(`${count}e-3`));
    }),
  );
});
