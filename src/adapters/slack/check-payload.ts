import type { KnownBlock, View } from '@slack/types';
import { z } from 'zod';
import { totalText } from './fit-to-limits.ts';
import { LIMITS } from './limits.ts';

/** A message as it is about to be sent. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/**
 * Throws when Slack would refuse the message for its shape or size. The renderer keeps to the
 * limits, so this is a bug: an `Error` that lists all violations, no `Failure`.
 */
export function checkMessage(message: SlackMessage): void {
  throwViolations(Message.safeParse(message));
  const length = totalText(message.blocks);
  if (length > LIMITS.blocksText) {
    throw new Error(`Slack would refuse this payload: its blocks hold ${length} characters`);
  }
}

/** The same for a modal or the App Home. */
export function checkView(view: View): void {
  throwViolations(ViewPayload.safeParse(view));
}

function throwViolations(result: z.ZodSafeParseResult<unknown>): void {
  if (!result.success) {
    throw new Error(`Slack would refuse this payload:\n${z.prettifyError(result.error)}`);
  }
}

function plain(max: number): z.ZodType {
  return z.object({ type: z.literal('plain_text'), text: filled(max) });
}

function filled(max: number): z.ZodString {
  return z.string().max(max).regex(/\S/u, 'must not be blank');
}

const AnyText = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text'), text: filled(LIMITS.sectionText) }),
  z.object({ type: z.literal('mrkdwn'), text: filled(LIMITS.sectionText) }),
]);
const Field = AnyText.refine(({ text }) => text.length <= LIMITS.sectionField, 'field too long');
const ConfirmPayload = z.object({
  title: plain(LIMITS.confirmTitle),
  text: plain(LIMITS.confirmText),
  confirm: plain(LIMITS.confirmButton),
  deny: plain(LIMITS.confirmButton),
});
const ButtonPayload = z.object({
  type: z.literal('button'),
  action_id: filled(LIMITS.actionId),
  text: plain(LIMITS.buttonText),
  value: z.string().max(LIMITS.buttonValue),
  confirm: ConfirmPayload.optional(),
});
const RichSpan = z.union([
  z.object({ type: z.literal('text'), text: z.string().min(1) }),
  z.object({ type: z.literal('link'), url: filled(LIMITS.url) }),
  z.object({ type: z.literal('user'), user_id: filled(LIMITS.actionId) }),
  z.object({ type: z.literal('usergroup'), usergroup_id: filled(LIMITS.actionId) }),
  z.object({ type: z.literal('date'), timestamp: z.int(), format: filled(LIMITS.sectionText) }),
]);
const RichSection = z.object({
  type: z.enum(['rich_text_section', 'rich_text_preformatted', 'rich_text_quote']),
  elements: z.array(RichSpan).min(1),
});
const RichList = z.object({
  type: z.literal('rich_text_list'),
  elements: z.array(RichSection).min(1),
});
const Option = z.object({
  text: plain(LIMITS.optionText),
  value: filled(LIMITS.optionValue),
  description: plain(LIMITS.optionDescription).optional(),
});
const actionId = filled(LIMITS.actionId);
const placeholder = plain(LIMITS.placeholder).optional();
const options = z.array(Option).min(1).max(LIMITS.options);
const InputElement = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('plain_text_input'),
    action_id: actionId,
    placeholder,
    initial_value: z.string().max(LIMITS.plainTextInput).optional(),
    max_length: z.number().min(1).max(LIMITS.plainTextInput),
  }),
  z.object({ type: z.literal('number_input'), action_id: actionId, placeholder }),
  z.object({
    type: z.enum(['static_select', 'multi_static_select']),
    action_id: actionId,
    placeholder,
    options,
  }),
  z.object({
    type: z.enum(['external_select', 'multi_external_select']),
    action_id: actionId,
    placeholder,
    initial_option: Option.optional(),
    initial_options: z.array(Option).optional(),
  }),
  z.object({
    type: z.literal('checkboxes'),
    action_id: actionId,
    options: z.array(Option).min(1).max(LIMITS.checkboxOptions),
  }),
]);

const Block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text: plain(LIMITS.headerText) }),
  z.object({ type: z.literal('divider') }),
  z
    .object({
      type: z.literal('section'),
      text: AnyText.optional(),
      fields: z.array(Field).min(1).max(LIMITS.sectionFields).optional(),
      accessory: ButtonPayload.optional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'empty section'),
  z.object({
    type: z.literal('context'),
    elements: z.array(AnyText).min(1).max(LIMITS.contextElements),
  }),
  z.object({
    type: z.literal('rich_text'),
    elements: z.array(z.union([RichSection, RichList])).min(1),
  }),
  z.object({
    type: z.literal('actions'),
    elements: z.array(ButtonPayload).min(1).max(LIMITS.actionsElements),
  }),
  z.object({
    type: z.literal('table'),
    rows: z
      .array(
        z
          .array(z.object({ type: z.literal('raw_text'), text: filled(LIMITS.tableText) }))
          .min(1)
          .max(LIMITS.tableColumns),
      )
      .min(1)
      .max(LIMITS.tableRows),
  }),
  z.object({
    type: z.literal('input'),
    block_id: filled(LIMITS.blockId),
    label: plain(LIMITS.inputLabel),
    hint: plain(LIMITS.inputHint).optional(),
    element: InputElement,
  }),
]);
type Block = z.infer<typeof Block>;

const MessageBlocks = z
  .array(Block)
  .max(LIMITS.messageBlocks)
  .refine(hasUniqueIds, 'an action_id stands there twice')
  .refine((blocks) => countTables(blocks) <= LIMITS.messageTables, 'more than one table');

const Message = z
  .object({ text: filled(LIMITS.messageText), blocks: MessageBlocks })
  .refine(({ blocks }) => blocks.length > 0, 'no blocks');

const ViewBlocks = z
  .array(Block)
  .max(LIMITS.viewBlocks)
  .refine(hasUniqueIds, 'an action_id or block_id stands there twice')
  .refine((blocks) => countTables(blocks) === 0, 'tables exist in messages only');

const ViewPayload = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('modal'),
    title: plain(LIMITS.viewTitle),
    submit: plain(LIMITS.viewTitle).optional(),
    close: plain(LIMITS.viewTitle).optional(),
    private_metadata: z.string().max(LIMITS.privateMetadata).optional(),
    callback_id: z.string().max(LIMITS.callbackId).optional(),
    blocks: ViewBlocks,
  }),
  z.object({ type: z.literal('home'), blocks: ViewBlocks }),
]);

function hasUniqueIds(blocks: readonly Block[]): boolean {
  const ids = blocks.flatMap((block) => {
    if (block.type === 'actions') return block.elements.map(({ action_id }) => action_id);
    if (block.type === 'input') return [block.block_id];
    return block.type === 'section' && block.accessory ? [block.accessory.action_id] : [];
  });
  return new Set(ids).size === ids.length;
}

function countTables(blocks: readonly Block[]): number {
  return blocks.filter(({ type }) => type === 'table').length;
}
