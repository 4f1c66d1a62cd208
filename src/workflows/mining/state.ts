import { z } from 'zod';
import { Actor, Place } from '../../chat/actor.ts';
import { MODEL_REASONS } from '../../domain/failure.ts';
import { Json } from '../../domain/json.ts';
import { withinBytes } from '../../domain/within-bytes.ts';
import { CHANGED_MAX, ChangedSource } from './changed-source.ts';
import { MiningCounts, ThreadReached } from './progress.ts';

const at = z.string();
const count = z.int().nonnegative();

/** Days of a channel's history that are read where nobody says how many, and at most. */
export const MINED_DAYS = 90;
export const MINED_DAYS_MAX = 730;

/** Most new candidates of one job: nobody looks through more. */
export const CANDIDATES_MAX = 500;

/** Most files of one job, and most bytes of a name: its state stays below the 65,536 bytes that are stored. */
const FILES_MAX = 100;
export const NAME_BYTES_MAX = 100;
const REASON_BYTES_MAX = 240;

const FileName = z.string().transform((name) => withinBytes(name, NAME_BYTES_MAX));

export const MiningInput = z.discriminatedUnion('type', [
  /** The thread of a message: "capture this". The message itself where it has none. */
  z.object({
    type: z.literal('thread'),
    workspace: z.string(),
    channel: z.string(),
    message: z.string(),
  }),
  z.object({
    type: z.literal('channel'),
    workspace: z.string(),
    channel: z.string(),
    name: z.string(),
    days: z.int().positive().max(MINED_DAYS_MAX),
    /** Somebody said how many: threads that began since then are looked at again, however old they are. */
    isSaid: z.boolean().optional(),
    /** Whoever asked may switch a channel on: a curator. */
    mayOpen: z.boolean(),
  }),
  /** The channel is not read any more. What was found stays; a curator asked for it. */
  z.object({
    type: z.literal('closing'),
    workspace: z.string(),
    channel: z.string(),
    name: z.string(),
  }),
  /** Files shared with the bot; `content` where it was handed over by the command line. */
  z.object({
    type: z.literal('documents'),
    workspace: z.string(),
    files: z
      .array(
        z.object({
          id: z.string(),
          name: FileName,
          content: z.string().optional(),
          /** The message that carried it. */
          carrier: z.object({ channel: z.string(), message: z.string() }).optional(),
        }),
      )
      .min(1)
      .max(FILES_MAX),
  }),
  /** The cluster's own admission and Kyverno policies. */
  z.object({ type: z.literal('cluster-policies') }),
  /**
   * Messages were deleted or edited from which something was read, or files of one channel at a time. More
   * may come while it runs. Shown to nobody.
   */
  z.object({
    type: z.literal('sources'),
    workspace: z.string(),
    channel: z.string(),
    messages: z.array(z.string()).max(100),
    /** Those that are gone for sure, and files that are: nothing needs to be looked up. */
    deleted: z.array(z.string()).max(100).optional(),
    files: z.array(z.string()).max(100).optional(),
  }),
]);
export type MiningInput = z.infer<typeof MiningInput>;

export const MiningStage = z.enum([
  'looking', // whether it may be read, and what there is of it
  'confirming', // a curator opens the channel for mining, with a notice to everybody there
  'opening',
  'reading', // page after page, file after file: read, hidden, sifted, understood, stored
  'waiting', // the platform asked to slow down
  'finishing',
  'done',
  'cancelled',
  'failed',
  'refused', // it may not be read
]);
export type MiningStage = z.infer<typeof MiningStage>;

/** What somebody wants of a job: that the channel is opened for it, that it is left alone, that it ends. */
export const MiningWish = z.enum(['open', 'leave', 'cancel']);
export type MiningWish = z.infer<typeof MiningWish>;

const Reason = z.string().transform((reason) => withinBytes(reason, REASON_BYTES_MAX));
const Unread = z.array(z.object({ name: FileName, reason: Reason })).max(20);

