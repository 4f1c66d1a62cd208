import { expect, it } from 'vitest';
import { startsToShow } from './tall-message.ts';

const short = { ts: '1.0', heightPx: 100 };
const tall = { ts: '2.0', heightPx: 900 };

it.each([
  ['comes', tall, short, true],
  ['grows in its place', { ...short, heightPx: 900 }, short, true],
  ['was there when the list was opened', tall, undefined, false],
  ['is drawn anew', { ...tall, heightPx: 950 }, tall, false],
  ['fits', { ...tall, heightPx: 700 }, short, false],
])('shows where a message begins: %s', (_, now, before, expected) => {
  expect(startsToShow(now, before, 700)).toBe(expected);
});
