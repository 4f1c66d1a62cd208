import { z } from 'zod';
import { Actor, Place } from '../../chat/actor.ts';
import { ChangeRequest, PreparedItem } from '../../domain/prepared-change.ts';

export const ChangeStage = z.enum([
  'awaiting-approval',
  'applying',
  'settling', // applied; the objects are watched until they say what they are
  'ready',
  'failed',
  'not-ready', // the stated limit passed and something still waits
  'rejected',
  'withdrawn',
  'superseded',
  'expired',
  'stopped', // given up after the approval, or its cluster is not the one the bot speaks to any more
]);
export type ChangeStage = z.infer<typeof ChangeStage>;

/** A named person's consent to one digest. */
export const Approval = z.object({ actor: Actor, at: z.string(), digest: z.string() });
export type Approval = z.infer<typeof Approval>;

/** What became of one object, in the order of the change's items. */
export const ItemResult = z.object({
  state: z.enum(['waiting', 'applied', 'refused', 'ready', 'failed']),
  /** The server's or the object's own words. */
  reason: z.string(),
  /** What kind of refusal it was, as `Refusal.because` of the cluster says. */
  because: z.enum(['schema', 'policy', 'conflict', 'forbidden', 'not-found']).optional(),
  /** `statusDigest` of an object that the apply changed: what it said before is no word about that. */
  statusAtApply: z.string().optional(),
});
export type ItemResult = z.infer<typeof ItemResult>;

/** Who can approve, as the organisation says now. */
export const Approvers = z.object({
  /** User groups and people to address. */
  groups: z.array(z.string()),
  people: z.array(Actor),
  /** Nobody is listed, yet any full member other than the requester may: the demo cluster. */
  isAnyMember: z.boolean(),
  /** Nobody is listed and nobody may: the lines to add to `dotai.yaml`. */
  missingLines: z.string().optional(),
  /** Nothing may be written to this cluster, so nobody may approve: why, and what would change that. */
  closedBecause: z.string().optional(),
  quorum: z.number().int().positive(),
});
export type Approvers = z.infer<typeof Approvers>;

/** Who was asked, and until when. */
export const ApproverInformation = Approvers.extend({
  expiresAt: z.string(),
  remindAt: z.string(),
});
export type ApproverInformation = z.infer<typeof ApproverInformation>;

/** A place beside the conversation where approvers are asked by a copy of the change's card. */
export const AskedPlace = z.object({
  /** A channel, or a direct conversation, without a thread. */
  place: Place,
  /** Whose direct conversation it is. */
  to: Actor.optional(),
});
export type AskedPlace = z.infer<typeof AskedPlace>;

/** Whom a conversation that approvers may not see is carried to, and who is not reached. */
export const Asked = z.object({
  /** Nobody but the requester can open the conversation. */
  isDirect: z.boolean(),
  places: z.array(AskedPlace),
  /** Approvers with whom the platform lets the bot open no direct conversation. */
  unreached: z.array(Actor),
  /**
   * Why not all are asked. `open-to-all`: any full member may approve, so there is nobody to ask;
   * `nobody-found`: no approver beside the requester; `too-many`: the first were asked.
   */
  gap: z.enum(['open-to-all', 'nobody-found', 'too-many']).optional(),
});
export type Asked = z.infer<typeof Asked>;

/** A copy of the change's card; the N-th of them, from 1, has the slot `copy-N`. */
export const Copy = AskedPlace.extend({
  /** The platform did not take it there. */
  isRefused: z.boolean().optional(),
  /** What had been said of the change before: the round, and the number of reminders. */
  after: z.object({ round: z.number().int(), reminders: z.number().int() }),
});
export type Copy = z.infer<typeof Copy>;

/** Whether it was seen that what was applied acts: a proof's outcome. */
export const Proven = z.object({
  isProved: z.boolean(),
  /** "a PostgreSQL instance in eu-west-1 was refused"; why it is not proved, as a sentence. */
  text: z.string(),
});
export type Proven = z.infer<typeof Proven>;

export const Asking = Asked.omit({ places: true }).extend({ copies: z.array(Copy) });
export type Asking = z.infer<typeof Asking>;

export const ChangeState = z.object({
  changeId: z.string(),
  requester: Actor,
  request: ChangeRequest,
  stage: ChangeStage,
  approvers: ApproverInformation.optional(),
  /** Where approvers are asked beside the conversation itself. */
  asking: Asking.optional(),
  approvals: z.array(Approval),
  /** Who ended it, and why, where somebody did. */
  endedBy: Actor.optional(),
  endReason: z.string().optional(),
  results: z.array(ItemResult),
  /** What its proof showed, the last time that it was tried. */
  proven: Proven.optional(),
  /** How often somebody switched to another way of making it. */
  switches: z.number().int().nonnegative().optional(),
  /** How often approval was asked for again: consent of an earlier round counts for nothing. */
  round: z.number().int().nonnegative(),
  /** Why this round began, where it is not the first. */
  askedAgain: z
    .object({
      because: z.enum(['base-moved', 'approval-voided', 'variant-switched']),
      reason: z.string(),
    })
    .optional(),
  /** Rounds in which somebody was reminded. */
  reminded: z.array(z.number().int()),
  /** How often it was tried or looked at again after an outcome: each time ends in a new one. */
  looks: z.number().int().nonnegative(),
  /** Why nothing goes on by itself: the person may say "try again". */
  trouble: z.string().optional(),
  /** It has ended and nobody came back to it in time: its card has no buttons any more. */
  isOver: z.boolean().optional(),
  lastAt: z.string(),
});
export type ChangeState = z.infer<typeof ChangeState>;

