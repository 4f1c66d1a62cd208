import { describe, expect, it } from 'vitest';
import { ageInWords, dueInWords, durationInWords, timeOfDay } from './times.ts';

describe('durations', () => {
  it.each([
    [-5_000, '0s'],
    [999, '0s'],
    [59_999, '59s'],
    [60_000, '1m 00s'],
    [192_000, '3m 12s'],
    [3_599_999, '59m 59s'],
    [7_500_000, '2h 05m'],
    [273_600_000, '3d 04h'],
  ])('writes %i ms as %s', (milliseconds, words) => {
    expect(durationInWords(milliseconds)).toBe(words);
  });

  it('says how old something is', () => {
    const now = Date.parse('2026-03-01T10:01:30.000Z');

    expect(ageInWords('2026-03-01T10:00:00Z', now)).toBe('1m 30s');
  });

  it('says when something is due, and that what has no time is due now', () => {
    const now = Date.parse('2026-03-01T10:00:00.000Z');

    expect(dueInWords('2026-03-01T10:00:45Z', now)).toBe('in 45s');
    expect(dueInWords('2026-03-01T09:59:00Z', now)).toBe('now');
    expect(dueInWords(undefined, now)).toBe('now');
  });
});

describe('times of day', () => {
  it('are local', () => {
    const local = new Date(2026, 2, 1, 9, 5, 7, 12);

    expect(timeOfDay(local.toISOString())).toBe('09:05:07');
    expect(timeOfDay(local.toISOString(), 'milliseconds')).toBe('09:05:07.012');
  });

  it('are empty for what is no time', () => {
    expect(timeOfDay('soon')).toBe('');
  });
});
