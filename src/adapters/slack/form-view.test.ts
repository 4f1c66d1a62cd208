import { describe, expect, it } from 'vitest';
import type { FormField } from '../../chat/form.ts';
import { checkView } from './check-payload.ts';
import { formValues, ViewValues, viewErrors } from './form-values.ts';
import { formView, readOrigin } from './form-view.ts';

const origin = { sessionId: 's1', formId: 'required', channel: 'C1' };

function aField(field: Partial<FormField>): FormField {
  return {
    id: 'field-1',
    label: 'Field',
    kind: 'text',
    options: [],
    isSearched: false,
    isRequired: true,
    ...field,
  };
}

/** The input block that a field becomes; the view around it is checked. */
function inputOf(field: Partial<FormField>): unknown {
  const view = formView(
    {
      id: 'required',
      title: 'Settings',
      submitLabel: 'Save',
      intro: [],
      fields: [aField(field)],
    },
    origin,
  );
  checkView(view);
  return view.blocks[0];
}

const options = [
  { value: 'small', label: 'Small', description: 'the schema’s default' },
  { value: 'large', label: 'Large' },
];
const hundredOne = Array.from({ length: 101 }, (_, index) => ({
  value: `team-${index}`,
  label: `team-${index}`,
}));

describe('a field', () => {
  it.each<[string, Partial<FormField>, object]>([
    ['text', { initial: 'my-db' }, { type: 'plain_text_input', initial_value: 'my-db' }],
    ['long text', { kind: 'multiline' }, { multiline: true, max_length: 3_000 }],
    ['a number', { kind: 'number', initial: '3' }, { type: 'number_input', initial_value: '3' }],
    [
      'a choice',
      { kind: 'select', options, initial: 'small' },
      { type: 'static_select', initial_option: { value: 'small' } },
    ],
    [
      'a choice among more than a menu holds',
      { kind: 'select', options: hundredOne },
      { type: 'external_select', min_query_length: 0 },
    ],
    [
      'several choices',
      { kind: 'multi-select', options, initial: ['large'] },
      { type: 'multi_static_select', initial_options: [{ value: 'large' }] },
    ],
    [
      'a searched choice with a value of its own',
      { kind: 'select', isSearched: true, initial: 'team-7' },
      { type: 'external_select', initial_option: { value: 'team-7' } },
    ],
    [
      'yes or no',
      { kind: 'toggle', initial: 'true' },
      { type: 'checkboxes', initial_options: [{ value: 'true' }] },
    ],
    [
      'text, where an option is longer than Slack carries',
      { kind: 'select', options: [{ value: 'x'.repeat(76), label: 'x' }] },
      { type: 'plain_text_input' },
    ],
    ['text, where there is nothing to choose', { kind: 'select' }, { type: 'plain_text_input' }],
  ])('is asked for as %s', (_, field, element) => {
    expect(inputOf(field)).toMatchObject({ type: 'input', block_id: 'field-1', element });
  });

  it('is not shown cut when its value is longer than Slack holds, and may be left as it is', () => {
    const input = inputOf({ kind: 'multiline', initial: 'x'.repeat(3_001) });

    expect(input).toMatchObject({
      optional: true,
      hint: { text: expect.stringContaining('keep') },
      element: { action_id: 'unshown-value' },
    });
    expect(input).not.toHaveProperty('element.initial_value');
  });

  it.each<Partial<FormField>>([{ hint: 'For the admin.' }, { kind: 'number' }])(
    'may be left empty to keep the value that nobody may see',
    (field) => {
      const input = inputOf({ ...field, isUnshown: true });

      expect(input).toMatchObject({
        optional: true,
        hint: { text: expect.stringContaining('kept as it is unless you write here') },
        element: { action_id: 'unshown-value' },
      });
      expect(input).not.toHaveProperty('element.initial_value');
    },
  );

  it('may be left unchecked, though an answer is required', () => {
    expect(inputOf({ kind: 'toggle' })).toMatchObject({ optional: true });
  });
});

describe('what comes back', () => {
  it('is the form’s origin, and nothing for a view of somebody else', () => {
    expect(readOrigin(JSON.stringify(origin))).toEqual(origin);
    expect(readOrigin('')).toBeUndefined();
    expect(readOrigin('{"other":1}')).toBeUndefined();
  });

  it('is each field’s value: empty where it was emptied, absent where it could not be shown', () => {
    const values = ViewValues.parse({
      name: { value: { type: 'plain_text_input', value: 'my-db' } },
      empty: { value: { type: 'plain_text_input', value: null } },
      unshown: { 'unshown-value': { type: 'plain_text_input', value: null } },
      size: { value: { type: 'static_select', selected_option: { value: 'small' } } },
      none: { value: { type: 'external_select', selected_option: null } },
      many: { value: { type: 'multi_static_select', selected_options: [{ value: 'a' }] } },
      off: { value: { type: 'checkboxes', selected_options: [] } },
    });

    expect(formValues(values)).toEqual({
      name: 'my-db',
      empty: '',
      none: '',
      size: 'small',
      many: ['a'],
      off: 'false',
    });
  });

  it('shows an error of a field that is not there at one that is', () => {
    expect(viewErrors({ gone: 'Too late.', name: 'Too long.' }, ['name', 'size'])).toEqual({
      name: 'Too long. Too late.',
    });
  });
});
