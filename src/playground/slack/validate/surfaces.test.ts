import { describe, expect, it } from 'vitest';
import { checkBlocks, checkSuggestions, checkView, type Surface } from './surfaces.ts';
import { writtenProblem } from './slack-words.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));
const option = (index: number) => ({ text: plain(`Option ${index}`), value: `o${index}` });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const picture = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A picture' };
const rich = (elements: readonly object[]) => ({ type: 'rich_text', elements });
const richSection = { type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] };
const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('Name'),
  element,
  ...more,
});
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const cell = (text: string) => ({ type: 'raw_text', text });

/** A payload that passes, the same spoilt, and what Slack says of it; `modal` where not a message. */
type Case = readonly [name: string, good: object, bad: object, refusal: string, surface?: Surface];

const CASES: readonly Case[] = [
  [
    'section text',
    { type: 'section', text: mrkdwn(long(3_000)) },
    { type: 'section', text: mrkdwn(long(3_001)) },
    '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'section without text',
    { type: 'section', fields: [mrkdwn('a')] },
    { type: 'section' },
    '[ERROR] must define either `text` or `fields` [json-pointer:/blocks/0]',
  ],
  [
    'section fields',
    { type: 'section', fields: many(10, () => plain('a')) },
    { type: 'section', fields: many(11, () => plain('a')) },
    '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'section accessory',
    { type: 'section', text: plain('a'), accessory: picture },
    { type: 'section', text: plain('a'), accessory: { type: 'plain_text_input' } },
    '[ERROR] unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]',
  ],
  [
    'header',
    { type: 'header', text: plain(long(150)) },
    { type: 'header', text: mrkdwn('a') },
    '[ERROR] must be one of: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  [
    'divider',
    { type: 'divider' },
    { type: 'divider', text: 'a' },
    '[ERROR] invalid additional property: text [json-pointer:/blocks/0]',
  ],
  [
    'context',
    { type: 'context', elements: [mrkdwn('a'), picture] },
    { type: 'context', elements: many(11, () => mrkdwn('a')) },
    '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'actions',
    actions(...many(25, () => button())),
    actions(...many(26, () => button())),
    '[ERROR] no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'button text',
    actions(button({ text: plain(long(75)) })),
    actions(button({ text: plain(long(76)) })),
    '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'button value',
    actions(button({ value: long(2_000) })),
    actions(button({ value: long(2_001) })),
    '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'button confirmation',
    actions(
      button({ confirm: { title: plain('Sure?'), text: mrkdwn('a'), confirm: plain('Yes') } }),
    ),
    actions(button({ confirm: { title: plain('Sure?'), text: mrkdwn(long(301)) } })),
    '[ERROR] must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  ],
  [
    'static select',
    actions({ type: 'static_select', options: many(100, option) }),
    actions({ type: 'static_select', options: many(101, option) }),
    '[ERROR] no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'option groups',
    actions({
      type: 'static_select',
      option_groups: [{ label: plain('Group'), options: [option(1)] }],
    }),
    actions({ type: 'static_select' }),
    '[ERROR] must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'option value',
    actions({ type: 'static_select', options: [{ text: plain('a'), value: long(75) }] }),
    actions({ type: 'static_select', options: [{ text: plain('a'), value: long(76) }] }),
    '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  ],
  [
    'initial option',
    actions({ type: 'static_select', options: [option(1)], initial_option: option(1) }),
    actions({ type: 'static_select', options: [option(1)], initial_option: option(2) }),
    '[ERROR] initial option is not among the options [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'checkboxes',
    actions({ type: 'checkboxes', options: many(10, option) }),
    actions({ type: 'checkboxes', options: many(11, option) }),
    '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'external select',
    actions({ type: 'external_select', min_query_length: 0 }),
    actions({ type: 'external_select', placeholder: plain(long(151)) }),
    '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]',
  ],
  [
    'image',
    picture,
    { type: 'image', alt_text: 'a' },
    '[ERROR] must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
  ],
  [
    'rich text',
    rich([richSection, { type: 'rich_text_list', style: 'bullet', elements: [richSection] }]),
    rich([{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }]),
    '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
  ],
  [
    'preformatted text',
    rich([{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'kind: Pod' }] }]),
    rich([{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }]),
    '[ERROR] unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]',
  ],
  [
    'markdown',
    { type: 'markdown', text: long(12_000) },
    { type: 'markdown', text: long(12_001) },
    '[ERROR] must be less than 12001 characters [json-pointer:/blocks/0/text]',
  ],
  [
    'table',
    { type: 'table', rows: many(100, () => many(20, () => cell('a'))) },
    { type: 'table', rows: [many(21, () => cell('a'))] },
    '[ERROR] no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
  ],
  [
    'table cells',
    { type: 'table', rows: [[cell('a'), rich([richSection])]] },
    { type: 'table', rows: [[cell('')]] },
    '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
  ],
  [
    'data table',
    { type: 'data_table', caption: 'a', rows: [[cell('a')], [cell('b')]] },
    { type: 'data_table', caption: 'a', rows: [[cell('a')]] },
    '[ERROR] no less than 2 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    'card',
    { type: 'card', title: mrkdwn('a'), actions: [button()] },
    { type: 'card', title: mrkdwn('a'), body: mrkdwn(long(201)) },
    '[ERROR] must be less than 201 characters [json-pointer:/blocks/0/body/text]',
  ],
  [
    'carousel',
    { type: 'carousel', elements: [{ type: 'card', title: mrkdwn('a') }] },
    { type: 'carousel', elements: many(11, () => ({ type: 'card', title: mrkdwn('a') })) },
    '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'container',
    { type: 'container', title: plain('a'), child_blocks: [{ type: 'divider' }] },
    { type: 'container', title: plain('a'), child_blocks: [{ type: 'markdown', text: 'a' }] },
    '[ERROR] unsupported type: markdown [json-pointer:/blocks/0/child_blocks/0/type]',
  ],
  [
    'plan',
    {
      type: 'plan',
      title: 'a',
      tasks: [{ type: 'task_card', task_id: '1', title: 'a', status: 'complete' }],
    },
    {
      type: 'plan',
      title: 'a',
      tasks: [{ type: 'task_card', task_id: '1', title: 'a', status: 'done' }],
    },
    '[ERROR] must be one of: pending, in_progress, complete, error [json-pointer:/blocks/0/tasks/0/status]',
  ],
  [
    'context actions',
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain('Good'), value: 'y' },
          negative_button: { text: plain('Bad'), value: 'n' },
        },
      ],
    },
    { type: 'context_actions', elements: [button()] },
    '[ERROR] unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'alert, which only a modal may show',
    { type: 'alert', text: plain('a'), level: 'warning' },
    { type: 'alert', text: plain('a'), level: 'loud' },
    '[ERROR] must be one of: default, info, warning, error, success [json-pointer:/blocks/0/level]',
    'modal',
  ],
  [
    'text input',
    input({ type: 'plain_text_input', max_length: 3_000 }),
    input({ type: 'plain_text_input', initial_value: long(3_001) }),
    '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/element/initial_value]',
    'modal',
  ],
  [
    'number input',
    input({ type: 'number_input', is_decimal_allowed: false }),
    input({ type: 'number_input' }),
    '[ERROR] missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]',
    'home',
  ],
  [
    'input label',
    input({ type: 'plain_text_input' }, { label: plain(long(2_000)) }),
    input({ type: 'plain_text_input' }, { label: plain(long(2_001)) }),
    '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/label/text]',
    'modal',
  ],
];

