import { z } from 'zod';
import { Actor, actorKey, Place } from './actor.ts';
import { Action } from './card.ts';
import { FormValue } from './form.ts';

const base = {
  /** The platform's own id of the event: the same event twice has the same id. */
  id: z.string(),
  at: z.iso.datetime(),
  actor: Actor,
  place: Place,
};

/** A file that somebody shared with what they said. */
const SharedFiles = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    sizeBytes: z.int().nonnegative(),
    /** The message that carries it, by its id in its channel. */
    message: z.string().optional(),
  }),
);

/** What reaches the bot from a chat platform, in no platform's words. */
export const InboundEvent = z.discriminatedUnion('type', [
  /** A slash command, or a mention outside any thread of the bot: `text` is what follows the name. */
  z.object({
    ...base,
    type: z.literal('command-given'),
    text: z.string(),
    /** The message of which it was said, where it was said of one, and its id in its channel. */
    messageUrl: z.url().optional(),
    messageId: z.string().optional(),
    /** As that of a press: that message is no reply. */
    isOnHead: z.boolean().optional(),
    files: SharedFiles.optional(),
  }),
  /** A message in a thread, a direct message, or a mention. Mentions of the bot are cut off `text`. */
  z.object({
    ...base,
    type: z.literal('message-posted'),
    text: z.string(),
    namesBot: z.boolean(),
    isDirect: z.boolean(),
    files: SharedFiles.optional(),
  }),
  /** A message was edited, and how it reads now is looked up; or deleted. By whom is not known. */
  z.object({
    ...base,
    type: z.literal('message-changed'),
    messageId: z.string(),
    isDeleted: z.boolean().optional(),
  }),
  /** A file was deleted, by whom and where it was shared is not known: its place has no channel. */
  z.object({ ...base, type: z.literal('file-deleted'), fileId: z.string() }),
  z.object({
    ...base,
    type: z.literal('button-pressed'),
    sessionId: z.string(),
    action: Action,
    /**
     * The message stands in a channel that others share, no reply in a thread; `place` names the
     * thread under it.
     */
    isOnHead: z.boolean().optional(),
  }),
  z.object({
    ...base,
    type: z.literal('form-submitted'),
    sessionId: z.string(),
    formId: z.string(),
    values: z.record(z.string(), FormValue),
  }),
]);
export type InboundEvent = z.infer<typeof InboundEvent>;

/** One person in one channel, in whatever thread: what they say there is said in an order. */
export function speakerOf({ actor, place }: InboundEvent): string {
  const { platform, workspace, channel } = place;
  return JSON.stringify([actorKey(actor), platform, workspace, channel]);
}

interface Acted {
  readonly place: Place;
  readonly isOnHead?: boolean | undefined;
}

/**
 * Where somebody looks for what their act brought about. Whoever presses a button on the card at the
 * head of a thread may not have the thread open; whether they have is known to nobody, and beside an open
 * thread the channel is seen, too.
 */
export function placeToTell(acted: InboundEvent | Acted): Place {
  const { platform, workspace, channel } = acted.place;
  const isOnHead = 'isOnHead' in acted && acted.isOnHead === true;
  return isOnHead ? { platform, workspace, channel } : acted.place;
}
