import { describe, expect, it } from 'vitest';
import { destinationOf, readPermalink, toMessage } from './permalink.ts';
import { writeRoute } from './route.ts';

const teamUrl = 'https://acme.slack.com/';
const pageUrl = 'http://127.0.0.1:4100/#/ana/C2?panel=cluster';
const ts = '1700000000.000100';
const thread = '1700000000.000001';

it.each([
  ['https://acme.slack.com/archives/C1/p1700000000000100', { channel: 'C1', ts }],
  [
    'https://acme.slack.com/archives/C1/p1700000000000100?thread_ts=1700000000.000001&cid=C1',
    { channel: 'C1', ts, thread },
  ],
])('reads %s', (url, linked) => {
  expect(readPermalink(url, teamUrl)).toEqual(linked);
});

it.each([
  'https://other.slack.com/archives/C1/p1700000000000100',
  'https://acme.slack.com/archives/C1',
  'https://acme.slack.com.example.com/archives/C1/p1700000000000100',
  'archives/C1/p1',
])('leaves any other address alone: %s', (url) => {
  expect(readPermalink(url, teamUrl)).toBeUndefined();
});

describe('where a link leads on the page', () => {
  it('is the message that a permalink names', () => {
    const url = 'https://acme.slack.com/archives/C1/p1700000000000100';

    expect(destinationOf(url, { teamUrl, pageUrl })).toEqual(toMessage({ channel: 'C1', ts }));
  });

  it('is the same for an address of the page, whoever copied it', () => {
    const to = toMessage({ channel: 'C1', ts, thread });
    const copied = new URL(writeRoute({ person: 'ben', ...to }), pageUrl).href;

    expect(destinationOf(copied, { teamUrl, pageUrl })).toEqual(to);
  });

  it.each([
    'https://example.com/#/ana/C1',
    'http://127.0.0.1:4101/#/ana/C1',
    'http://127.0.0.1:4100/playground/files/F1?download',
    'http://127.0.0.1:4100/',
    '#/ana/C1',
  ])('is not on the page for %s', (url) => {
    expect(destinationOf(url, { teamUrl, pageUrl })).toBeUndefined();
  });
});
