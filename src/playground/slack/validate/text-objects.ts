import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/** Text objects, options and confirmations, as `@slack/types` has them, with Slack's limits. */

export function plainText(maxLength: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(maxLength),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(maxLength: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(maxLength),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(maxLength: number) {
  return z.discriminatedUnion('type', [plainText(maxLength), mrkdwn(maxLength)]);
}

export const Identifier = z.string().min(1).max(LIMITS.identifier);

export const Confirmation = z.strictObject({
  title: plainText(LIMITS.confirmTitle).optional(),
  text: anyText(LIMITS.confirmText),
  confirm: plainText(LIMITS.confirmButton).optional(),
  deny: plainText(LIMITS.confirmButton).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

/** An option of a menu. */
export const MenuOption = z.strictObject({
  text: plainText(LIMITS.optionText),
  value: z.string().min(1).max(LIMITS.optionValue),
  description: plainText(LIMITS.optionText).optional(),
});
export type MenuOption = z.infer<typeof MenuOption>;

/** An option of radio buttons and checkboxes, which may be formatted. */
export const ListedOption = z.strictObject({
  text: anyText(LIMITS.optionText),
  value: z.string().min(1).max(LIMITS.optionValue),
  description: anyText(LIMITS.optionText).optional(),
});

export const OverflowOption = z.strictObject({
  ...MenuOption.shape,
  url: z.url().max(LIMITS.url).optional(),
});

export const OptionGroup = z.strictObject({
  label: plainText(LIMITS.optionText),
  options: z.array(MenuOption).min(1).max(LIMITS.options),
});

const SlackFile = z.union([z.strictObject({ url: z.url() }), z.strictObject({ id: z.string() })]);

/** Where a picture comes from: exactly one of the two. */
export const imageSource = {
  image_url: z.url().max(LIMITS.imageUrl).optional(),
  slack_file: SlackFile.optional(),
};

export function hasOneImageSource(image: {
  readonly image_url?: unknown;
  readonly slack_file?: unknown;
}): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}

export const ONE_IMAGE_SOURCE = 'must define either `image_url` or `slack_file`';
