import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Button, Card, CardElement } from '../../chat/card.ts';
import { bold, code, line, type Line, person, type Span } from '../../chat/text.ts';
import { decodePress } from './button.ts';
import { checkMessage, checkView } from './check-payload.ts';
import { totalText } from './fit-to-limits.ts';
import { LIMITS } from './limits.ts';
import { renderBlocks, renderPlainBlocks, renderText } from './render.ts';

const ann = { platform: 'slack', workspace: 'T1', id: 'U1' } as const;
const choose: Button = {
  label: 'Choose',
  style: 'primary',
  action: { name: 'choose-solution', argument: 'sol-1' },
};

function aCard(...elements: readonly CardElement[]): Card {
  return { title: 'Solutions', audience: 'thread', elements: [...elements] };
}

function blocksOf(...elements: readonly CardElement[]): ReturnType<typeof renderBlocks> {
  return renderBlocks({ card: aCard(...elements), sessionId: 's1', surface: 'message' }).slice(1);
}

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
  it('fits a message, drawn well and drawn plainly', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        for (const render of [renderBlocks, renderPlainBlocks]) {
          const blocks = render({ card, sessionId: 's1', surface: 'message' });
          if (blocks.length > 0) checkMessage({ text: renderText(card), blocks });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('fits the Home', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        checkView({
          type: 'home',
          blocks: renderBlocks({ card, sessionId: '', surface: 'home' }),
        });
      }),
      { numRuns: 75 },
    );
  });
});

describe('literal text', () => {
  const nasty = [
    '<!channel>',
    '<@U2>',
    '<https://evil.test|your bank>',
    '*not bold*',
    '_not italic_',
    '`not code`',
    ':tada:',
    '> not a quote',
    '@here',
  ];

  it.each(nasty)('is never interpreted: %s', (text) => {
    const facts: CardElement = { type: 'facts', facts: [{ label: 'Name', value: [text] }] };
    const choices: CardElement = { type: 'choices', choices: [{ label: text, details: [[text]] }] };
    const note: CardElement = { type: 'note', line: [text] };

    for (const block of blocksOf(facts, choices, note, { type: 'text', line: [text] })) {
      const marked = JSON.stringify(block).match(/"type":"mrkdwn","text":"(?:[^"\\]|\\.)*"/gu);
      for (const one of marked ?? []) expect(one).not.toContain(text === '@here' ? '\0' : text);
      for (const one of marked ?? []) expect(one).not.toMatch(/<[!@h]/u);
    }
  });

  it('is escaped in the text of the message, and mentions stay mentions', () => {
    const text = renderText(
      aCard({ type: 'text', line: line`a < b & ${'<!channel>'} by ${person(ann)}` }),
    );

    expect(text).toBe('Solutions\n\na &lt; b &amp; &lt;!channel&gt; by <@U1>');
  });
});

describe('elements', () => {
  it('shows short facts in two columns', () => {
    expect(
      blocksOf({
        type: 'facts',
        facts: [{ label: 'Namespace', value: line`${code('team_a')}` }],
      }),
    ).toEqual([
      {
        type: 'section',
        fields: [{ type: 'mrkdwn', text: '*Namespace*\n`team_a`', verbatim: true }],
      },
    ]);
  });

  it('shows a choice with its number, score and reasons, its button beside it', () => {
    const [block] = blocksOf({
      type: 'choices',
      choices: [{ label: 'Claim', badge: '92', details: [['Fits.']], button: choose }],
    });

    expect(block).toMatchObject({
      type: 'section',
      text: { text: '*1. Claim*  ·  92\nFits.' },
      accessory: { type: 'button', style: 'primary', text: { text: 'Choose' } },
    });
  });

  it('keeps the button of a choice whose text looks like formatting', () => {
    const blocks = blocksOf({
      type: 'choices',
      choices: [{ label: 'A *starred* one', details: [], button: choose }],
    });

    expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'actions']);
  });

  it('carries session, action, argument and form through a button', () => {
    const [block] = blocksOf({ type: 'buttons', buttons: [{ ...choose, opens: 'required' }] });
    const value = block?.type === 'actions' && block.elements[0];

    expect(decodePress(value && 'value' in value ? value.value : undefined)).toEqual({
      sessionId: 's1',
      action: choose.action,
      formId: 'required',
    });
  });

  it('gives the same action twice two ids', () => {
    const card = aCard(
      { type: 'buttons', buttons: [choose, choose] },
      { type: 'buttons', buttons: [choose] },
    );
    const blocks = renderBlocks({ card, sessionId: 's1', surface: 'message' });

    checkMessage({ text: 'x', blocks });
  });

  it('mentions people and groups in rich text', () => {
    expect(blocksOf({ type: 'text', line: line`${bold('For')} ${person(ann)}` })).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'For', style: { bold: true } },
              { type: 'text', text: ' ' },
              { type: 'user', user_id: 'U1' },
            ],
          },
        ],
      },
    ]);
  });

  it('draws the first table as a table and a second one as text, since Slack takes one', () => {
    const table: CardElement = { type: 'table', columns: ['Kind'], rows: [['Deployment']] };

    expect(blocksOf(table, table).map(({ type }) => type)).toEqual(['table', 'rich_text']);
  });

  it('says how many lines of a long text are not shown', () => {
    const [block] = blocksOf({ type: 'code', text: 'key: value\n'.repeat(1_000) });

    expect(JSON.stringify(block)).toMatch(/… \d+ more lines/u);
  });
});

describe('a card that is too long', () => {
  it('keeps its buttons, and says that something is left out', () => {
    const long = Array.from({ length: 60 }, () => ({ type: 'divider' }) as const);
    const blocks = blocksOf(...long, { type: 'buttons', buttons: [choose] });

    expect(blocks.length).toBeLessThan(LIMITS.messageBlocks);
    expect(blocks.at(-2)?.type).toBe('actions');
    expect(JSON.stringify(blocks.at(-1))).toContain('does not fit');
  });

  it('shortens code before it leaves anything out', () => {
    const code: CardElement = { type: 'code', text: 'key: value\n'.repeat(270) };
    const blocks = blocksOf(code, code, code, code, code, code);

    expect(blocks).toHaveLength(6);
    expect(totalText(blocks)).toBeLessThanOrEqual(LIMITS.blocksText);
  });
});
