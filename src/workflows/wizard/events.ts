import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';
import { MODEL_REASONS } from '../../domain/failure.ts';
import { Json } from '../../domain/json.ts';

const at = z.string();
const by = Actor;

/** Words of their own, beside what is suggested. `looksUp`: further ones are looked for by them. */
const WordsGiven = z.object({
  type: z.literal('words-given'),
  at,
  by,
  words: z.array(z.string()),
  looksUp: z.boolean(),
});

const RationaleAsked = z.object({ type: z.literal('rationale-asked'), at, by });

/** `by`: `offline`, or the model's name. `sentence`: what it was written from, where that may change meanwhile. */
const RationaleWritten = z.object({
  type: z.literal('rationale-written'),
  at,
  text: z.string(),
  by: z.string(),
  sentence: z.string().optional(),
});

/** What every such conversation hears of itself: one step back, once more, given up, left alone. */
const WentBack = z.object({ type: z.literal('went-back'), at });
const RetryAsked = z.object({ type: z.literal('retry-asked'), at });
const SessionCancelled = z.object({ type: z.literal('session-cancelled'), at });
const SessionExpired = z.object({ type: z.literal('session-expired'), at });

/** What is decided about a draft, and by whom. */
const decision = { at, actor: Actor, accepts: z.boolean() };
const DecisionPressed = z.object({ type: z.literal('decision-pressed'), ...decision });
const DecisionGranted = z.object({ type: z.literal('decision-granted'), ...decision });
const DecisionDenied = z.object({
  type: z.literal('decision-denied'),
  at,
  actor: Actor,
  reason: z.string(),
});
/** `settle-draft` has run: the workflow raises it itself, behind that effect. */
const DraftSettled = z.object({
  type: z.literal('draft-settled'),
  at,
  accepts: z.boolean(),
});

/** What is heard about a draft. */
export type DraftEvent = z.infer<
  typeof DecisionPressed | typeof DecisionGranted | typeof DecisionDenied | typeof DraftSettled
>;

const ActivityFailed = z.object({
  type: z.literal('activity-failed'),
  at,
  activity: z.string(),
  kind: z.string(),
  message: z.string(),
  effect: Json.optional(),
  retryAfterMs: z.number().optional(),
  reason: z.enum(MODEL_REASONS).optional(),
});

/** What every conversation hears that asks for one thing after the other. */
export const WIZARD_EVENTS = [
  WordsGiven,
  RationaleAsked,
  RationaleWritten,
  WentBack,
  RetryAsked,
  SessionCancelled,
  SessionExpired,
  DecisionPressed,
  DecisionGranted,
  DecisionDenied,
  DraftSettled,
  ActivityFailed,
] as const;

/** Whether whoever pressed is a curator. */
const CheckCurator = z.object({
  type: z.literal('check-curator'),
  actor: Actor,
  accepts: z.boolean(),
});
/** A curator decided about the draft. */
const SettleDraft = z.object({
  type: z.literal('settle-draft'),
  actor: Actor,
  accepts: z.boolean(),
});

/** What is done about a draft. */
export const DRAFT_EFFECTS = [CheckCurator, SettleDraft] as const;
export type DraftEffect = z.infer<typeof CheckCurator | typeof SettleDraft>;
