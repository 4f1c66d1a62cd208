import { describe, expect, it } from 'vitest';
import type { Button, Card, CardElement } from '../../chat/card.ts';
import { bold, code, line, person } from '../../chat/text.ts';
import { decodePress } from './button.ts';
import { checkMessage } from './check-payload.ts';
import { totalText } from './fit-to-limits.ts';
import { LIMITS } from './limits.ts';
import { renderBlocks, renderText } from './render.ts';

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

  it('numbers a part of a longer list as the whole list does', () => {
    const [block] = blocksOf({
      type: 'choices',
      from: 11,
      choices: [{ label: 'Claim', details: [] }],
    });

    expect(block).toMatchObject({ text: { text: '*11. Claim*' } });
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

    expect(() => checkMessage({ text: 'x', blocks })).not.toThrow();
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
