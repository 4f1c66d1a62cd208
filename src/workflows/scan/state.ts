import { z } from 'zod';
import { Actor } from '../../chat/actor.ts';

const at = z.iso.datetime();
const count = z.number().int().nonnegative();

export const ScanInput = z.object({
  /** `first-start`: nothing was known yet, so the bot began by itself. */
  reason: z.enum(['asked', 'first-start']),
});
export type ScanInput = z.infer<typeof ScanInput>;

/** A schema document that could not be read, and why: its kinds keep what was known of them. */
export const ScanFailure = z.object({ document: z.string(), reason: z.string() });
export type ScanFailure = z.infer<typeof ScanFailure>;

/** How many failures are kept by name; the others are only counted. */
export const FAILURES_SHOWN_MAX = 20;

/** How far the reading of schemas is. */
export const ScanCounts = z.object({
  /** Schema documents looked at, of `documentsTotal`; unchanged ones count at once. */
  documents: count,
  documentsTotal: count,
  /** Kinds described anew. */
  described: count,
  /** Kinds whose schema is as it was. */
  unchanged: count,
  failures: count,
});
export type ScanCounts = z.infer<typeof ScanCounts>;

export const ScanStage = z.enum([
  'discovering',
  'profiling',
  'sweeping',
  'done',
  'failed',
  'cancelled',
]);
export type ScanStage = z.infer<typeof ScanStage>;

export const ScanState = z.object({
  stage: ScanStage,
  reason: ScanInput.shape.reason,
  owner: Actor,
  clusterName: z.string().optional(),
  startedAt: at,
  /** When the reading of schemas began: rate and time left are counted from here. */
  profilingSince: at.optional(),
  /** The latest news. */
  updatedAt: at,
  expiresAt: at,
  kinds: count,
  counts: ScanCounts,
  failures: z.array(ScanFailure).max(FAILURES_SHOWN_MAX),
  /** Kinds that the cluster no longer serves. */
  gone: count,
  /** Capabilities known in all, once the scan is done. */
  known: count,
  /** Why it failed, fit for the channel. */
  problem: z.string().optional(),
  cancelledBy: Actor.optional(),
});
export type ScanState = z.infer<typeof ScanState>;

export const ScanEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('documents-listed'),
    at,
    clusterName: z.string(),
    kinds: count,
    counts: ScanCounts,
  }),
  z.object({ type: z.literal('scan-progressed'), at, counts: ScanCounts }),
  z.object({
    type: z.literal('kinds-profiled'),
    at,
    counts: ScanCounts,
    failures: z.array(ScanFailure),
  }),
  z.object({ type: z.literal('kinds-swept'), at, gone: count, known: count }),
  z.object({ type: z.literal('scan-cancelled'), at, actor: Actor }),
  z.object({
    type: z.literal('activity-failed'),
    activity: z.string(),
    kind: z.string(),
    message: z.string(),
    at,
  }),
  z.object({ type: z.literal('session-expired'), at }),
]);
export type ScanEvent = z.infer<typeof ScanEvent>;

/** Each effect can be cancelled by its key. */
const key = z.literal('scan');

export const ScanEffect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('list-documents'), key }),
  z.object({ type: z.literal('profile-kinds'), key }),
  z.object({ type: z.literal('sweep-kinds'), key }),
]);
export type ScanEffect = z.infer<typeof ScanEffect>;

export const NOTHING_COUNTED: ScanCounts = {
  documents: 0,
  documentsTotal: 0,
  described: 0,
  unchanged: 0,
  failures: 0,
};
