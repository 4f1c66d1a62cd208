import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { menus } from './menus.ts';
import { RichTextBlock } from './rich-text.ts';
import {
  ListedOption,
  ONE_IMAGE_SOURCE,
  OverflowOption,
  hasOneImageSource,
  imageSource,
  plainText,
} from './text-objects.ts';
import { action, confirmable, dispatchable, focusable, menu, placeholder } from './traits.ts';

/** Block elements, as `@slack/types` has them, with Slack's limits. */

const colour = z.enum(['primary', 'danger']).optional();
const accessibilityLabel = z.string().max(LIMITS.buttonText).optional();

export const Button = z.strictObject({
  type: z.literal('button'),
  ...action,
  ...confirmable,
  text: plainText(LIMITS.buttonText),
  value: z.string().max(LIMITS.buttonValue).optional(),
  url: z.url().max(LIMITS.url).optional(),
  style: colour,
  accessibility_label: accessibilityLabel,
});
export type Button = z.infer<typeof Button>;

export const ImageElement = z
  .strictObject({
    type: z.literal('image'),
    alt_text: z.string().min(1).max(LIMITS.altText),
    ...imageSource,
  })
  .refine(hasOneImageSource, { message: ONE_IMAGE_SOURCE });

const Checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...action,
  ...confirmable,
  ...focusable,
  options: z.array(ListedOption).min(1).max(LIMITS.listedOptions),
  initial_options: z.array(ListedOption).min(1).optional(),
});
const RadioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...action,
  ...confirmable,
  ...focusable,
  options: z.array(ListedOption).min(1).max(LIMITS.listedOptions),
  initial_option: ListedOption.optional(),
});
const Overflow = z.strictObject({
  type: z.literal('overflow'),
  ...action,
  ...confirmable,
  options: z.array(OverflowOption).min(1).max(LIMITS.overflowOptions),
});

const Datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...menu,
  initial_date: z.iso.date().optional(),
});
const Timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...menu,
  initial_time: z
    .string()
    .regex(/^\d\d:\d\d$/u)
    .optional(),
  timezone: z.string().optional(),
});
const DateTimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...action,
  ...confirmable,
  ...focusable,
  initial_date_time: z.number().int().optional(),
});

const typed = { ...action, ...dispatchable, ...focusable, ...placeholder };
const length = z.number().int().max(LIMITS.inputValue).optional();
const PlainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  ...typed,
  initial_value: z.string().max(LIMITS.inputValue).optional(),
  multiline: z.boolean().optional(),
  min_length: length,
  max_length: length,
});
const NumberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const EmailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().optional(),
});
const UrlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...typed,
  initial_value: z.string().optional(),
});
const lines = z.number().int().min(1).max(100).optional();
const RichTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: RichTextBlock.optional(),
  min_lines: lines,
  max_lines: lines,
});
const FileInput = z.strictObject({
  type: z.literal('file_input'),
  ...action,
  filetypes: z.array(z.string()).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
});

const pickers = [Checkboxes, RadioButtons, Datepicker, Timepicker] as const;
const inputs = [PlainTextInput, NumberInput, EmailInput, UrlInput, RichTextInput] as const;
/** The elements that are typed into. */
export type TextElement = z.infer<(typeof inputs)[number]>;

export const ActionsElement = z.discriminatedUnion('type', [
  Button,
  Overflow,
  DateTimepicker,
  RichTextInput,
  ...pickers,
  ...menus,
]);
export const Accessory = z.discriminatedUnion('type', [
  Button,
  Overflow,
  ImageElement,
  ...pickers,
  ...menus,
]);
export const InputElement = z.discriminatedUnion('type', [
  DateTimepicker,
  FileInput,
  ...inputs,
  ...pickers,
  ...menus,
]);
export type InputElement = z.infer<typeof InputElement>;

const feedback = z.strictObject({
  text: plainText(LIMITS.buttonText),
  value: z.string().max(LIMITS.buttonValue),
  accessibility_label: accessibilityLabel,
});
export const ContextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    ...action,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    ...action,
    ...confirmable,
    icon: z.string(),
    text: plainText(LIMITS.buttonText),
    value: z.string().max(LIMITS.buttonValue).optional(),
    accessibility_label: accessibilityLabel,
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
]);

export type InteractiveElement =
  | z.infer<typeof ActionsElement>
  | InputElement
  | z.infer<typeof ContextAction>;
