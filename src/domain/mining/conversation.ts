import { z } from 'zod';
import type { Source } from './evidence.ts';

/** A message as a platform's history has it, in no platform's words. */
export const PastMessage = z.object({
  /** Its own id in its channel; Slack's timestamp. */
  id: z.string(),
  at: z.iso.datetime(),
  /** Who wrote it: an account's id in its workspace. Undefined for a system's own message. */
  author: z.string().optional(),
  isBot: z.boolean(),
  /** As a person reads it, markup resolved; mentions as ids, never as names. */
  text: z.string(),
  /** The message under which it stands, where that is another one. */
  thread: z.string().optional(),
  /** Replies under it, and when the last came, where it begins a thread. */
  replyCount: z.int().nonnegative(),
  lastReplyAt: z.iso.datetime().optional(),
  editedAt: z.iso.datetime().optional(),
  files: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type PastMessage = z.infer<typeof PastMessage>;

/** One utterance of a conversation: a message, a section of a document. */
export interface Utterance {
  readonly source: Source;
  /** Secrets hidden. */
  readonly text: string;
  /** Tells speakers of one conversation apart: `A`, `B`; undefined where nobody speaks. */
  readonly speaker: string | undefined;
  readonly at: string | undefined;
  readonly url: string | undefined;
}

/** Utterances that belong together: a thread, a stretch of talk in a channel, a section and its parts. */
export interface Conversation {
  /** Of its first utterance: stable from one reading to the next. */
  readonly id: string;
  readonly utterances: readonly Utterance[];
  /** Something in it was hidden. */
  readonly hasHidden: boolean;
}
