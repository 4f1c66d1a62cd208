import { describe, expect, it } from 'vitest';
import { bold, code, line, type Line } from '../../chat/text.ts';
import { clipRichText, mrkdwnOf, richTextOf } from './spans.ts';

const ann = { platform: 'slack', workspace: 'T1', id: 'U1' } as const;

describe('mrkdwnOf', () => {
  it.each<[Line, string]>([
    [line`Size: ${bold('small')}, in ${code('team_a')}`, 'Size: *small*, in `team_a`'],
    [line`a < b & c`, 'a &lt; b &amp; c'],
    [[{ person: ann }, ' asked'], '<@U1> asked'],
    [[{ group: 'S1' }], '<!subteam^S1>'],
    [
      [{ link: { text: 'the guide', url: 'https://example.test/a' } }],
      '<https://example.test/a|the guide>',
    ],
    [['snake_case stays'], 'snake_case stays'],
    [
      [{ time: '2026-11-02T09:00:00.000Z' }],
      '<!date^1793610000^{date_short_pretty} at {time}|2026-11-02 09:00 UTC>',
    ],
  ])('writes %j', (spans, text) => {
    expect(mrkdwnOf(spans)).toBe(text);
  });

  it.each<[Line]>([
    [['*stars*']],
    [['_underlines_']],
    [['a `tick`']],
    [['~gone~']],
    [['fine\n> a quote']],
    [[':tada:']],
    [[code('a ` tick')]],
    [[bold(' blank at the end ')]],
    [['glued', bold('on')]],
    [[{ link: { text: 'a|b', url: 'https://example.test/a' } }]],
  ])('leaves %j to rich text', (spans) => {
    expect(mrkdwnOf(spans)).toBeUndefined();
  });
});

it('leaves a time to the reader’s clock', () => {
  expect(richTextOf([{ time: '2026-11-02T09:00:00.000Z' }])).toEqual([
    {
      type: 'date',
      timestamp: 1_793_610_000,
      format: '{date_short_pretty} at {time}',
      fallback: '2026-11-02 09:00 UTC',
    },
  ]);
});

it('cuts rich text within its last span, and drops what comes after', () => {
  const elements = [
    { type: 'text', text: 'one' },
    { type: 'text', text: 'two and more', style: { bold: true } },
    { type: 'text', text: 'three' },
  ] as const;

  expect(clipRichText([...elements], 7)).toEqual([
    { type: 'text', text: 'one' },
    { type: 'text', text: 'two…', style: { bold: true } },
  ]);
});
