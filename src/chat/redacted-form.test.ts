import { expect, it } from 'vitest';
import { type Form, FormField } from './form.ts';
import { redactedForm } from './redacted-form.ts';

const KEY = 'AKIAIOSFODNN7EXAMPLE';

function aField(parts: Partial<FormField>): FormField {
  const plain = { kind: 'text', options: [], isSearched: false, isRequired: true } as const;
  return FormField.parse({ id: 'a', label: 'Region', ...plain, ...parts });
}

function aForm(...fields: FormField[]): Form {
  return { id: 'f', title: 'Settings', submitLabel: 'Continue', intro: [[KEY]], fields };
}

it('has no secrets in what people read of it', () => {
  const options = [{ value: 'opaque', label: KEY, description: KEY }];
  const shown = redactedForm(aForm(aField({ label: KEY, hint: KEY, placeholder: KEY, options })));

  expect(JSON.stringify(shown)).not.toContain(KEY);
  expect(shown.fields[0]?.options[0]?.value).toBe('opaque');
});

it('leaves a field empty whose value would have to be hidden, and keeps the others', () => {
  const fields = [
    aField({ initial: KEY }),
    aField({ label: 'Admin password', initial: 'horsebattery' }),
    aField({ kind: 'multi-select', initial: ['eu', 'us'] }),
    aField({ initial: 'us-east-1' }),
    aField({}),
  ];

  expect(redactedForm(aForm(...fields)).fields.map(({ initial }) => initial)).toEqual([
    undefined,
    undefined,
    ['eu', 'us'],
    'us-east-1',
    undefined,
  ]);
});