export const MiningState = z.object({
  sessionId: z.string(),
  input: MiningInput,
  asker: Actor,
  stage: MiningStage,
  counts: MiningCounts,
  /** How far a channel is read: it goes on before this message, down to `oldest`. */
  reached: z.string().optional(),
  oldest: z.string().optional(),
  oldestAt: z.string().optional(),
  /** The newest message when it began: the next time goes on after it. */
  newest: z.string().optional(),
  /** When the oldest message so far was said: how far the dates have come. */
  reachedAt: z.string().optional(),
  /** A thread of which a part was read: it goes on there. In a channel it is the one next before `reached`. */
  thread: ThreadReached.optional(),
  /** When all that is asked for had been read before; what is read now is what is new since. */
  since: z.string().optional(),
  /** Candidates that wait for a decision, whichever job found them, when it ended. */
  waiting: count.optional(),
  /** Files read so far. */
  files: count,
  /** Documents or messages that could not be read, and why. */
  unread: Unread,
  /** New ones, in the order in which they were found; each is reviewed in a conversation of its own. */
  candidates: z.array(z.string()).max(CANDIDATES_MAX),
  /** What is still to be looked at of `sources`, and how many changes there were. */
  changed: z.array(ChangedSource).max(CHANGED_MAX).optional(),
  changes: count.optional(),
  /** Until when the platform wants to be left alone. */
  waitsUntil: z.string().optional(),
  startedAt: z.string(),
  /** When the first part was begun, and the last one came to an end. */
  readingSince: z.string().optional(),
  updatedAt: z.string().optional(),
  expiresAt: z.string(),
  openedBy: Actor.optional(),
  cancelledBy: Actor.optional(),
  /** A direct conversation in which its card stands, instead of where it was asked for. */
  answersIn: Place.optional(),
  /** Where it was asked for, as long as the thread that is to be read, and answered in, is not known. */
  threadSoughtIn: Place.optional(),
  /** Not everybody may join the conversation that is read: what is found is shown to whoever is in it. */
  isPrivate: z.boolean().optional(),
  /** Where new candidates are reviewed; in the job's own conversation where left out. */
  reviewsIn: Place.optional(),
  /** It began in no conversation: it is shown to nobody. */
  isUnseen: z.boolean().optional(),
  /** A curator closed the channel for mining meanwhile. */
  isClosed: z.boolean().optional(),
  /** The channel was not open for mining when a curator closed it. */
  wasClosed: z.boolean().optional(),
  problem: z.string().optional(),
  /** The effect to try again. */
  retry: Json.optional(),
  by: z.string().optional(),
});
export type MiningState = z.infer<typeof MiningState>;

/** A new candidate. */
const Found = z.object({ candidateId: z.string() });

