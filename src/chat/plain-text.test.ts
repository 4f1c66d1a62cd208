import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CardElement, Card } from './card.ts';
import { progressBar, renderPlainElement, renderPlainText } from './plain-text.ts';
import { bold, code, line, person, thread, time } from './text.ts';

const ann = { platform: 'slack', workspace: 'T1', id: 'U1' } as const;
const button = { label: 'Choose', action: { name: 'choose-solution', argument: 'sol-1' } };

/** One of each, with what its text must hold. */
const elements: readonly (readonly [CardElement, readonly string[]])[] = [
  [{ type: 'text', line: line`Chosen: ${bold('A database')}` }, ['Chosen: A database']],
  [{ type: 'heading', text: 'Recent changes' }, ['Recent changes']],
  [{ type: 'note', line: line`Asked by ${person(ann)}` }, ['Asked by @U1']],
  [
    { type: 'facts', facts: [{ label: 'Namespace', value: line`${code('team-a')}` }] },
    ['Namespace: team-a'],
  ],
  [{ type: 'list', isOrdered: true, items: [['one'], ['two']] }, ['1. one\n2. two']],
  [
    {
      type: 'choices',
      choices: [{ label: 'Claim', badge: '92', details: [['It fits.']], button }],
    },
    ['1. Claim [92]', 'It fits.', '[Choose]'],
  ],
  [{ type: 'code', title: 'app.yaml', text: 'a: 1\nb: 2' }, ['app.yaml', 'a: 1\nb: 2']],
  [{ type: 'diff', text: '- a\n+ b' }, ['- a\n+ b']],
  [
    { type: 'table', columns: ['Kind', 'Group'], rows: [['Deployment', 'apps']] },
    ['Kind        Group\nDeployment  apps'],
  ],
  [
    { type: 'quote', text: 'we always\nuse it', url: 'https://example.test/p1' },
    ['> we always\n> use it', 'https://example.test/p1'],
  ],
  [{ type: 'file', name: 'a.yaml', title: 'Manifests', content: 'c0ffee' }, ['Manifests (a.yaml)']],
  [
    {
      type: 'progress',
      steps: [{ label: 'Reading', state: 'running', detail: '3 of 9' }],
      fraction: 0.3,
    },
    ['⏳ Reading – 3 of 9', '▓▓▓░░░░░░░ 30 %'],
  ],
  [{ type: 'alert', level: 'error', line: ['It failed.'] }, ['❌ It failed.']],
  [{ type: 'buttons', buttons: [button, { ...button, label: 'Cancel' }] }, ['[Choose] [Cancel]']],
  [{ type: 'divider' }, ['――']],
];

const place = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '1.1' } as const;

describe('renderPlainText', () => {
  it('shows a conversation by its words and a time in full', () => {
    const spans = line`${thread('A database', place)} since ${time('2026-11-02T09:00:59.000Z')}`;

    expect(renderPlainElement({ type: 'text', line: spans })).toBe(
      'A database since 2026-11-02 09:00 UTC',
    );
  });

  it.each(elements)('shows all of $type', (element, expected) => {
    const text = renderPlainElement(element);

    for (const part of expected) expect(text).toContain(part);
  });

  it('has a case for every element that a card can hold', () => {
    const known = Card.shape.elements.element.options.map((option) => option.shape.type.value);

    expect(elements.map(([element]) => element.type).toSorted()).toEqual(known.toSorted());
  });

  it('puts the title first and a blank line between the elements', () => {
    const card: Card = {
      title: 'Review',
      audience: 'thread',
      elements: [
        { type: 'text', line: ['one'] },
        { type: 'text', line: [] },
        { type: 'text', line: ['two'] },
      ],
    };

    expect(renderPlainText(card)).toBe('Review\n\none\n\ntwo');
  });

  it('names people and groups as it is told, and shows where a link leads', () => {
    const card: Card = {
      audience: 'thread',
      elements: [
        {
          type: 'text',
          line: [
            { person: ann },
            ' and ',
            { group: 'S1' },
            ': ',
            { link: { text: 'the guide', url: 'https://example.test/guide' } },
          ],
        },
      ],
    };
    const text = renderPlainText(card, { names: () => 'Ann', groups: (id) => `team ${id}` });

    expect(text).toBe('Ann and team S1: the guide (https://example.test/guide)');
  });

  it('escapes whatever is not a person or a group', () => {
    const star = (text: string): string => text.replaceAll(/[a-z]/gu, '*');

    for (const [element] of elements) {
      expect(renderPlainElement(element, { escape: star, names: () => '@U1' })).not.toMatch(
        /[a-z]/u,
      );
    }
  });

  it('draws a bar of ten cells for every fraction', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (fraction) => {
        expect(progressBar(fraction)).toMatch(/^▓*░* \d+ %$/u);
        expect(progressBar(fraction).split(' ')[0]).toHaveLength(10);
      }),
    );
  });
});
