import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import {
  Accessory,
  ActionsElement,
  Button,
  ContextAction,
  ImageElement,
  InputElement,
} from './elements.ts';
import { RichTextBlock } from './rich-text.ts';
import {
  Identifier,
  ONE_IMAGE_SOURCE,
  anyText,
  hasOneImageSource,
  imageSource,
  mrkdwn,
  plainText,
} from './text-objects.ts';

/** Every block that an app can send, as `@slack/types` has them, with Slack's limits. */

const base = { block_id: Identifier.optional() };

const Actions = z.strictObject({
  type: z.literal('actions'),
  ...base,
  elements: z.array(ActionsElement).min(1).max(LIMITS.actionsElements),
});
const Context = z.strictObject({
  type: z.literal('context'),
  ...base,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        ImageElement,
        plainText(LIMITS.textObject),
        mrkdwn(LIMITS.textObject),
      ]),
    )
    .min(1)
    .max(LIMITS.contextElements),
});
const ContextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...base,
  elements: z.array(ContextAction).min(1).max(LIMITS.contextActionsElements),
});
const Divider = z.strictObject({ type: z.literal('divider'), ...base });
const Header = z.strictObject({
  type: z.literal('header'),
  ...base,
  text: plainText(LIMITS.header),
});
const Image = z
  .strictObject({
    type: z.literal('image'),
    ...base,
    alt_text: z.string().min(1).max(LIMITS.altText),
    title: plainText(LIMITS.label).optional(),
    ...imageSource,
  })
  .refine(hasOneImageSource, { message: ONE_IMAGE_SOURCE });
const Input = z.strictObject({
  type: z.literal('input'),
  ...base,
  label: plainText(LIMITS.label),
  hint: plainText(LIMITS.label).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: InputElement,
});
const Markdown = z.strictObject({
  type: z.literal('markdown'),
  ...base,
  text: z.string().min(1).max(LIMITS.markdownTogether),
});
const Section = z
  .strictObject({
    type: z.literal('section'),
    ...base,
    text: anyText(LIMITS.textObject).optional(),
    fields: z.array(anyText(LIMITS.sectionField)).min(1).max(LIMITS.sectionFields).optional(),
    accessory: Accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    message: 'must define either `text` or `fields`',
  });

const RawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const RawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().min(1),
});
const Cell = z.discriminatedUnion('type', [RawText, RawNumber, RichTextBlock]);
const Table = z
  .strictObject({
    type: z.literal('table'),
    ...base,
    rows: z.array(z.array(Cell).min(1).max(LIMITS.tableColumns)).min(1).max(LIMITS.tableRows),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .max(LIMITS.tableColumns)
      .optional(),
  })
  .refine(({ rows }) => hasEqualRows(rows), { message: 'all rows must have the same length' });
const DataTable = z
  .strictObject({
    type: z.literal('data_table'),
    ...base,
    caption: z.string().min(1),
    rows: z.array(z.array(Cell).min(1).max(LIMITS.tableColumns)).min(2).max(LIMITS.dataTableRows),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
  })
  .refine(({ rows }) => hasEqualRows(rows), { message: 'all rows must have the same length' })
  .refine(({ rows }) => rows[0]?.every(({ type }) => type !== 'rich_text') ?? false, {
    message: 'rich_text is not allowed in header cells',
  });

function hasEqualRows(rows: readonly (readonly unknown[])[]): boolean {
  return rows.every((row) => row.length === rows[0]?.length);
}

const Card = z
  .strictObject({
    type: z.literal('card'),
    ...base,
    hero_image: ImageElement.optional(),
    icon: ImageElement.optional(),
    title: mrkdwn(LIMITS.cardTitle).optional(),
    subtitle: mrkdwn(LIMITS.cardTitle).optional(),
    body: mrkdwn(LIMITS.cardBody).optional(),
    actions: z.array(Button).min(1).max(LIMITS.cardActions).optional(),
  })
  .refine(
    ({ hero_image, title, actions, body }) => Boolean(hero_image ?? title ?? actions ?? body),
    {
      message: 'must define at least one of `hero_image`, `title`, `actions`, `body`',
    },
  );
export type CardBlock = z.infer<typeof Card>;
const Carousel = z.strictObject({
  type: z.literal('carousel'),
  ...base,
  elements: z.array(Card).min(1).max(LIMITS.carouselCards),
});
const Alert = z.strictObject({
  type: z.literal('alert'),
  ...base,
  text: anyText(LIMITS.alertText),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
const TaskCard = z.strictObject({
  type: z.literal('task_card'),
  ...base,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: RichTextBlock.optional(),
  output: RichTextBlock.optional(),
  sources: z
    .array(z.strictObject({ type: z.literal('url'), url: z.url(), text: z.string() }))
    .optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});
const Plan = z.strictObject({
  type: z.literal('plan'),
  ...base,
  title: z.string().min(1),
  tasks: z.array(TaskCard).optional(),
});

/** What a container may hold: never another container. */
export const ChildBlock = z.discriminatedUnion('type', [
  Actions,
  Context,
  Divider,
  Header,
  Image,
  Input,
  RichTextBlock,
  Section,
  Table,
]);
export type ChildBlock = z.infer<typeof ChildBlock>;
const Container = z
  .strictObject({
    type: z.literal('container'),
    ...base,
    title: plainText(LIMITS.containerTitle).optional(),
    rich_text_title: RichTextBlock.optional(),
    subtitle: anyText(LIMITS.containerTitle).optional(),
    child_blocks: z.array(ChildBlock).min(1).max(LIMITS.containerBlocks),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: ImageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine(({ title, rich_text_title }) => Boolean(title ?? rich_text_title), {
    message: 'must define either `title` or `rich_text_title`',
  });

/**
 * A block that an app may send. `file` and `video` are absent: Slack itself puts the first into
 * messages, and the second needs domains of its own.
 */
export const Block = z.discriminatedUnion('type', [
  ...ChildBlock.options,
  Alert,
  Card,
  Carousel,
  Container,
  ContextActions,
  DataTable,
  Markdown,
  Plan,
  TaskCard,
]);
export type Block = z.infer<typeof Block>;
export type BlockType = Block['type'];
