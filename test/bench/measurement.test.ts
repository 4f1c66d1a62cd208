import { describe, expect, it } from 'vitest';
import { isBeyond, type Measurement, tableOf, verdictOf } from './measurement.ts';

function taking(p95: number): Measurement {
  return {
    what: 'click to modal',
    unit: 'ms',
    mode: 'shared',
    values: { p50: 12.34, p95 },
    budget: { of: 'p95', atMost: 150 },
  };
}

const forInformation: Measurement = { what: 'size', unit: 'MB', values: { value: 3 } };

describe('a measurement', () => {
  it('is ok up to its budget and over above it', () => {
    expect([taking(150), taking(150.1)].map(verdictOf)).toEqual(['ok', 'over']);
  });

  it('is not measured where its value is no number, and has no verdict without a budget', () => {
    expect(verdictOf(taking(Number.NaN))).toBe('not measured');
    expect(verdictOf(forInformation)).toBe('');
  });

  it('is beyond a slack only above the budget times the slack', () => {
    expect(isBeyond(taking(160), 1)).toBe(true);
    expect(isBeyond(taking(300), 2)).toBe(false);
    expect(isBeyond(taking(301), 2)).toBe(true);
    expect(isBeyond(taking(Number.NaN), 1)).toBe(false);
    expect(isBeyond(forInformation, 1)).toBe(false);
  });

  it('is a line of the table, with its mode and the names of its values', () => {
    const table = tableOf([taking(200), forInformation]);

    expect(table.split('\n').map((line) => line.replaceAll(/ {2,}/gu, ' '))).toEqual([
      '| what | mode | budget | measured | verdict |',
      expect.stringMatching(/^\| -+ \| -+ \| -+ \| -+ \| -+ \|$/u),
      '| click to modal | shared | p95 ≤ 150 ms | p50 12.3, p95 200 ms | over |',
      '| size | | – | 3 MB | |',
    ]);
  });
});
