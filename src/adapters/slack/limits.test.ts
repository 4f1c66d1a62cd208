import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipLines } from './limits.ts';
import { shortened } from '../../chat/shortened.ts';

const family = '👩‍👩‍👧‍👦';

describe('shortened', () => {
  it('never cuts through a grapheme', () => {
    expect(shortened(family.repeat(3), family.length * 2 + 1)).toBe(`${family.repeat(2)}…`);
    expect(shortened(family.repeat(3), family.length * 2)).toBe(`${family}…`);
  });

  it('keeps text that fits, and keeps within the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const clipped = shortened(text, max);

        expect(clipped.length).toBeLessThanOrEqual(max);
        expect(text.startsWith(text.length <= max ? clipped : clipped.slice(0, -1))).toBe(true);
        expect(clipped === text).toBe(text.length <= max);
      }),
    );
  });
});

describe('clipLines', () => {
  it('counts the lines that it leaves out', () => {
    expect(clipLines('one\ntwo\nthree\nfour\nfive', 22)).toBe('one\n… 4 more lines');
  });

  it('cuts a single overlong line within', () => {
    expect(clipLines('x'.repeat(50), 20)).toBe(`${'x'.repeat(19)}…`);
  });

  it('keeps within the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 200 }),
        (lines, max) => {
          expect(clipLines(lines.join('\n'), max).length).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});
