import { describe, expect, it } from 'vitest';
import { pageError } from './page-error.ts';
import { placedBlocks } from './validate/block-rules.ts';
import { Block } from './validate/blocks.ts';

const NUMBER = { is_decimal_allowed: false, min_value: '2', max_value: '5' };
const LENGTH = { min_length: 2, max_length: 3 };
const MORE: Readonly<Record<string, object>> = {
  number_input: NUMBER,
  plain_text_input: LENGTH,
  checkboxes: { options: [{ text: { type: 'plain_text', text: 'A' }, value: 'a' }] },
};

/** What is said of a field of that type. */
function said(type: string, state: object, isOptional = true): string | undefined {
  const element = { type, action_id: 'value', ...MORE[type] };
  const label = { type: 'plain_text', text: 'Field' };
  const [placed] = placedBlocks([Block.parse({ type: 'input', label, element })]);
  const [field] = placed?.elements ?? [];
  if (!placed || !field) throw new Error('no element');
  return pageError({ label: 'Field', placed, element: field, isOptional }, { type, ...state });
}

describe('what the page says of a field', () => {
  it.each([
    ['plain_text_input', { value: 'a' }, 'Please enter at least 2 characters.'],
    ['plain_text_input', { value: 'aaaa' }, 'Please enter no more than 3 characters.'],
    ['email_text_input', { value: 'ana' }, 'Please enter a valid email address.'],
    ['url_text_input', { value: 'ana' }, 'Please enter a valid URL.'],
    ['url_text_input', { value: 'javascript:alert(1)' }, 'Please enter a valid URL.'],
    ['number_input', { value: '2.5' }, 'Please enter a number.'],
    ['number_input', { value: '1' }, 'Please enter a number of at least 2.'],
    ['number_input', { value: '6' }, 'Please enter a number of at most 5.'],
    ['datepicker', { selected_date: '2026-13-01' }, 'Please enter a valid date.'],
    ['timepicker', { selected_time: '25:00' }, 'Please enter a valid time.'],
    ['datetimepicker', { selected_date_time: 12 }, 'Please enter a valid date and time.'],
  ])('is a sentence where it is wrong: %s %j', (type, state, sentence) => {
    expect(said(type, state)).toBe(sentence);
  });

  it.each([
    ['plain_text_input', { value: 'aa' }],
    ['email_text_input', { value: 'ana@example.com' }],
    ['url_text_input', { value: 'http://localhost:3000/a?b' }],
    ['number_input', { value: '5' }],
    ['datepicker', { selected_date: '2026-02-28' }],
    ['timepicker', { selected_time: '00:00' }],
    ['datetimepicker', { selected_date_time: 1_767_225_600 }],
  ])('is nothing where it is right: %s %j', (type, state) => {
    expect(said(type, state, false)).toBeUndefined();
  });

  it.each([
    ['plain_text_input', { value: null }],
    ['users_select', { selected_user: null }],
    ['checkboxes', { selected_options: [] }],
    ['multi_users_select', { selected_users: [] }],
    ['datetimepicker', { selected_date_time: null }],
    ['rich_text_input', { rich_text_value: richText(' ') }],
  ])('lets it be empty only where that is allowed: %s', (type, state) => {
    expect(said(type, state, true)).toBeUndefined();
    expect(said(type, state, false)).toBe('Please complete this required field.');
  });

  it('takes formatted text', () => {
    expect(said('rich_text_input', { rich_text_value: richText('hello') }, false)).toBeUndefined();
  });
});

function richText(text: string): object {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  return { type: 'rich_text', elements };
}