export const MiningEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('source-looked-at'),
    at,
    /** A channel: whether a curator opened it for mining. */
    isOpen: z.boolean(),
    oldest: z.string().optional(),
    oldestAt: z.string().optional(),
    newest: z.string().optional(),
    /** As in the state. */
    isPrivate: z.boolean().optional(),
    answersIn: Place.optional(),
    reviewsIn: Place.optional(),
  }),
  /** It may not be read, or there is nothing: why, and what to do. */
  z.object({
    type: z.literal('source-refused'),
    at,
    reason: z.string(),
    /** Another job reads it already, and answers. */
    isJoined: z.boolean().optional(),
    answersIn: Place.optional(),
  }),
  z.object({ type: z.literal('decision-pressed'), at, actor: Actor, wish: MiningWish }),
  z.object({ type: z.literal('decision-granted'), at, actor: Actor, wish: MiningWish }),
  z.object({ type: z.literal('decision-denied'), at, actor: Actor, reason: z.string() }),
  z.object({ type: z.literal('channel-opened'), at }),
  /** `wasOpen`: false where it was closed already. `readers`: jobs that are reading it, session ids. */
  z.object({
    type: z.literal('channel-closed'),
    at,
    wasOpen: z.boolean(),
    readers: z.array(z.string()).max(20),
  }),
  /** The channel that is being read was closed for mining. */
  z.object({ type: z.literal('reading-closed'), at }),
  /** A page, file or thread is done. `counts` are those of this part alone. */
  z.object({
    type: z.literal('part-mined'),
    at,
    counts: MiningCounts,
    found: z.array(Found).max(200),
    reached: z.string().optional(),
    reachedAt: z.string().optional(),
    /** As in the state. */
    thread: ThreadReached.optional(),
    since: z.string().optional(),
    unread: Unread,
    isLast: z.boolean(),
    by: z.string().optional(),
    /** Open reviews of candidates that are not as they were: session ids. */
    reviews: z.array(z.string()).max(200),
    /** As in `sources-checked`: what was found deleted or edited on the way. */
    removed: count.optional(),
    withdrawn: z.array(z.string()).max(200).optional(),
    /** The platform asked to slow down after this part: milliseconds before the next. */
    retryAfterMs: z.number().nonnegative().optional(),
  }),
  /** `effect`: what is to be done again then. */
  z.object({
    type: z.literal('reading-slowed'),
    at,
    retryAfterMs: z.number().nonnegative(),
    effect: Json,
  }),
  z.object({ type: z.literal('source-changed'), at, source: ChangedSource.omit({ turn: true }) }),
  /**
   * Quotes that went with their messages. `withdrawn`: nothing is left behind these candidates. `looked`:
   * which changes were looked at, by their turns; all where it is left out. `retryAfterMs`: the platform
   * asked to slow down before the rest could be.
   */
  z.object({
    type: z.literal('sources-checked'),
    at,
    looked: z.array(count).max(CHANGED_MAX).optional(),
    retryAfterMs: z.number().nonnegative().optional(),
    removed: count,
    /** Reviews that are open and must be drawn again: session ids. */
    reviews: z.array(z.string()).max(200),
    withdrawn: z.array(z.string()).max(200),
  }),
  z.object({ type: z.literal('mining-recorded'), at, waiting: count.optional() }),
  z.object({ type: z.literal('mining-cancelled'), at, actor: Actor }),
  z.object({ type: z.literal('retry-asked'), at }),
  z.object({ type: z.literal('session-expired'), at }),
  z.object({ type: z.literal('place-refused'), at, slot: z.string() }),
  z.object({
    type: z.literal('activity-failed'),
    at,
    activity: z.string(),
    kind: z.string(),
    message: z.string(),
    effect: Json.optional(),
    retryAfterMs: z.number().optional(),
    reason: z.enum(MODEL_REASONS).optional(),
  }),
]);
export type MiningEvent = z.infer<typeof MiningEvent>;
export type MiningEventOf<Type extends MiningEvent['type']> = Extract<MiningEvent, { type: Type }>;

/** How often a part was put off in a row, by an outage or by the platform, without anything having been read. */
const tries = count.optional();

/** Activities read what they need from the session. A part that is read twice finds the same ids. */
export const MiningEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('look-at-source') }),
  z.object({ type: z.literal('check-curator'), actor: Actor, wish: MiningWish }),
  /** Records that mining is on, and posts the notice in the channel. */
  z.object({ type: z.literal('open-channel'), actor: Actor }),
  /** For `closing`: records that mining is off. Whoever asked is a curator: it was looked up. */
  z.object({ type: z.literal('close-channel'), actor: Actor }),
  /** One page of a channel with its threads; `before` as `MiningState.reached`. A thread a page at a time. */
  z.object({ type: z.literal('mine-page'), before: z.string().optional(), tries }),
  z.object({ type: z.literal('mine-thread'), tries }),
  z.object({ type: z.literal('mine-document'), index: count, tries }),
  z.object({ type: z.literal('import-policies'), tries }),
  /** `lookUpAfter`: until then only what needs no look at the platform. */
  z.object({ type: z.literal('check-sources'), lookUpAfter: z.string().optional(), tries }),
  /** How far the channel was read. */
  z.object({ type: z.literal('record-mining'), tries }),
]);
export type MiningEffect = z.infer<typeof MiningEffect>;
export type MiningEffectOf<Type extends MiningEffect['type']> = Extract<
  MiningEffect,
  { type: Type }
>;
