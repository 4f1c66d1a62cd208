import { expect, it } from 'vitest';
import type { Card } from './card.ts';
import { redactedCard } from './redacted-card.ts';

const place = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const KEY = 'AKIAIOSFODNN7EXAMPLE';

it('hides secrets in whatever is read, and keeps what buttons and files need', () => {
  const action = { name: 'choose-solution', argument: 'sol-1' };
  const file = {
    type: 'file',
    name: 'a.yaml',
    title: 'Manifests',
    content: 'f'.repeat(64),
  } as const;
  const card: Card = {
    title: 'Review',
    audience: 'thread',
    elements: [
      { type: 'text', line: [`use ${KEY}`, { bold: KEY }, { code: KEY }] },
      { type: 'note', line: [{ thread: { text: KEY, place } }] },
      { type: 'heading', text: KEY },
      { type: 'alert', level: 'error', line: [KEY] },
      { type: 'facts', facts: [{ label: 'Master password', value: ['horsebattery'] }] },
      { type: 'list', isOrdered: true, items: [[KEY]] },
      {
        type: 'choices',
        choices: [{ label: KEY, details: [[KEY]], button: { label: 'Choose 1', action } }],
      },
      { type: 'code', text: KEY },
      { type: 'diff', text: `+ key: ${KEY}` },
      { type: 'quote', text: KEY },
      { type: 'table', columns: ['a'], rows: [[KEY]] },
      file,
      { type: 'buttons', buttons: [{ label: 'Go', action }] },
    ],
  };
  const shown = redactedCard(card);

  expect(JSON.stringify(shown)).not.toMatch(/AKIA|horsebattery/u);
  expect(shown.elements).toHaveLength(card.elements.length);
  expect(shown.elements).toContainEqual(file);
  expect(JSON.stringify(shown)).toContain(JSON.stringify(action));
});

it('leaves a card without secrets as it is', () => {
  const card: Card = {
    audience: 'thread',
    elements: [{ type: 'facts', facts: [{ label: 'Size', value: ['small'] }] }],
  };

  expect(redactedCard(card)).toEqual(card);
});
