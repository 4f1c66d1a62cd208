import { expect, it } from 'vitest';
import { msLeftOfDay, startOfDay } from './day.ts';

it.each([
  ['2026-11-02T00:00:00.000Z', '2026-11-02T00:00:00.000Z', 86_400_000],
  ['2026-11-02T23:59:59.999Z', '2026-11-02T00:00:00.000Z', 1],
  ['2026-11-02T09:00:00.000Z', '2026-11-02T00:00:00.000Z', 54_000_000],
])('a day of %s begins and ends in UTC', (now, start, leftMs) => {
  expect(startOfDay(new Date(now))).toBe(start);
  expect(msLeftOfDay(new Date(now))).toBe(leftMs);
});

it('goes back over the end of a month', () => {
  expect(startOfDay(new Date('2026-11-02T09:00:00.000Z'), 6)).toBe('2026-10-27T00:00:00.000Z');
});
