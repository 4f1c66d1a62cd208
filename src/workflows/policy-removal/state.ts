import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';
import { Json } from '../../domain/json.ts';
import { EnforcementMode } from '../../domain/policy/policy.ts';
import { ChangeRequest } from '../../domain/prepared-change.ts';
import { ChangeOutcome } from '../change-outcome.ts';

const at = z.iso.datetime();

export const PolicyRemovalInput = z.object({
  policyId: z.string(),
  version: z.number().int().positive(),
});
export type PolicyRemovalInput = z.infer<typeof PolicyRemovalInput>;

/** What enforces the policy in the cluster now, as far as that can be seen. */
export const EnforcementFound = z.object({
  /** `unknown`: the cluster does not answer, does not let the bot look, or is another one. */
  state: z.enum(['none', 'live', 'changed', 'missing', 'outdated', 'unknown']),
  mode: EnforcementMode.optional(),
  /** "ValidatingAdmissionPolicy dotai-databases-1a2b", in the order in which they would be deleted. */
  objects: z.array(z.string()).max(50),
  /** Kinds that the bot may not list, so that nobody looked whether such objects enforce it, too. */
  unseen: z.array(z.string()).max(10).optional(),
});
export type EnforcementFound = z.infer<typeof EnforcementFound>;

/**
 * `all`: the enforcement, then the record. `record`: the enforcement stays in the cluster.
 * `enforcement`: the policy stays and guides. `draft`: what guides now stays, the draft above it goes.
 */
export const PolicyWish = z.enum(['all', 'record', 'enforcement', 'draft', 'keep']);
export type PolicyWish = z.infer<typeof PolicyWish>;

export const PolicyRemovalStage = z.enum([
  'looking', // what there is of the policy is looked up
  'asking',
  'preparing', // the change that deletes its enforcement is made
  'handed-over', // that change is on its way
  'removing', // the record is removed, or noted as enforced no more
  'done',
  'kept',
  'expired',
  'refused', // something stood in the way: the record was not touched
  'failed', // it could not be finished
]);

export const PolicyRemovalState = z.object({
  sessionId: z.string(),
  stage: PolicyRemovalStage,
  policyId: z.string(),
  version: z.number().int().positive(),
  owner: Actor,
  /** Undefined until it was looked up. */
  sentence: z.string().optional(),
  /** Nothing of it guides. */
  isDraft: z.boolean().optional(),
  /** The version that guides, where the newest one is a draft. */
  guiding: z.int().positive().optional(),
  found: EnforcementFound.optional(),
  wish: PolicyWish.optional(),
  decidedBy: Actor.optional(),
  /** Until when it waits for a decision, or for its change. */
  expiresAt: at,
  changeOutcome: ChangeOutcome.optional(),
  /** What enforces it still, seen at the end; undefined where nobody could look. */
  left: z.array(z.string()).max(50).optional(),
  unseen: z.array(z.string()).max(10).optional(),
  problem: z.string().optional(),
  /** The effect to try again. */
  retry: Json.optional(),
});
export type PolicyRemovalState = z.infer<typeof PolicyRemovalState>;

export const PolicyRemovalEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('policy-found'),
    at,
    sentence: z.string(),
    isDraft: z.boolean(),
    guiding: z.int().positive().optional(),
    found: EnforcementFound,
  }),
  /** It is gone, changed since, or cannot be deleted so: why. */
  z.object({ type: z.literal('removal-hindered'), at, reason: z.string() }),
  z.object({ type: z.literal('removal-pressed'), at, actor: Actor, wish: PolicyWish }),
  z.object({ type: z.literal('removal-granted'), at, actor: Actor, wish: PolicyWish }),
  z.object({ type: z.literal('removal-denied'), at, actor: Actor, reason: z.string() }),
  z.object({ type: z.literal('deletion-prepared'), at, request: ChangeRequest }),
  /** There is nothing any more that enforces it. */
  z.object({ type: z.literal('enforcement-gone'), at }),
  z.object({
    type: z.literal('policy-removed'),
    at,
    left: z.array(z.string()).optional(),
    unseen: z.array(z.string()).optional(),
  }),
  z.object({
    type: z.literal('change-ended'),
    at,
    outcome: z.string(),
    result: ChangeOutcome.optional(),
  }),
  z.object({ type: z.literal('change-returned'), at, result: ChangeOutcome.optional() }),
  z.object({ type: z.literal('change-resumed'), at }),
  z.object({ type: z.literal('retry-asked'), at }),
  z.object({
    type: z.literal('activity-failed'),
    at,
    activity: z.string(),
    kind: z.string(),
    message: z.string(),
    effect: Json.optional(),
  }),
  z.object({ type: z.literal('session-expired'), at }),
]);
export type PolicyRemovalEvent = z.infer<typeof PolicyRemovalEvent>;

/** Activities read from the session which policy it is. */
export const PolicyRemovalEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('look-up-policy') }),
  z.object({ type: z.literal('check-curator'), actor: Actor, wish: PolicyWish }),
  z.object({ type: z.literal('prepare-deletion') }),
  /** Removes the record, or notes that nothing enforces it, as the wish says. */
  z.object({ type: z.literal('remove-policy') }),
]);
export type PolicyRemovalEffect = z.infer<typeof PolicyRemovalEffect>;
