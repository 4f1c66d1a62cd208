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
    case 'overflow': {
      const [selected_option] = await chosen(field, value, findOptions);
      return { type, selected_option };
    }
    default:
      return namedState(field.element, value);
  }
}

/** What is not chosen from options: people, places, moments, formatted text. */
function namedState(element: InteractiveElement, value: FieldValue): unknown {
  const { type } = element;
  const one = Array.isArray(value) ? String(value[0]) : String(value);
  const several = Array.isArray(value) ? value : [String(value)];
  switch (type) {
    case 'users_select':
      return { type, selected_user: one };
    case 'multi_users_select':
      return { type, selected_users: several };
    case 'channels_select':
      return { type, selected_channel: one };
    case 'multi_channels_select':
      return { type, selected_channels: several };
    case 'conversations_select':
      return { type, selected_conversation: one };
    case 'multi_conversations_select':
      return { type, selected_conversations: several };
    case 'datepicker':
      return { type, selected_date: one };
    case 'timepicker':
      return { type, selected_time: one };
    case 'datetimepicker':
      return { type, selected_date_time: secondsIn(one) };
    case 'rich_text_input':
      return { type, rich_text_value: richText(one) };
    case 'feedback_buttons':
      return { type, value: feedbackValue(element, one) };
    default:
      throw new Failure('invalid-input', `Nobody can fill in a ${type}.`);
  }
}

/** A moment in seconds since 1970: so many, or as ISO 8601 writes it. */
function secondsIn(text: string): number {
  return /^\d+$/u.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1_000);
}

function richText(text: string): unknown {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  return text === '' ? null : { type: 'rich_text', elements };
}

function feedbackValue(
  element: Extract<InteractiveElement, { readonly type: 'feedback_buttons' }>,
  label: string,
): string {
  const buttons = [element.positive_button, element.negative_button];
  const found = buttons.find(({ text, value }) => text.text === label || value === label);
  if (!found) throw new Failure('invalid-input', `There is no "${label}" to press here.`);
  return found.value;
}

async function chosen(
  field: Field,
  value: FieldValue,
  findOptions: FindOptions,
): Promise<readonly object[]> {
  if (typeof value === 'boolean') return value ? listedOptions(field.element).slice(0, 1) : [];
  const wanted = (typeof value === 'string' ? [value] : value).filter((one) => one !== '');
  return Promise.all(
    wanted.map(async (one) => {
      const inside = listedOptions(field.element);
      const options = inside.length > 0 ? inside : await findOptions(field, one);
      const found = options.find((option) => option.value === one || option.text.text === one);
      if (found) return found;
      const known = options.map(({ text }) => text.text).join(', ');
      throw new Failure('invalid-input', `"${field.label}" has no "${one}". It has: ${known}.`);
    }),
  );
}

export interface Listed {
  readonly text: { readonly text: string };
  readonly value: string;
}

/** The options that a menu brings along; none where they are searched for. */
export function listedOptions(element: InteractiveElement): readonly Listed[] {
  if ('options' in element && element.options) return element.options;
  if ('option_groups' in element && element.option_groups) {
    return element.option_groups.flatMap(({ options }) => options);
  }
  return [];
}