function refusalsOf(blocks: unknown, surface: Surface = 'message'): readonly string[] {
  return (checkBlocks(blocks, surface, '/blocks').problems ?? []).map(writtenProblem);
}

describe('checkBlocks', () => {
  it.each(CASES)('takes a good %s and refuses a bad one', (_name, good, bad, refusal, surface) => {
    expect(refusalsOf([good], surface)).toEqual([]);
    expect(refusalsOf([bad], surface)).toContain(refusal);
  });

  it.each([
    ['message', { type: 'input', label: plain('a'), element: { type: 'plain_text_input' } }],
    ['message', { type: 'alert', text: plain('a') }],
    ['modal', { type: 'markdown', text: 'a' }],
    ['modal', { type: 'table', rows: [[cell('a')]] }],
    ['home', { type: 'context_actions', elements: [] }],
  ] as const)('refuses what a %s may not show', (surface, block) => {
    expect(refusalsOf([block], surface)).not.toEqual([]);
  });

  it('refuses a 51st block in a message and a 101st in a view', () => {
    const divider = () => ({ type: 'divider' });
    expect(refusalsOf(many(50, divider))).toEqual([]);
    expect(refusalsOf(many(51, divider))).toContain(
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    );
    expect(refusalsOf(many(100, divider), 'home')).toEqual([]);
    expect(refusalsOf(many(101, divider), 'home')).toHaveLength(1);
  });

  it('refuses what is too much only together', () => {
    const halves = many(2, () => ({ type: 'markdown', text: long(6_001) }));
    expect(refusalsOf(halves)).toHaveLength(1);
    const tables = many(2, () => ({ type: 'table', rows: [[cell('a')]] }));
    expect(refusalsOf(tables)).toEqual(['[ERROR] only_one_table_allowed [json-pointer:/blocks]']);
    const wide = [{ type: 'table', rows: many(5, () => [cell(long(2_001))]) }];
    expect(refusalsOf(wide)).toHaveLength(1);
  });

  it('refuses a block or action id that is used twice', () => {
    const twice = many(2, () => ({ type: 'divider', block_id: 'same' }));
    expect(refusalsOf(twice)).toEqual([
      '[ERROR] `block_id` same already exists [json-pointer:/blocks/1/block_id]',
    ]);
    const actionsTwice = actions(button({ action_id: 'a' }), button({ action_id: 'a' }));
    expect(refusalsOf([actionsTwice])).toHaveLength(1);
    const apart = many(2, () => actions(button({ action_id: 'a' })));
    expect(refusalsOf(apart)).toEqual([]);
  });

  it('names an unknown block and a missing type', () => {
    expect(refusalsOf([{ type: 'banner' }])).toEqual([
      '[ERROR] unsupported type: banner [json-pointer:/blocks/0/type]',
    ]);
    expect(refusalsOf([{}])).toEqual([
      '[ERROR] missing required field: type [json-pointer:/blocks/0]',
    ]);
  });

  it('fills in the ids that were left out', () => {
    const checked = checkBlocks([actions(button(), button())], 'message', '/blocks');
    const [block] = checked.problems ? [] : checked.value;
    const ids = block?.type === 'actions' ? block.elements.map(({ action_id }) => action_id) : [];
    expect(new Set([block?.block_id, ...ids])).toHaveProperty('size', 3);
  });
});

describe('checkView', () => {
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain('Settings'),
    submit: plain('Save'),
    blocks: [input({ type: 'plain_text_input' })],
    ...more,
  });
  const refusals = (view: object) => (checkView(view, 'modal').problems ?? []).map(writtenProblem);

  it.each([
    [{ title: plain(long(25)) }, '/view/title/text'],
    [{ submit: plain(long(25)) }, '/view/submit/text'],
    [{ close: plain(long(25)) }, '/view/close/text'],
    [{ private_metadata: long(3_001) }, '/view/private_metadata'],
    [{ callback_id: long(256) }, '/view/callback_id'],
    [{ submit: undefined }, '/view/blocks/0/input'],
    [{ colour: 'red' }, '/view'],
  ])('refuses %j', (spoilt, pointer) => {
    expect(refusals(modal())).toEqual([]);
    expect(refusals(modal(spoilt)).join()).toContain(`[json-pointer:${pointer}]`);
  });
});

describe('checkSuggestions', () => {
  it('takes a hundred options and refuses one more', () => {
    expect(checkSuggestions({ options: many(100, option) }).problems).toBeUndefined();
    expect(checkSuggestions({ options: many(101, option) }).problems).toHaveLength(1);
  });
});
