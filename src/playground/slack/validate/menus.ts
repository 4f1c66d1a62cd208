import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { MenuOption, OptionGroup } from './text-objects.ts';
import { menu, several } from './traits.ts';

/** Select menus, as `@slack/types` has them, with Slack's limits. */

const staticOptions = {
  options: z.array(MenuOption).min(1).max(LIMITS.options).optional(),
  option_groups: z.array(OptionGroup).min(1).max(LIMITS.optionGroups).optional(),
};

function hasOneListOfOptions(menu: {
  readonly options?: unknown;
  readonly option_groups?: unknown;
}): boolean {
  return (menu.options === undefined) !== (menu.option_groups === undefined);
}
const ONE_LIST = { message: 'must define either `options` or `option_groups`' };

const StaticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...menu,
    ...staticOptions,
    initial_option: MenuOption.optional(),
  })
  .refine(hasOneListOfOptions, ONE_LIST);
const MultiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menu,
    ...several,
    ...staticOptions,
    initial_options: z.array(MenuOption).min(1).optional(),
  })
  .refine(hasOneListOfOptions, ONE_LIST);
const ExternalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...menu,
  min_query_length: z.number().int().min(0).optional(),
  initial_option: MenuOption.optional(),
});
const MultiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...menu,
  ...several,
  min_query_length: z.number().int().min(0).optional(),
  initial_options: z.array(MenuOption).min(1).optional(),
});
const UsersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...menu,
  initial_user: z.string().optional(),
});
const MultiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...menu,
  ...several,
  initial_users: z.array(z.string()).optional(),
});
const conversationMenu = {
  ...menu,
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
};
const ConversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...conversationMenu,
  response_url_enabled: z.boolean().optional(),
  initial_conversation: z.string().optional(),
});
const MultiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  ...conversationMenu,
  ...several,
  initial_conversations: z.array(z.string()).optional(),
});
const ChannelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...menu,
  response_url_enabled: z.boolean().optional(),
  initial_channel: z.string().optional(),
});
const MultiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  ...menu,
  ...several,
  initial_channels: z.array(z.string()).optional(),
});

export const menus = [
  StaticSelect,
  MultiStaticSelect,
  ExternalSelect,
  MultiExternalSelect,
  UsersSelect,
  MultiUsersSelect,
  ConversationsSelect,
  MultiConversationsSelect,
  ChannelsSelect,
  MultiChannelsSelect,
] as const;
