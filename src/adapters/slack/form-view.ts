import type {
  InputBlock,
  InputBlockElement,
  KnownBlock,
  ModalView,
  PlainTextOption,
} from '@slack/types';
import { z } from 'zod';
import type { Form, FormField, FormOption } from '../../chat/form.ts';
import type { Line } from '../../chat/text.ts';
import { parseJson, plainText } from './button.ts';
import { UNSHOWN_VALUE_ACTION, VALUE_ACTION } from './form-values.ts';
import { clipFilled, LIMITS } from './limits.ts';
import { shortened } from '../../chat/shortened.ts';
import { paragraph } from './render-element.ts';

/** The callback id of every form, so that one listener hears them all. */
export const FORM_CALLBACK = 'dotai-form';

/** What a view keeps of where it was opened: ids only. It comes back with its submission. */
export const FormOrigin = z.object({
  sessionId: z.string(),
  formId: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
});
export type FormOrigin = z.infer<typeof FormOrigin>;

/** Undefined for a view that this bot did not open as a form. */
export function readOrigin(privateMetadata: string | undefined): FormOrigin | undefined {
  const parsed = FormOrigin.safeParse(parseJson(privateMetadata ?? ''));
  return parsed.success ? parsed.data : undefined;
}

/** A form as a modal. Each field is an input block whose `block_id` is the field's id. */
export function formView(form: Form, origin: FormOrigin): ModalView {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: JSON.stringify(origin),
    title: plainText(clipFilled(form.title, LIMITS.viewTitle, 'Form')),
    submit: plainText(clipFilled(form.submitLabel, LIMITS.viewTitle, 'Submit')),
    close: plainText('Cancel'),
    blocks: [...form.intro.flatMap((line) => paragraph(line)), ...form.fields.map(inputBlock)],
  };
}

/** A modal that only says something: that the form is being loaded, checked, or gone. */
export function noticeView(title: string, line: Line): ModalView {
  const blocks: KnownBlock[] = paragraph(line);
  return {
    type: 'modal',
    callback_id: 'dotai-notice',
    title: plainText(shortened(title, LIMITS.viewTitle)),
    close: plainText('Close'),
    blocks,
  };
}

function inputBlock(field: FormField): InputBlock {
  const hint = hintOf(field);
  return {
    type: 'input',
    block_id: field.id,
    label: plainText(clipFilled(field.label, LIMITS.inputLabel, field.id)),
    ...(hint === undefined ? {} : { hint: plainText(shortened(hint, LIMITS.inputHint)) }),
    optional: !field.isRequired || field.kind === 'toggle' || isKeptEmpty(field),
    element: inputElement(field),
  };
}

/** Whether an empty input means to keep the value that the field has. */
function isKeptEmpty(field: FormField): boolean {
  return field.isUnshown === true || isTooLong(field);
}

function actionOf(field: FormField): string {
  return isKeptEmpty(field) ? UNSHOWN_VALUE_ACTION : VALUE_ACTION;
}

/** A value that Slack's input cannot hold is not shown cut: sent back, it would replace the whole. */
function isTooLong(field: FormField): boolean {
  const { kind, initial } = field;
  const isText = kind === 'text' || kind === 'multiline';
  return isText && typeof initial === 'string' && initial.length > textMax(field);
}

function textMax({ maxLength }: FormField): number {
  return Math.min(maxLength ?? LIMITS.plainTextInput, LIMITS.plainTextInput);
}

function hintOf(field: FormField): string | undefined {
  const hints = [
    field.hint,
    field.isUnshown === true
      ? 'Its value is hidden: it is kept as it is unless you write here.'
      : undefined,
    isTooLong(field)
      ? `Its value is longer than this field can show (${textMax(field)} characters). ` +
        'Leave this empty to keep it.'
      : undefined,
  ].filter((hint) => hint !== undefined && hint.trim() !== '');
  return hints.length === 0 ? undefined : hints.join(' ');
}

function inputElement(field: FormField): InputBlockElement {
  const placeholder = placeholderOf(field);
  switch (field.kind) {
    case 'text':
    case 'multiline':
      return textInput(field);
    case 'number': {
      const initial = typeof field.initial === 'string' && field.initial !== '';
      return {
        type: 'number_input',
        action_id: actionOf(field),
        is_decimal_allowed: true,
        ...(initial ? { initial_value: String(field.initial) } : {}),
        ...placeholder,
      };
    }
    case 'select':
    case 'multi-select':
      return canBeSelect(field) ? selectInput(field) : textInput(field);
    case 'toggle': {
      const option: PlainTextOption = { text: plainText('Yes'), value: 'true' };
      return {
        type: 'checkboxes',
        action_id: VALUE_ACTION,
        options: [option],
        ...(field.initial === 'true' ? { initial_options: [option] } : {}),
      };
    }
  }
}

/** Slack refuses an empty menu and option values over its limit; such a field is typed. */
function canBeSelect({ options, isSearched }: FormField): boolean {
  return isSearched || (options.length > 0 && options.every((option) => isCarried(option)));
}

function isCarried({ value }: FormOption): boolean {
  return value.trim() !== '' && value.length <= LIMITS.optionValue;
}

function textInput(field: FormField): InputBlockElement {
  const { kind, initial } = field;
  const value = typeof initial === 'string' ? initial : (initial ?? []).join(', ');
  return {
    type: 'plain_text_input',
    action_id: actionOf(field),
    multiline: kind === 'multiline',
    max_length: textMax(field),
    ...(value === '' || isTooLong(field) ? {} : { initial_value: value }),
    ...placeholderOf(field),
  };
}

function selectInput(field: FormField): InputBlockElement {
  const isSearched = field.isSearched || field.options.length > LIMITS.options;
  const chosen = initialOptions(field);
  const [first] = chosen;
  const base = { action_id: actionOf(field), ...placeholderOf(field) };
  if (field.kind === 'select') {
    const initial = first === undefined ? {} : { initial_option: first };
    return isSearched
      ? { type: 'external_select', min_query_length: 0, ...base, ...initial }
      : { type: 'static_select', options: slackOptions(field.options), ...base, ...initial };
  }
  const initial = first === undefined ? {} : { initial_options: chosen };
  return isSearched
    ? { type: 'multi_external_select', min_query_length: 0, ...base, ...initial }
    : { type: 'multi_static_select', options: slackOptions(field.options), ...base, ...initial };
}

/** Slack wants an initial option to equal one of the options, letter by letter. */
function initialOptions({ options, initial, isSearched }: FormField): PlainTextOption[] {
  const values = initial === undefined ? [] : [initial].flat();
  const chosen = values.flatMap((value): FormOption[] => {
    const option = options.find((one) => one.value === value);
    if (option !== undefined) return [option];
    return isSearched ? [{ value, label: value }] : [];
  });
  return slackOptions(chosen);
}

/** At most 100 options, each within Slack's limits; what a value's limit excludes is left out. */
export function slackOptions(options: readonly FormOption[]): PlainTextOption[] {
  return options
    .filter((option) => isCarried(option))
    .slice(0, LIMITS.options)
    .map(({ value, label, description }) => ({
      text: plainText(clipFilled(label, LIMITS.optionText, value)),
      value,
      ...(description === undefined || description.trim() === ''
        ? {}
        : { description: plainText(shortened(description, LIMITS.optionDescription)) }),
    }));
}

function placeholderOf({ placeholder }: FormField): { placeholder?: ReturnType<typeof plainText> } {
  if (placeholder === undefined || placeholder.trim() === '') return {};
  return { placeholder: plainText(shortened(placeholder, LIMITS.placeholder)) };
}
