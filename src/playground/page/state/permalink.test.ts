import { expect, it } from 'vitest';
import { readPermalink, writePermalink } from './permalink.ts';

const teamUrl = 'https://acme.slack.com/';

it.each([
  [{ channel: 'C1', ts: '1700000000.000100' }],
  [{ channel: 'C1', ts: '1700000000.000100', thread: '1700000000.000001' }],
])('reads what it writes', (linked) => {
  expect(readPermalink(writePermalink(linked, teamUrl), teamUrl)).toEqual(linked);
});

it.each([
  'https://other.slack.com/archives/C1/p1700000000000100',
  'https://acme.slack.com/archives/C1',
  'https://acme.slack.com.example.com/archives/C1/p1700000000000100',
  'archives/C1/p1',
])('leaves any other address alone: %s', (url) => {
  expect(readPermalink(url, teamUrl)).toBeUndefined();
});
