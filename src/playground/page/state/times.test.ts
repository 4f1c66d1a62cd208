import { expect, it } from 'vitest';
import { dayKey, dayLabel, fullLabel, momentLabel, timeLabel } from './times.ts';

/** Monday, 2026-11-23 09:05:07 UTC. */
const ts = '1795424707.000100';
const utc = { timeZone: 'UTC' };

function on(day: string) {
  return { ...utc, now: new Date(`${day}T12:00:00Z`) };
}

it('names a day as people do', () => {
  expect(dayLabel(ts, on('2026-11-23'))).toBe('Today');
  expect(dayLabel(ts, on('2026-11-24'))).toBe('Yesterday');
  expect(dayLabel(ts, on('2026-11-25'))).toBe('Monday, November 23rd');
  expect(dayLabel(ts, on('2027-01-02'))).toBe('Monday, November 23rd, 2026');
});

it.each([
  ['01', '1st'],
  ['02', '2nd'],
  ['11', '11th'],
  ['12', '12th'],
  ['13', '13th'],
  ['20', '20th'],
  ['22', '22nd'],
])('counts days: %s is the %s', (day, words) => {
  const then = String(Date.parse(`2026-10-${day}T00:00:00Z`) / 1_000);

  expect(dayLabel(`${then}.000000`, on('2026-11-23'))).toContain(`October ${words}`);
});

it('says when a moment was', () => {
  expect(timeLabel(ts, utc)).toMatch(/^0?9:05( AM)?$/u);
  expect(momentLabel(ts, on('2026-11-23'))).toMatch(/^today at 0?9:05/u);
  expect(momentLabel(ts, on('2026-12-23'))).toMatch(/^Nov 23 at 0?9:05/u);
  expect(fullLabel(ts, utc)).toContain('Monday, November 23, 2026');
});

it('tells days apart in the zone of the reader', () => {
  const late = '1795476600.000000'; // 23:30 UTC

  expect(dayKey(late, 'UTC')).toBe(dayKey(ts, 'UTC'));
  expect(dayKey(late, 'Europe/Madrid')).not.toBe(dayKey(ts, 'Europe/Madrid'));
});
