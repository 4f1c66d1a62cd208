import { describe, expect, it } from 'vitest';
import { checkBlocks, type Surface } from './surfaces.ts';
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
interface Case {
  readonly name: string;
  readonly good: object;
  readonly bad: object;
  readonly refusal: string;
  readonly surface?: Surface;
}

const CASES: readonly Case[] = [
  {
    name: 'section text',
    good: { type: 'section', text: mrkdwn(long(3_000)) },
    bad: { type: 'section', text: mrkdwn(long(3_001)) },
    refusal: '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  },
  {
    name: 'section without text',
    good: { type: 'section', fields: [mrkdwn('a')] },
    bad: { type: 'section' },
    refusal: '[ERROR] must define either `text` or `fields` [json-pointer:/blocks/0]',
  },
  {
    name: 'section fields',
    good: { type: 'section', fields: many(10, () => plain('a')) },
    bad: { type: 'section', fields: many(11, () => plain('a')) },
    refusal: '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  },
  {
    name: 'section accessory',
    good: { type: 'section', text: plain('a'), accessory: picture },
    bad: { type: 'section', text: plain('a'), accessory: { type: 'plain_text_input' } },
    refusal: '[ERROR] unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]',
  },
  {
    name: 'header',
    good: { type: 'header', text: plain(long(150)) },
    bad: { type: 'header', text: mrkdwn('a') },
    refusal: '[ERROR] must be one of: plain_text [json-pointer:/blocks/0/text/type]',
  },
  {
    name: 'divider',
    good: { type: 'divider' },
    bad: { type: 'divider', text: 'a' },
    refusal: '[ERROR] invalid additional property: text [json-pointer:/blocks/0]',
  },
  {
    name: 'context',
    good: { type: 'context', elements: [mrkdwn('a'), picture] },
    bad: { type: 'context', elements: many(11, () => mrkdwn('a')) },
    refusal: '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  },
  {
    name: 'actions',
    good: actions(...many(25, () => button())),
    bad: actions(...many(26, () => button())),
    refusal: '[ERROR] no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  },
  {
    name: 'button text',
    good: actions(button({ text: plain(long(75)) })),
    bad: actions(button({ text: plain(long(76)) })),
    refusal:
      '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  },
  {
    name: 'button value',
    good: actions(button({ value: long(2_000) })),
    bad: actions(button({ value: long(2_001) })),
    refusal: '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  },
  {
    name: 'button confirmation',
    good: actions(
      button({ confirm: { title: plain('Sure?'), text: mrkdwn('a'), confirm: plain('Yes') } }),
    ),
    bad: actions(button({ confirm: { title: plain('Sure?'), text: mrkdwn(long(301)) } })),
    refusal:
      '[ERROR] must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  },
  {
    name: 'static select',
    good: actions({ type: 'static_select', options: many(100, option) }),
    bad: actions({ type: 'static_select', options: many(101, option) }),
    refusal: '[ERROR] no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  },
  {
    name: 'option groups',
    good: actions({
      type: 'static_select',
      option_groups: [{ label: plain('Group'), options: [option(1)] }],
    }),
    bad: actions({ type: 'static_select' }),
    refusal:
      '[ERROR] must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
  },
  {
    name: 'option value',
    good: actions({ type: 'static_select', options: [{ text: plain('a'), value: long(75) }] }),
    bad: actions({ type: 'static_select', options: [{ text: plain('a'), value: long(76) }] }),
    refusal:
      '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
  },
  {
    name: 'initial option',
    good: actions({ type: 'static_select', options: [option(1)], initial_option: option(1) }),
    bad: actions({ type: 'static_select', options: [option(1)], initial_option: option(2) }),
    refusal: '[ERROR] initial option is not among the options [json-pointer:/blocks/0/elements/0]',
  },
  {
    name: 'checkboxes',
    good: actions({ type: 'checkboxes', options: many(10, option) }),
    bad: actions({ type: 'checkboxes', options: many(11, option) }),
    refusal: '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
  },
  {
    name: 'external select',
    good: actions({ type: 'external_select', min_query_length: 0 }),
    bad: actions({ type: 'external_select', placeholder: plain(long(151)) }),
    refusal:
      '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]',
  },
  {
    name: 'image',
    good: picture,
    bad: { type: 'image', alt_text: 'a' },
    refusal: '[ERROR] must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
  },
  {
    name: 'rich text',
    good: rich([richSection, { type: 'rich_text_list', style: 'bullet', elements: [richSection] }]),
    bad: rich([{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }]),
    refusal:
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]',
  },
  {
    name: 'preformatted text',
    good: rich([
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'kind: Pod' }] },
    ]),
    bad: rich([{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }]),
    refusal: '[ERROR] unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]',
  },
  {
    name: 'markdown',
    good: { type: 'markdown', text: long(12_000) },
    bad: { type: 'markdown', text: long(12_001) },
    refusal: '[ERROR] must be less than 12001 characters [json-pointer:/blocks/0/text]',
  },
  {
    name: 'table',
    good: { type: 'table', rows: many(100, () => many(20, () => cell('a'))) },
    bad: { type: 'table', rows: [many(21, () => cell('a'))] },
    refusal: '[ERROR] no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
  },
  {
    name: 'table cells',
    good: { type: 'table', rows: [[cell('a'), rich([richSection])]] },
    bad: { type: 'table', rows: [[cell('')]] },
    refusal: '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
  },
  {
    name: 'data table',
    good: { type: 'data_table', caption: 'a', rows: [[cell('a')], [cell('b')]] },
    bad: { type: 'data_table', caption: 'a', rows: [[cell('a')]] },
    refusal: '[ERROR] no less than 2 items allowed [json-pointer:/blocks/0/rows]',
  },
  {
    name: 'card',
    good: { type: 'card', title: mrkdwn('a'), actions: [button()] },
    bad: { type: 'card', title: mrkdwn('a'), body: mrkdwn(long(201)) },
    refusal: '[ERROR] must be less than 201 characters [json-pointer:/blocks/0/body/text]',
  },
  {
    name: 'carousel',
    good: { type: 'carousel', elements: [{ type: 'card', title: mrkdwn('a') }] },
    bad: { type: 'carousel', elements: many(11, () => ({ type: 'card', title: mrkdwn('a') })) },
    refusal: '[ERROR] no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  },
  {
    name: 'container',
    good: { type: 'container', title: plain('a'), child_blocks: [{ type: 'divider' }] },
    bad: { type: 'container', title: plain('a'), child_blocks: [{ type: 'markdown', text: 'a' }] },
    refusal: '[ERROR] unsupported type: markdown [json-pointer:/blocks/0/child_blocks/0/type]',
  },
  {
    name: 'plan',
    good: {
      type: 'plan',
      title: 'a',
      tasks: [{ type: 'task_card', task_id: '1', title: 'a', status: 'complete' }],
    },
    bad: {
      type: 'plan',
      title: 'a',
      tasks: [{ type: 'task_card', task_id: '1', title: 'a', status: 'done' }],
    },
    refusal:
      '[ERROR] must be one of: pending, in_progress, complete, error [json-pointer:/blocks/0/tasks/0/status]',
  },
  {
    name: 'context actions',
    good: {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain('Good'), value: 'y' },
          negative_button: { text: plain('Bad'), value: 'n' },
        },
      ],
    },
    bad: { type: 'context_actions', elements: [button()] },
    refusal: '[ERROR] unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  },
  {
    name: 'alert, which only a modal may show',
    good: { type: 'alert', text: plain('a'), level: 'warning' },
    bad: { type: 'alert', text: plain('a'), level: 'loud' },
    refusal:
      '[ERROR] must be one of: default, info, warning, error, success [json-pointer:/blocks/0/level]',
    surface: 'modal',
  },
  {
    name: 'text input',
    good: input({ type: 'plain_text_input', max_length: 3_000 }),
    bad: input({ type: 'plain_text_input', initial_value: long(3_001) }),
    refusal:
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/element/initial_value]',
    surface: 'modal',
  },
  {
    name: 'number input',
    good: input({ type: 'number_input', is_decimal_allowed: false }),
    bad: input({ type: 'number_input' }),
    refusal: '[ERROR] missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]',
    surface: 'home',
  },
  {
    name: 'input label',
    good: input({ type: 'plain_text_input' }, { label: plain(long(2_000)) }),
    bad: input({ type: 'plain_text_input' }, { label: plain(long(2_001)) }),
    refusal: '[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/label/text]',
    surface: 'modal',
  },
];

function refusalsOf(blocks: unknown, surface: Surface = 'message'): readonly string[] {
  return (checkBlocks(blocks, surface, '/blocks').problems ?? []).map(writtenProblem);
}

describe('each block and element', () => {
  it.each(CASES)('takes a good $name and refuses a bad one', ({ good, bad, refusal, surface }) => {
    expect(refusalsOf([good], surface)).toEqual([]);
    expect(refusalsOf([bad], surface)).toContain(refusal);
  });
});
