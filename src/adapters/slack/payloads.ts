import { z } from 'zod';
import { ViewValues } from './form-values.ts';

/**
 * What Slack sends, as far as this adapter reads it. Everything passes one of these schemas before
 * the first line that uses it; what does not is logged and left alone.
 *
 * Source: https://docs.slack.dev/apis/events-api, https://docs.slack.dev/reference/interaction-payloads
 */

/** Slack's message time and id: seconds, a dot, six digits. */
export const Timestamp = z.string().regex(/^\d+\.\d+$/u);

const Team = z.object({ id: z.string() }).nullish();
const Enterprise = z.object({ id: z.string() }).nullish();
const User = z.object({ id: z.string(), team_id: z.string().nullish() });

/** Lets whoever has it write to the person: for `createResponseUrls` alone. */
const ResponseUrl = z.url().optional().catch(undefined);

/** Files that were shared with a message; what Slack hides or has deleted is none. */
export const EventFiles = z
  .array(
    z.object({
      id: z.string(),
      name: z.string().nullish(),
      size: z.int().nonnegative().nullish(),
      mode: z.string().nullish(),
    }),
  )
  .catch([]);

/** `message` and `app_mention` alike: a mention arrives as both. */
export const MessageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  /** Set where a bot wrote it. */
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  ts: Timestamp,
  thread_ts: Timestamp.optional(),
  /** The author's workspace; another one than the app's in shared channels. */
  user_team: z.string().nullish(),
  team: z.string().nullish(),
  files: EventFiles.optional(),
});
export type MessageEvent = z.infer<typeof MessageEvent>;

/** A message within the event that tells of its change. */
const ChangedMessage = z.object({
  ts: Timestamp,
  subtype: z.string().optional(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  edited: z.object({ ts: z.string() }).nullish(),
});

/** https://docs.slack.dev/reference/events/message/message_changed, …/message_deleted */
export const MessageChange = z.discriminatedUnion('subtype', [
  z.object({
    type: z.literal('message'),
    subtype: z.literal('message_changed'),
    channel: z.string(),
    ts: Timestamp,
    message: ChangedMessage,
    previous_message: ChangedMessage.optional().catch(undefined),
  }),
  z.object({
    type: z.literal('message'),
    subtype: z.literal('message_deleted'),
    channel: z.string(),
    ts: Timestamp,
    deleted_ts: Timestamp,
    previous_message: ChangedMessage.optional().catch(undefined),
  }),
]);
export type MessageChange = z.infer<typeof MessageChange>;

/** https://docs.slack.dev/reference/events/file_deleted */
export const FileDeleted = z.object({
  type: z.literal('file_deleted'),
  file_id: z.string(),
  event_ts: Timestamp,
});

/** https://docs.slack.dev/reference/events/reaction_added */
export const ReactionAdded = z.object({
  type: z.literal('reaction_added'),
  user: z.string(),
  /** Without colons; a skin tone follows after two of them. */
  reaction: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: Timestamp }),
  event_ts: Timestamp,
});
export type ReactionAdded = z.infer<typeof ReactionAdded>;

export const HomeOpened = z.object({
  type: z.literal('app_home_opened'),
  user: z.string(),
  tab: z.string().optional(),
});

/** The envelope of every event. */
export const EventCallback = z.object({
  event_id: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event: z.looseObject({ type: z.string() }),
});
export type EventCallback = z.infer<typeof EventCallback>;

export const SlashCommand = z.object({
  command: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: ResponseUrl,
  user_id: z.string(),
  channel_id: z.string(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
});
export type SlashCommand = z.infer<typeof SlashCommand>;

/** A press of a button. */
export const BlockActions = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  response_url: ResponseUrl,
  user: User,
  team: Team,
  enterprise: Enterprise,
  channel: z.object({ id: z.string() }).optional(),
  container: z
    .object({
      type: z.string(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        action_ts: Timestamp,
        value: z.string().optional(),
      }),
    )
    .min(1),
});
export type BlockActions = z.infer<typeof BlockActions>;

const ViewState = z.object({
  id: z.string(),
  hash: z.string().default(''),
  private_metadata: z.string().default(''),
  state: z.object({ values: ViewValues }).default({ values: {} }),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
});

export const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  trigger_id: z.string().optional(),
  user: User,
  team: Team,
  enterprise: Enterprise,
  view: ViewState,
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;

/** Somebody types into a searched menu. */
export const BlockSuggestion = z.object({
  type: z.literal('block_suggestion'),
  block_id: z.string(),
  value: z.string(),
  user: User,
  team: Team,
  enterprise: Enterprise,
  view: z.object({ private_metadata: z.string() }),
});
export type BlockSuggestion = z.infer<typeof BlockSuggestion>;

export const MessageShortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: ResponseUrl,
  action_ts: Timestamp,
  user: User,
  team: Team,
  enterprise: Enterprise,
  channel: z.object({ id: z.string() }),
  message: z.object({
    text: z.string().nullish(),
    ts: Timestamp,
    thread_ts: Timestamp.optional(),
  }),
});
export type MessageShortcut = z.infer<typeof MessageShortcut>;

/** What `auth.test` says of the token. */
export const AuthTest = z.object({
  team: z.string().optional(),
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().optional(),
  enterprise_id: z.string().optional(),
  /** The workspace's address, with a slash at its end. */
  url: z.url().optional(),
});
