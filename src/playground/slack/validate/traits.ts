import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { Confirmation, Identifier, plainText } from './text-objects.ts';

/** What many elements have in common. */

export const action = { action_id: Identifier.optional() };
export const confirmable = { confirm: Confirmation.optional() };
export const focusable = { focus_on_load: z.boolean().optional() };
export const placeholder = { placeholder: plainText(LIMITS.placeholder).optional() };
export const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .optional(),
    })
    .optional(),
};
export const menu = { ...action, ...confirmable, ...focusable, ...placeholder };
export const several = { max_selected_items: z.number().int().min(1).optional() };
