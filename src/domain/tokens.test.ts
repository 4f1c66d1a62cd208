import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from './tokens.ts';

const text = string({ unit: 'grapheme', maxLength: 200 });

describe('estimateTokens', () => {
  it('costs nothing for nothing', () => {
    expect(estimateTokens('')).toBe(0);
  });

  it('never costs less for a longer text', () => {
    assert(
      property(text, text, text, (before, middle, after) => {
        expect(estimateTokens(before + middle + after)).toBeGreaterThanOrEqual(
          estimateTokens(middle),
        );
      }),
    );
  });

  it('never costs more for two texts joined than for the two apart', () => {
    assert(
      property(text, text, (one, other) => {
        expect(estimateTokens(one + other)).toBeLessThanOrEqual(
          estimateTokens(one) + estimateTokens(other),
        );
      }),
    );
  });

  it('never counts fewer tokens than words', () => {
    assert(
      property(text, (any) => {
        const words = any.split(/\s+/u).filter((word) => word !== '').length;
        expect(estimateTokens(any)).toBeGreaterThanOrEqual(words);
      }),
    );
  });

  it('counts a prose word of six letters as two and every mark of a YAML line', () => {
    expect(estimateTokens('Create')).toBe(2);
    expect(estimateTokens('a: {b: 1, c: [2]}')).toBe(13);
    expect(estimateTokens('データ')).toBe(3);
  });
});
