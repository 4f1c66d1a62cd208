import { z } from 'zod';
import { Actor, Place } from '../../chat/actor.ts';
import { MODEL_REASONS } from '../../domain/failure.ts';

const at = z.iso.datetime();
const count = z.number().int().nonnegative();

/** More names than a person types: whoever has more scans everything. */
const NAMES_MAX = 50;

const Names = z.array(z.string().max(300)).min(1).max(NAMES_MAX);

export const ScanInput = z.object({
  /**
   * `first-start`: the bot starts; `scheduled`: it was time; `cluster-changed`: kinds were added, changed
   * or removed. Of these three nobody asked for it.
   */
  reason: z.enum(['asked', 'first-start', 'scheduled', 'cluster-changed']),
  /** Kinds or groups, as people name them: only these are read, always anew. Left out: everything. */
  names: Names.optional(),
});
export type ScanInput = z.infer<typeof ScanInput>;

/** A schema document that could not be read, and why: its kinds keep what was known of them. */
export const ScanFailure = z.object({ document: z.string(), reason: z.string() });
export type ScanFailure = z.infer<typeof ScanFailure>;

/** A name that was asked for and means nothing here, and what was probably meant. */
export const UnknownName = z.object({ name: z.string(), nearest: z.string().optional() });
export type UnknownName = z.infer<typeof UnknownName>;

/** A kind that the model did not describe, and why: what code made of its schema stands. */
export const Undescribed = z.object({ kind: z.string(), reason: z.string() });
export type Undescribed = z.infer<typeof Undescribed>;

/** How many failures are kept by name; the others are only counted. */
export const FAILURES_SHOWN_MAX = 20;

/** How far the reading of schemas is. */
export const ScanCounts = z.object({
  /** Schema documents looked at, of `documentsTotal`; unchanged ones count at once. */
  documents: count,
  documentsTotal: count,
  /** Kinds whose schema was read: new or changed ones. */
  described: count,
  /** Kinds whose schema is as it was. */
  unchanged: count,
  failures: count,
});
export type ScanCounts = z.infer<typeof ScanCounts>;

/** How far the model is with describing. */
export const DescribingCounts = z.object({
  batches: count,
  finished: count,
  /** Kinds in all batches. */
  kinds: count,
  described: count,
  failures: count,
});
export type DescribingCounts = z.infer<typeof DescribingCounts>;

export const NOTHING_TO_DESCRIBE: DescribingCounts = {
  batches: 0,
  finished: 0,
  kinds: 0,
  described: 0,
  failures: 0,
};

/** How far embedding is: kinds with a new vector, of those that had none. */
export const VectorCounts = z.object({ done: count, total: count });
export type VectorCounts = z.infer<typeof VectorCounts>;

export const NOTHING_TO_EMBED: VectorCounts = { done: 0, total: 0 };

export const ScanStage = z.enum([
  'discovering',
  'profiling',
  'describing',
  'embedding',
  'sweeping',
  'done',
  'failed',
  'cancelled',
]);
export type ScanStage = z.infer<typeof ScanStage>;

/** The language model does not answer: one batch asks again, with growing pauses, and the others wait. */
export const ModelOutage = z.object({
  since: at,
  /** How it did not answer, fit for the channel. */
  problem: z.string(),
  /** The batch that asks again, by its number. */
  probe: count,
  /** The batches that wait for what becomes of it. */
  waiting: z.array(count),
});
export type ModelOutage = z.infer<typeof ModelOutage>;

export const ScanState = z.object({
  stage: ScanStage,
  reason: ScanInput.shape.reason,
  names: Names.optional(),
  unknownNames: z.array(UnknownName).max(NAMES_MAX).default([]),
  owner: Actor,
  clusterId: z.string().optional(),
  clusterName: z.string().optional(),
  startedAt: at,
  /** When the present stage began its work: rate and time left are counted from here. */
  stageSince: at.optional(),
  /** The latest news. */
  updatedAt: at,
  expiresAt: at,
  kinds: count,
  counts: ScanCounts,
  failures: z.array(ScanFailure).max(FAILURES_SHOWN_MAX),
  /** A model is connected, so there is a stage in which it describes kinds. */
  describes: z.boolean().default(false),
  descriptions: DescribingCounts.default(NOTHING_TO_DESCRIBE),
  undescribed: z.array(Undescribed).max(FAILURES_SHOWN_MAX).default([]),
  /** The artifact that names, by schema document, what profiling made to be asked of the model. */
  batchItems: z.string().optional(),
  /** The artifact that names the artifact of each batch. */
  batchPlan: z.string().optional(),
  /** How many batches were asked for, the first ones; left out where an earlier version asked for all. */
  batchesBegun: count.optional(),
  modelOutage: ModelOutage.optional(),
  /** With what words the model refused a batch last: said twice in a row, it is of every batch. */
  modelRefusal: z.string().optional(),
  /** Why the model is asked no more in this scan, fit for the channel. */
  modelProblem: z.string().optional(),
  /** Why no model was asked at all, fit for the channel. */
  describingProblem: z.string().optional(),
  /** There is an embedder, so there is a stage in which it makes vectors. */
  embeds: z.boolean().default(false),
  vectors: VectorCounts.default(NOTHING_TO_EMBED),
  /** Why there are kinds without vectors, fit for the channel; while they are made, why not just now. */
  vectorProblem: z.string().optional(),
  /** Since when the knowledge index does not answer: what needs it is tried again until it does. */
  waitingSince: at.optional(),
  /** Kinds that the cluster no longer serves. */
  gone: count,
  /** Capabilities known in all, once the scan is done; and those of them that a model described. */
  known: count,
  knownByModel: count.default(0),
  /** Why it failed, fit for the channel. */
  problem: z.string().optional(),
  cancelledBy: Actor.optional(),
});
export type ScanState = z.infer<typeof ScanState>;

