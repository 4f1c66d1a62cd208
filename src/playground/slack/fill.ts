import { Failure } from '../../domain/failure.ts';
import type { Field } from './read-message.ts';
import type { MenuOption } from './validate/text-objects.ts';
import type { InteractiveElement } from './validate/elements.ts';

/** What a person puts into a field: text, the label or value of an option, several, or a tick. */
export type FieldValue = string | readonly string[] | boolean;

/** The options of a menu, found where they are kept. */
export type FindOptions = (field: Field, query: string) => Promise<readonly MenuOption[]>;

/**
 * A field's state after a person used it. Throws `Failure('invalid-input')` where the page would not
 * let them: an option that is not there, or two in a menu for one.
 */
export async function filled(
  field: Field,
  value: FieldValue,
  findOptions: FindOptions,
): Promise<unknown> {
  const { element } = field;
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: value === '' ? null : String(value) };
    case 'static_select':
    case 'radio_buttons':
    case 'external_select': {
      const [selected_option = null] = await chosen(field, value, findOptions);
      return { type, selected_option };
    }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: await chosen(field, value, findOptions) };
    case 'users_select':
      return { type, selected_user: String(value) };
    case 'channels_select':
      return { type, selected_channel: String(value) };
    case 'conversations_select':
      return { type, selected_conversation: String(value) };
    case 'datepicker':
      return { type, selected_date: String(value) };
    case 'timepicker':
      return { type, selected_time: String(value) };
    default:
      throw new Failure('invalid-input', `Nobody can fill a ${type} here yet.`);
  }
}

async function chosen(
  field: Field,
  value: FieldValue,
  findOptions: FindOptions,
): Promise<readonly object[]> {
  if (typeof value === 'boolean') return value ? listed(field.element).slice(0, 1) : [];
  const wanted = (typeof value === 'string' ? [value] : value).filter((one) => one !== '');
  return Promise.all(
    wanted.map(async (one) => {
      const inside = listed(field.element);
      const options = inside.length > 0 ? inside : await findOptions(field, one);
      const found = options.find((option) => option.value === one || option.text.text === one);
      if (found) return found;
      const known = options.map(({ text }) => text.text).join(', ');
      throw new Failure('invalid-input', `"${field.label}" has no "${one}". It has: ${known}.`);
    }),
  );
}

interface Listed {
  readonly text: { readonly text: string };
  readonly value: string;
}

function listed(element: InteractiveElement): readonly Listed[] {
  if ('options' in element && element.options) return element.options;
  if ('option_groups' in element && element.option_groups) {
    return element.option_groups.flatMap(({ options }) => options);
  }
  return [];
}

/** What the page says before it sends anything; undefined where it is content. */
export function pageError({ element, isOptional }: Field, state: unknown): string | undefined {
  const value = enteredIn(state);
  if (value === '') return isOptional ? undefined : 'Please complete this required field.';
  if (element.type === 'plain_text_input') {
    if (element.max_length !== undefined && value.length > element.max_length) {
      return `Please enter no more than ${element.max_length} characters.`;
    }
    if (element.min_length !== undefined && value.length < element.min_length) {
      return `Please enter at least ${element.min_length} characters.`;
    }
  }
  if (element.type !== 'number_input') return undefined;
  const number = Number(value);
  if (!Number.isFinite(number) || (!element.is_decimal_allowed && !Number.isInteger(number))) {
    return 'Please enter a number.';
  }
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Please enter a number of at least ${element.min_value}.`;
  }
  if (element.max_value !== undefined && number > Number(element.max_value)) {
    return `Please enter a number of at most ${element.max_value}.`;
  }
  return undefined;
}

/** What was entered, as text; empty where nothing was. */
function enteredIn(state: unknown): string {
  if (typeof state !== 'object' || state === null) return '';
  const [, entered] = Object.entries(state).find(([key]) => key !== 'type') ?? [];
  if (entered === null || entered === undefined) return '';
  if (Array.isArray(entered)) return entered.length === 0 ? '' : JSON.stringify(entered);
  return typeof entered === 'object' ? JSON.stringify(entered) : String(entered);
}
