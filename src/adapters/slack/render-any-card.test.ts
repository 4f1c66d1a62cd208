import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Button, Card, CardElement } from '../../chat/card.ts';
import type { Line, Span } from '../../chat/text.ts';
import { checkMessage, checkView } from './check-payload.ts';
import { renderBlocks, renderPlainBlocks, renderText } from './render.ts';

const ann = { platform: 'slack', workspace: 'T1', id: 'U1' } as const;

/** Text that tries everything: marks, mentions, links, entities, emoji, newlines, long runs. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '',
    ' ',
    '*bold* _it_ ~no~ `code` ```block```',
    '<!channel> <@U2> <https://evil.test|safe> @here #general',
    '> quote\n- list\n:smile: &amp; < & >',
    'snake_case-name.with/path:tag',
    '👩‍👩‍👧‍👦'.repeat(600),
    'x'.repeat(5_000),
    'line\n'.repeat(3_000),
  ),
);
const PLACE = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '1.1' } as const;
const anySpan: fc.Arbitrary<Span> = fc.oneof(
  anyText,
  fc.record({ bold: anyText }),
  fc.record({ code: anyText }),
  fc.record({
    link: fc.record({
      text: anyText,
      url: fc.oneof(fc.webUrl(), fc.constant(`https://example.test/${'a'.repeat(4_000)}`)),
    }),
  }),
  fc.constant({ person: ann }),
  fc.constant({ group: 'S1' }),
  fc.record({ thread: fc.record({ text: anyText, place: fc.constant(PLACE) }) }),
  fc.constant({ time: '2026-11-02T09:00:00.000Z' }),
);
const anyLine: fc.Arbitrary<Line> = fc.array(anySpan, { maxLength: 5 });
const anyButton: fc.Arbitrary<Button> = fc.record(
  {
    label: anyText,
    action: fc.record(
      {
        name: fc.stringMatching(/^[a-z-]{1,60}$/u),
        argument: fc.string({ unit: 'binary', maxLength: 200 }),
      },
      { requiredKeys: ['name'] },
    ),
    style: fc.constantFrom('plain', 'primary', 'danger'),
    confirm: fc.record({
      title: anyText,
      text: anyText,
      confirmLabel: anyText,
      cancelLabel: anyText,
    }),
    opens: fc.stringMatching(/^[a-z-]{1,20}$/u),
  },
  { requiredKeys: ['label', 'action'] },
);
const many = { maxLength: 30 };
const anyElement: fc.Arbitrary<CardElement> = fc.oneof(
  fc.record({ type: fc.constantFrom('text', 'note'), line: anyLine }),
  fc.record({
    type: fc.constant('facts'),
    facts: fc.array(fc.record({ label: anyText, value: anyLine }), many),
  }),
  fc.record({
    type: fc.constant('list'),
    isOrdered: fc.boolean(),
    items: fc.array(anyLine, many),
  }),
  fc.record({
    type: fc.constant('choices'),
    choices: fc.array(
      fc.record(
        {
          label: anyText,
          badge: anyText,
          details: fc.array(anyLine, { maxLength: 6 }),
          button: anyButton,
        },
        { requiredKeys: ['label', 'details'] },
      ),
      { maxLength: 12 },
    ),
  }),
  fc.record(
    { type: fc.constantFrom('code', 'diff'), title: anyText, text: anyText },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.record({
    type: fc.constant('table'),
    columns: fc.array(anyText, { maxLength: 25 }),
    rows: fc.array(fc.array(anyText, { maxLength: 25 }), { maxLength: 120 }),
  }),
  fc.record(
    { type: fc.constant('quote'), text: anyText, url: fc.webUrl() },
    { requiredKeys: ['type', 'text'] },
  ),
  fc.record({
    type: fc.constant('file'),
    name: anyText,
    title: anyText,
    content: fc.constant('c0ffee'),
  }),
  fc.record(
    {
      type: fc.constant('progress'),
      steps: fc.array(
        fc.record({
          label: anyText,
          state: fc.constantFrom('waiting', 'running', 'done', 'failed'),
          detail: anyText,
        }),
        many,
      ),
      fraction: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    { requiredKeys: ['type', 'steps'] },
  ),
  fc.record({
    type: fc.constant('alert'),
    level: fc.constantFrom('info', 'success', 'warning', 'error'),
    line: anyLine,
  }),
  fc.record({ type: fc.constant('buttons'), buttons: fc.array(anyButton, many) }),
  fc.record({ type: fc.constant('heading'), text: anyText }),
  fc.constant({ type: 'divider' } as const),
) as fc.Arbitrary<CardElement>;
const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: anyText,
    elements: fc.array(anyElement, { minLength: 1, maxLength: 15 }),
    audience: fc.constant('thread' as const),
  },
  { requiredKeys: ['elements', 'audience'] },
);

describe('any card', () => {
  it.each([renderBlocks, renderPlainBlocks])('fits a message ($name)', (render) => {
    const fits = fc.property(anyCard, (card) => {
      const blocks = render({ card, sessionId: 's1', surface: 'message' });
      if (blocks.length > 0) checkMessage({ text: renderText(card), blocks });
    });

    expect(() => fc.assert(fits, { numRuns: 100 })).not.toThrow();
  });

  it('fits the Home', () => {
    const fits = fc.property(anyCard, (card) => {
      checkView({ type: 'home', blocks: renderBlocks({ card, sessionId: '', surface: 'home' }) });
    });

    expect(() => fc.assert(fits, { numRuns: 75 })).not.toThrow();
  });
});
