import { describe, expect, it } from 'vitest';
import { quantile, spread } from './samples.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('quantile', () => {
  it('is a sample that the share does not exceed, whatever their order', () => {
    expect(quantile(hundred, 0.5)).toBe(50);
    expect(quantile(hundred, 0.95)).toBe(95);
    expect(quantile(hundred, 1)).toBe(100);
  });

  it('is the only sample where there is one, and no number where there is none', () => {
    expect(quantile([7], 0.95)).toBe(7);
    expect(quantile([], 0.95)).toBeNaN();
  });
});

describe('spread', () => {
  it('names the median, the tail and the worst', () => {
    expect(spread(hundred, 'p99')).toEqual({ p50: 50, p99: 99, max: 100 });
  });
});
