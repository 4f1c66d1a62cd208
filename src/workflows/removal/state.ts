import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';

const at = z.iso.datetime();
const count = z.number().int().nonnegative();

/** Capabilities that are to be forgotten: one resource type, or all that is known of a cluster. */
export const CapabilityRemoval = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('kind'),
    clusterId: z.string(),
    capabilityId: z.string(),
    /** `buckets.s3.aws.example.org`. */
    name: z.string(),
    /** The schema document that describes it: `apps/v1`. */
    document: z.string(),
  }),
  z.object({ type: z.literal('all'), clusterId: z.string(), known: count }),
]);
export type CapabilityRemoval = z.infer<typeof CapabilityRemoval>;

/** A pattern that is to be deleted, with all its versions, as it was when that was asked. */
export const PatternRemoval = z.object({
  type: z.literal('pattern'),
  patternId: z.string(),
  /** The newest one. */
  version: z.int().positive(),
  name: z.string(),
  /** Who answers for it, as its record has it. */
  owner: z.string().optional(),
});
export type PatternRemoval = z.infer<typeof PatternRemoval>;

export const RemovalTarget = z.discriminatedUnion('type', [CapabilityRemoval, PatternRemoval]);
export type RemovalTarget = z.infer<typeof RemovalTarget>;

/**
 * `asking`: all is a lot, and a pattern comes back by nobody's scan, so a curator confirms it. `refused`: something stood in the way, and nothing
 * was removed. `failed`: some of it may be removed already.
 */
export const RemovalStage = z.enum([
  'asking',
  'removing',
  'done',
  'kept',
  'expired',
  'refused',
  'failed',
]);

export const RemovalState = z.object({
  stage: RemovalStage,
  target: RemovalTarget,
  owner: Actor,
  expiresAt: at,
  /** Who confirmed it, or said no. */
  decidedBy: Actor.optional(),
  /** Capabilities that were forgotten. */
  removed: count,
  /** Why it was refused, or failed, or a press did not count; fit for the channel. */
  problem: z.string().optional(),
});
export type RemovalState = z.infer<typeof RemovalState>;

const wants = z.enum(['remove', 'keep']);

export const RemovalEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('removal-pressed'), at, actor: Actor, wants }),
  z.object({ type: z.literal('removal-granted'), at, actor: Actor, wants }),
  z.object({ type: z.literal('removal-denied'), at, actor: Actor, reason: z.string() }),
  z.object({ type: z.literal('removal-hindered'), at, reason: z.string() }),
  z.object({
    type: z.literal('capabilities-removed'),
    at,
    removed: count,
    /** An earlier try may have removed others before. */
    isRepeat: z.boolean(),
  }),
  z.object({ type: z.literal('pattern-removed'), at }),
  z.object({
    type: z.literal('activity-failed'),
    activity: z.string(),
    kind: z.string(),
    message: z.string(),
    at,
  }),
  z.object({ type: z.literal('session-expired'), at }),
]);
export type RemovalEvent = z.infer<typeof RemovalEvent>;

export const RemovalEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('check-curator'), actor: Actor, wants }),
  z.object({ type: z.literal('remove-capabilities'), target: CapabilityRemoval }),
  z.object({ type: z.literal('remove-pattern'), target: PatternRemoval }),
]);
export type RemovalEffect = z.infer<typeof RemovalEffect>;
