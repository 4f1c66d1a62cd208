import type { Form, FormField, FormOption } from './form.ts';
import { redactedLine } from './redacted-card.ts';
import { shownNamed, shownText } from '../domain/shown-text.ts';

/**
 * The form without secrets in whatever people read of it. A field whose value would have to be hidden
 * is left empty: what stood in its place would come back as the answer.
 */
export function redactedForm(form: Form): Form {
  return {
    ...form,
    title: shownText(form.title),
    intro: form.intro.map(redactedLine),
    fields: form.fields.map(redactedField),
  };
}

function redactedField({ initial, ...field }: FormField): FormField {
  const { label, hint, placeholder, options } = field;
  return {
    ...field,
    label: shownText(label),
    ...(hint === undefined ? {} : { hint: shownText(hint) }),
    ...(placeholder === undefined ? {} : { placeholder: shownText(placeholder) }),
    options: options.map(redactedOption),
    ...(initial === undefined || hidesInitial({ label, initial }) ? {} : { initial }),
  };
}

/** Whether the value that a field would begin with has to be hidden. */
export function hidesInitial({ label, initial }: Pick<FormField, 'label' | 'initial'>): boolean {
  const values = initial === undefined ? [] : [initial].flat();
  return values.some((value) => shownNamed({ name: label, value }) !== value);
}

/** Its value goes back as it is: nobody reads it. */
function redactedOption({ value, label, description }: FormOption): FormOption {
  return {
    value,
    label: shownText(label),
    ...(description === undefined ? {} : { description: shownText(description) }),
  };
}