/** A policy, and the conversation in which more kinds are proposed for it. */
export const PolicyProposal = z.object({
  policyId: z.string(),
  sessionId: z.string(),
  owner: Actor,
  place: Place,
});
export type PolicyProposal = z.infer<typeof PolicyProposal>;

/** Each effect can be cancelled by its key. `tries`: how often it was put off before. */
const shared = { key: z.literal('scan'), tries: count.optional() };
/** One of `total`, from 0. `plan`: the artifact that names the artifact of each batch. */
const batch = { batch: count, total: count, plan: z.string() };
const names = Names.optional();

export const ScanEffect = z.discriminatedUnion('type', [
  z.object({ ...shared, type: z.literal('list-documents'), names }),
  z.object({ ...shared, type: z.literal('profile-kinds'), names }),
  /** `items`: the artifact of what profiling made to be asked, by schema document. */
  z.object({
    ...shared,
    type: z.literal('plan-descriptions'),
    names,
    items: z.string().optional(),
  }),
  z.object({ ...shared, ...batch, type: z.literal('describe-batch') }),
  /** Asks no model any more: whatever is not described yet is a failure for that reason. */
  z.object({ ...shared, ...batch, type: z.literal('end-batch'), reason: z.string() }),
  z.object({ ...shared, type: z.literal('embed-kinds') }),
  z.object({ ...shared, type: z.literal('sweep-kinds'), names }),
]);
export type ScanEffect = z.infer<typeof ScanEffect>;

export const ScanEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('documents-listed'),
    at,
    clusterId: z.string(),
    clusterName: z.string(),
    kinds: count,
    counts: ScanCounts,
    unknownNames: z.array(UnknownName),
    describes: z.boolean(),
    embeds: z.boolean(),
  }),
  z.object({ type: z.literal('scan-progressed'), at, counts: ScanCounts }),
  z.object({
    type: z.literal('kinds-profiled'),
    at,
    counts: ScanCounts,
    failures: z.array(ScanFailure),
    /** The artifact of what is to be asked of a model, where one describes. */
    items: z.string().optional(),
  }),
  z.object({
    type: z.literal('descriptions-planned'),
    at,
    /** Undefined where there is nothing to describe. */
    plan: z.string().optional(),
    batches: count,
    /** In all batches. */
    kinds: count,
  }),
  z.object({
    type: z.literal('descriptions-progressed'),
    at,
    finished: count,
    described: count,
    failures: count,
  }),
  z.object({
    type: z.literal('kinds-described'),
    at,
    described: count,
    failures: count,
    undescribed: z.array(Undescribed),
  }),
  /** A batch found that the model is being waited for, and did not ask it. */
  z.object({ type: z.literal('batch-put-off'), at, effect: ScanEffect }),
  /** The batch that asked again was answered. */
  z.object({
    type: z.literal('model-answered'),
    at,
    finished: count,
    described: count,
    failures: count,
  }),
  z.object({ type: z.literal('vectors-progressed'), at, vectors: VectorCounts }),
  z.object({ type: z.literal('kinds-embedded'), at, vectors: VectorCounts }),
  z.object({
    type: z.literal('kinds-swept'),
    at,
    gone: count,
    known: count,
    knownByModel: count,
    /** Policies that should reach kinds that this scan found: a conversation with each one's author. */
    proposals: z.array(PolicyProposal).optional(),
  }),
  /** The knowledge index did not answer: that effect is to be tried again. */
  z.object({ type: z.literal('index-unavailable'), at, effect: ScanEffect }),
  z.object({ type: z.literal('scan-cancelled'), at, actor: Actor }),
  z.object({
    type: z.literal('activity-failed'),
    activity: z.string(),
    effect: ScanEffect.optional(),
    kind: z.string(),
    message: z.string(),
    retryAfterMs: z.number().optional(),
    reason: z.enum(MODEL_REASONS).optional(),
    at,
  }),
  z.object({ type: z.literal('session-expired'), at }),
]);
export type ScanEvent = z.infer<typeof ScanEvent>;

export type ScanEventOf<Type extends ScanEvent['type']> = Extract<ScanEvent, { type: Type }>;
export type ScanEffectOf<Type extends ScanEffect['type']> = Extract<ScanEffect, { type: Type }>;

export const NOTHING_COUNTED: ScanCounts = {
  documents: 0,
  documentsTotal: 0,
  described: 0,
  unchanged: 0,
  failures: 0,
};
