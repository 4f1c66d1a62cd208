import { z } from 'zod';
import type { Field } from './read-message.ts';
import { textOfPart } from './read-text.ts';
import type { InteractiveElement } from './validate/elements.ts';
import { RichTextBlock } from './validate/rich-text.ts';

/** What the page says before it sends anything; undefined where it is content. */
export function pageError({ element, isOptional }: Field, state: unknown): string | undefined {
  const value = enteredIn(state);
  if (value === '') return isOptional ? undefined : 'Please complete this required field.';
  switch (element.type) {
    case 'plain_text_input':
      return lengthError(element, value);
    case 'number_input':
      return numberError(element, value);
    case 'email_text_input':
      return z.email().safeParse(value).success ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return z.url({ protocol: /^https?$/u }).safeParse(value).success
        ? undefined
        : 'Please enter a valid URL.';
    case 'datepicker':
      return z.iso.date().safeParse(value).success ? undefined : 'Please enter a valid date.';
    case 'timepicker':
      return TIME.test(value) ? undefined : 'Please enter a valid time.';
    case 'datetimepicker':
      return /^\d{10}$/u.test(value) ? undefined : 'Please enter a valid date and time.';
    default:
      return undefined;
  }
}

/** 00:00 to 23:59. */
export const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

type ElementOf<Type extends InteractiveElement['type']> = Extract<
  InteractiveElement,
  { readonly type: Type }
>;

function lengthError(
  { max_length, min_length }: ElementOf<'plain_text_input'>,
  { length }: string,
): string | undefined {
  if (max_length !== undefined && length > max_length) {
    return `Please enter no more than ${max_length} characters.`;
  }
  if (min_length !== undefined && length < min_length) {
    return `Please enter at least ${min_length} characters.`;
  }
  return undefined;
}

function numberError(element: ElementOf<'number_input'>, value: string): string | undefined {
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
  const rich = RichTextBlock.safeParse(entered);
  if (rich.success)
    return rich.data.elements
      .map((part) => textOfPart(part, {}))
      .join('\n')
      .trim();
  return typeof entered === 'object' ? JSON.stringify(entered) : String(entered);
}
