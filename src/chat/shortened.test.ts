import { expect, it } from 'vitest';
import { shortened } from './shortened.ts';

it.each([
  ['fits', 4, 'fits'],
  ['does not fit', 6, 'does…'],
  ['ab👩‍👩‍👧cd', 8, 'ab…'],
  ['👍👍👍', 4, '👍…'],
  ['nothing', 0, ''],
])('cuts %s at %i between what is read as one sign', (text, max, expected) => {
  expect(shortened(text, max)).toBe(expected);
  expect(shortened(text, max).length).toBeLessThanOrEqual(max);
});
