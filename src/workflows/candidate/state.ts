import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';
import { Json } from '../../domain/json.ts';
import { Candidate } from '../../domain/mining/candidate.ts';
import { Evidence } from '../../domain/mining/evidence.ts';

const at = z.string();

/** Days after which a review ends by itself; the candidate stays in the queue. */
export const REVIEW_DAYS = 30;

/** Different quotes that a card shows; there may be more. */
export const QUOTES_SHOWN = 6;

/** What one of them shows beside its first claim: it may name several resources. */
export const ALSO_SHOWN = 5;

/** Only one review of a candidate is open at a time. */
export function reviewKey(candidateId: string): string {
  return `candidate:${candidateId}`;
}

export const CandidateInput = z.object({ candidateId: z.string() });
export type CandidateInput = z.infer<typeof CandidateInput>;

/**
 * `accept`: a pattern is stored as it is, a policy goes to the policy wizard. `edit`: the wizard opens with what
 * was found. `merge`: into the pattern `into`. `reject`: remembered, not asked again.
 */
export const Decision = z.enum(['accept', 'edit', 'merge', 'reject']);
export type Decision = z.infer<typeof Decision>;

/** A pattern or an open candidate that it can be merged into, nearest first. */
export const MergeTarget = z.object({
  type: z.enum(['pattern', 'candidate']),
  id: z.string(),
  title: z.string(),
  /** What they have in common, in words; empty where that is little. */
  reason: z.string(),
  /** It says nearly the same. */
  isNear: z.boolean().optional(),
});
export type MergeTarget = z.infer<typeof MergeTarget>;

/** A quote, and what else the same words of the same source show. */
export const ShownQuote = Evidence.extend({
  also: z
    .array(Evidence.pick({ claim: true, about: true }))
    .max(ALSO_SHOWN)
    .optional(),
});
export type ShownQuote = z.infer<typeof ShownQuote>;

export const CandidateStage = z.enum([
  'loading',
  'open',
  'settling', // what was decided is being done
  'handed-over', // a wizard has it
  'done',
  'withdrawn', // what it was read from is gone
  'left', // whoever asked for it left it in the queue
  'expired',
  'failed',
]);
export type CandidateStage = z.infer<typeof CandidateStage>;

export const CandidateState = z.object({
  sessionId: z.string(),
  candidateId: z.string(),
  /**
   * It stands in a thread that was there before it, where people and other requests talk: nothing that is
   * written there is for it.
   */
  isGuest: z.boolean().optional(),
  stage: CandidateStage,
  /** Nothing of it is kept but what it was called, once nobody decides here any more. */
  candidate: Candidate.optional(),
  /** When it would apply as a pattern, in words. */
  when: z.string().max(500).optional(),
  /** The first of its quotes, each once, and how many different ones there are. */
  evidence: z.array(ShownQuote).max(QUOTES_SHOWN),
  evidenceCount: z.int().nonnegative(),
  targets: z.array(MergeTarget).max(20),
  decision: Decision.optional(),
  /** Of a merge. */
  into: MergeTarget.optional(),
  /** Of a rejection, in their words. */
  reason: z.string().max(500).optional(),
  decidedBy: Actor.optional(),
  /** The session of the wizard that has it. */
  wizardId: z.string().optional(),
  /** The pattern, policy or candidate that it became. */
  became: z.string().optional(),
  problem: z.string().optional(),
  retry: Json.optional(),
  /** When what is to be decided was last shown anew: earlier words are about something else. */
  askedAt: z.string().optional(),
  lastAt: z.string(),
  expiresAt: z.string(),
});
export type CandidateState = z.infer<typeof CandidateState>;

/** What somebody wants to become of it. */
const wish = {
  actor: Actor,
  decision: Decision,
  /** Of the candidate, as they saw it. */
  version: z.int().positive(),
  intoId: z.string().optional(),
  reason: z.string().optional(),
  /** Said in words, which any review in the thread could mean. */
  isTyped: z.boolean().optional(),
};

export const CandidateEvent = z.discriminatedUnion('type', [
  /** Undefined: there is none any more. */
  z.object({
    type: z.literal('candidate-loaded'),
    at,
    candidate: Candidate.optional(),
    when: z.string().max(500).optional(),
    evidence: z.array(ShownQuote).max(QUOTES_SHOWN),
    evidenceCount: z.int().nonnegative(),
    targets: z.array(MergeTarget).max(20),
  }),
  z.object({
    type: z.literal('decision-pressed'),
    at,
    ...wish,
  }),
  z.object({
    type: z.literal('decision-granted'),
    at,
    ...wish,
  }),
  z.object({ type: z.literal('decision-denied'), at, actor: Actor, reason: z.string() }),
  /** `reviews`: sessions in which the other candidate, that it was merged into, is reviewed. */
  z.object({
    type: z.literal('candidate-settled'),
    at,
    became: z.string().optional(),
    reviews: z.array(z.string()).max(20).optional(),
  }),
  /** Something is not as it was shown: nothing was done, and it is loaded and shown again. */
  z.object({ type: z.literal('settling-refused'), at, problem: z.string() }),
  /** The candidate is not as it was shown: somebody decided, or evidence came or went. */
  z.object({ type: z.literal('candidate-changed'), at }),
  /** From the wizard: `stored` names what it became; without it, nothing came of it. */
  z.object({
    type: z.literal('wizard-ended'),
    at,
    stored: z.string().optional(),
    /** What is called so was there before, and is completed by it. */
    completed: z.string().optional(),
  }),
  z.object({ type: z.literal('retry-asked'), at }),
  z.object({ type: z.literal('session-cancelled'), at, actor: Actor }),
  z.object({ type: z.literal('session-expired'), at }),
  z.object({
    type: z.literal('activity-failed'),
    at,
    activity: z.string(),
    kind: z.string(),
    message: z.string(),
    effect: Json.optional(),
    retryAfterMs: z.number().optional(),
  }),
]);
export type CandidateEvent = z.infer<typeof CandidateEvent>;
export type CandidateEventOf<Type extends CandidateEvent['type']> = Extract<
  CandidateEvent,
  { type: Type }
>;

export const CandidateEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('load-candidate') }),
  z.object({
    type: z.literal('check-curator'),
    ...wish,
  }),
  /** Accepts, merges or rejects, as the session says. The wizards settle what they store themselves. */
  z.object({ type: z.literal('settle-candidate') }),
]);
export type CandidateEffect = z.infer<typeof CandidateEffect>;
export type CandidateEffectOf<Type extends CandidateEffect['type']> = Extract<
  CandidateEffect,
  { type: Type }
>;
