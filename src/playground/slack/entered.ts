import type { Entered } from './state.ts';
import { placedBlocks } from './validate/block-rules.ts';
import type { Block } from './validate/blocks.ts';
import type { InteractiveElement } from './validate/elements.ts';

/** What fields hold, in the words of Slack's `state.values`. */

/** Only what still stands there: a block that was taken away takes its values along. */
export function shownValues(blocks: readonly Block[], entered: Entered): Entered {
  const shown = placedBlocks(blocks).flatMap(({ block, elements }) => {
    const kept = Object.entries(entered[block.block_id ?? ''] ?? {}).filter(([actionId]) =>
      elements.some(({ action_id }) => action_id === actionId),
    );
    return kept.length === 0 ? [] : [[block.block_id ?? '', Object.fromEntries(kept)] as const];
  });
  return Object.fromEntries(shown);
}

/** The second over the first, by block and action. */
export function merged(one: Entered, other: Entered): Entered {
  const blocks = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...blocks].map((id) => [id, { ...one[id], ...other[id] }]));
}

/** Every stateful element has an entry from the start, filled or empty. */
export function initialValues(blocks: readonly Block[]): Entered {
  const entries = placedBlocks(blocks).flatMap(({ block, elements }) => {
    const values = elements.flatMap((element) => {
      const value = initialValue(element);
      return value === undefined ? [] : [[element.action_id ?? '', value] as const];
    });
    return values.length === 0 ? [] : [[block.block_id ?? '', Object.fromEntries(values)] as const];
  });
  return Object.fromEntries(entries);
}

function initialValue(element: InteractiveElement): unknown {
  const { type } = element;
  switch (type) {
    case 'button':
    case 'overflow':
    case 'feedback_buttons':
    case 'icon_button':
      return undefined;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: element.initial_value ?? null };
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null };
    case 'file_input':
      return { type, files: [] };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
  }
}
