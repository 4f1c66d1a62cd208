import { z } from 'zod';
import { Block } from './validate/blocks.ts';

/** What the local Slack remembers. Messages, views and files use the field names of the wire. */

export const Person = z.object({
  id: z.string(),
  /** The handle, such as `ana`. */
  name: z.string(),
  realName: z.string(),
  standing: z.enum(['member', 'guest', 'external', 'bot', 'deactivated']),
  isAdmin: z.boolean().default(false),
  timeZone: z.string().default('Europe/Madrid'),
});
export type Person = z.infer<typeof Person>;

export const UserGroup = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  members: z.array(z.string()).readonly(),
});
export type UserGroup = z.infer<typeof UserGroup>;

export const Channel = z.object({
  id: z.string(),
  /** Without `#`; empty for a direct conversation. */
  name: z.string(),
  kind: z.enum(['public', 'private', 'im']),
  members: z.array(z.string()).readonly(),
  isArchived: z.boolean().default(false),
  /** With another organisation. */
  isShared: z.boolean().optional(),
});
export type Channel = z.infer<typeof Channel>;

const Reaction = z.object({ name: z.string(), users: z.array(z.string()).readonly() });

export const Metadata = z.object({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

export const SharedFile = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  user: z.string(),
  filetype: z.string(),
  /** `text/plain` where it is not said. */
  mimetype: z.string().optional(),
  size: z.number(),
  /** Base64. */
  content: z.string(),
  /** The channels it was shared to; empty until the upload is completed. */
  channels: z.array(z.string()).readonly(),
});
export type SharedFile = z.infer<typeof SharedFile>;

export const Message = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  /** Whether a reply also stands in the channel. */
  isBroadcast: z.boolean().default(false),
  user: z.string(),
  /** Set on what the bot wrote. */
  bot_id: z.string().optional(),
  text: z.string(),
  blocks: z.array(Block).readonly(),
  metadata: Metadata.optional(),
  files: z.array(z.string()).readonly().default([]),
  reactions: z.array(Reaction).readonly().default([]),
  edited: z.object({ user: z.string(), ts: z.string() }).optional(),
  /** The only person who sees it. */
  onlyFor: z.string().optional(),
  /** It was deleted, and stays at the head of its thread as long as that has replies. */
  isDeleted: z.boolean().optional(),
});
export type Message = z.infer<typeof Message>;

/** What people entered into a view: by block and action. */
export const Entered = z.record(z.string(), z.record(z.string(), z.unknown()));
export type Entered = z.infer<typeof Entered>;

export const View = z.object({
  id: z.string(),
  type: z.enum(['modal', 'home']),
  user: z.string(),
  hash: z.string(),
  blocks: z.array(Block).readonly(),
  title: z.string(),
  submit: z.string().optional(),
  close: z.string().optional(),
  clearOnClose: z.boolean(),
  notifyOnClose: z.boolean(),
  privateMetadata: z.string(),
  callbackId: z.string(),
  externalId: z.string(),
  rootId: z.string(),
  previousId: z.string().optional(),
  entered: Entered,
});
export type View = z.infer<typeof View>;

/** An event that the app has not acknowledged yet. */
export const PendingEvent = z.object({
  id: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export type PendingEvent = z.infer<typeof PendingEvent>;

export const State = z.object({
  people: z.array(Person).readonly(),
  userGroups: z.array(UserGroup).readonly(),
  channels: z.array(Channel).readonly(),
  messages: z.array(Message).readonly(),
  files: z.array(SharedFile).readonly(),
  /** Open modals, the topmost of each person last, and Home tabs. */
  views: z.array(View).readonly(),
  pendingEvents: z.array(PendingEvent).readonly(),
  /** The last message time that was given out, so that none is given twice. */
  lastTs: z.string(),
  lastId: z.number().int(),
});
export type State = z.infer<typeof State>;