const at = z.string();

/** Who pressed, and where: whoever may not is told there. */
const pressed = { actor: Actor, place: Place.optional() };

export const ChangeEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('approvers-found'),
    at,
    approvers: ApproverInformation,
    asked: Asked.optional(),
  }),
  z.object({ type: z.literal('place-refused'), at, slot: z.string() }),
  z.object({ type: z.literal('approve-pressed'), at, ...pressed, key: z.string() }),
  z.object({ type: z.literal('reject-pressed'), at, ...pressed, reason: z.string() }),
  /** It shall be made in another of its ways: `key` is that of the approve button beside it. */
  z.object({
    type: z.literal('variant-pressed'),
    at,
    ...pressed,
    key: z.string(),
    variantId: z.string(),
  }),
  z.object({ type: z.literal('stop-pressed'), at, ...pressed }),
  z.object({ type: z.literal('check-again-asked'), at }),
  /** The only event that lets anything be written to a cluster. */
  z.object({
    type: z.literal('approval-granted'),
    at,
    actor: Actor,
    key: z.string(),
    approvers: Approvers,
  }),
  z.object({
    type: z.literal('approval-denied'),
    at,
    ...pressed,
    reason: z.string(),
    approvers: Approvers.optional(),
  }),
  z.object({ type: z.literal('rejection-granted'), at, actor: Actor, reason: z.string() }),
  z.object({
    type: z.literal('variant-granted'),
    at,
    actor: Actor,
    key: z.string(),
    variantId: z.string(),
  }),
  z.object({ type: z.literal('stop-granted'), at, actor: Actor }),
  z.object({ type: z.literal('change-withdrawn'), at, actor: Actor }),
  z.object({ type: z.literal('change-edited'), at, actor: Actor }),
  /** Of all objects: of such events the latest wins. */
  z.object({ type: z.literal('object-applied'), at, results: z.array(ItemResult) }),
  z.object({ type: z.literal('change-applied'), at, results: z.array(ItemResult) }),
  /** Approvals no longer hold: the approver lost the role, or access changed. */
  z.object({ type: z.literal('approval-voided'), at, reason: z.string() }),
  /** A policy forbids it by now, so nobody can approve it as it is. */
  z.object({
    type: z.literal('change-forbidden'),
    at,
    reason: z.string(),
    /** Other answers are no way either: the reason says how to begin anew. */
    isFinal: z.boolean().optional(),
  }),
  /** The bot is connected to another cluster than the one that the change was approved for. */
  z.object({ type: z.literal('target-changed'), at, reason: z.string() }),
  z.object({
    type: z.literal('base-moved'),
    at,
    items: z.array(PreparedItem),
    diff: z.string(),
    diffExcerpt: z.string(),
    diffName: z.string().optional(),
  }),
  z.object({ type: z.literal('objects-observed'), at, results: z.array(ItemResult) }),
  z.object({
    type: z.literal('settling-ended'),
    at,
    results: z.array(ItemResult),
    proven: Proven.optional(),
  }),
  z.object({ type: z.literal('look-again-asked'), at }),
  z.object({ type: z.literal('retry-asked'), at, actor: Actor }),
  z.object({ type: z.literal('reminder-due'), at }),
  z.object({ type: z.literal('session-expired'), at }),
  z.object({
    type: z.literal('activity-failed'),
    at,
    activity: z.string(),
    kind: z.string(),
    message: z.string(),
  }),
]);
export type ChangeEvent = z.infer<typeof ChangeEvent>;

const timing = { isParallel: z.boolean().optional() };

export const ChangeEffect = z.discriminatedUnion('type', [
  z.object({ ...timing, type: z.literal('find-approvers') }),
  /** Parallel: a click is never kept waiting by what runs. */
  z.object({
    ...timing,
    type: z.literal('check-approver'),
    ...pressed,
    decision: z.discriminatedUnion('type', [
      z.object({ type: z.literal('approve'), key: z.string() }),
      z.object({ type: z.literal('reject'), reason: z.string() }),
      z.object({ type: z.literal('switch'), key: z.string(), variantId: z.string() }),
      z.object({ type: z.literal('stop') }),
    ]),
  }),
  z.object({ ...timing, type: z.literal('apply-change'), approvals: z.array(Approval) }),
  z.object({ ...timing, type: z.literal('watch-change') }),
]);
export type ChangeEffect = z.infer<typeof ChangeEffect>;
