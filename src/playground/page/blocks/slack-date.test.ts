import { describe, expect, it } from 'vitest';
import { slackDate } from './slack-date.ts';

const now = new Date(2026, 10, 23, 12, 0, 0);
const timestamp = new Date(2026, 10, 22, 15, 4, 5).getTime() / 1_000;

describe('slackDate', () => {
  it.each([
    ['{date_num}', '2026-11-22'],
    ['{date}', 'November 22nd, 2026'],
    ['{date_short}', 'Nov 22, 2026'],
    ['{date_long}', 'Sunday, November 22nd, 2026'],
    ['{date_pretty}', 'yesterday'],
    ['{date_short_pretty} at {time}', 'yesterday at 3:04 PM'],
    ['{time_secs}', '3:04:05 PM'],
    ['since {ago}', 'since 20 hours ago'],
  ])('writes %s', (format, text) => {
    expect(slackDate({ timestamp, format }, now)).toBe(text);
  });

  it.each([
    [1, 'st'],
    [3, 'rd'],
    [11, 'th'],
    [13, 'th'],
    [21, 'st'],
  ])('writes the %i%s of a month', (day, ending) => {
    const moment = new Date(2026, 0, day).getTime() / 1_000;
    const text = slackDate({ timestamp: moment, format: '{date}' }, now);
    expect(text).toBe(`January ${day}${ending}, 2026`);
  });

  it('falls back where it does not know a token', () => {
    expect(slackDate({ timestamp, format: '{week}', fallback: 'week 47' }, now)).toBe('week 47');
  });
});
