import type { BulkJobOptions } from 'bullmq';
import { z } from 'zod';
import { Json } from '../../domain/json.ts';
import { EFFECT_POOLS, type StoredEffect } from '../../ports/record-store.ts';

/** An effect as a job: its data are the effect as it was added, `attempts` those of the queue. */
export interface EffectJob {
  readonly name: string;
  readonly data: StoredEffect;
  readonly opts: BulkJobOptions;
}

const JobData = z.object({
  id: z.string().min(1),
  streamId: z.string(),
  sequence: z.number(),
  type: z.string(),
  body: Json,
  notBefore: z.string().optional(),
  key: z.string().optional(),
  lane: z.string().optional(),
  pool: z.enum(EFFECT_POOLS),
  attempts: z.number().int().nonnegative(),
});

/** Kept ids would swallow a repeat. What was done is marked in the record store. */
export const FORGOTTEN_AT_ITS_END = { removeOnComplete: true, removeOnFail: true } as const;

/**
 * BullMQ refuses ':' in ids, which those of inbound events hold, and whole numbers.
 *
 * Source: `Job.validateOptions` of bullmq 6.7
 */
export function jobIdOf(effectId: string): string {
  return `effect-${encodeURIComponent(effectId)}`;
}

export function jobOf(effect: StoredEffect): EffectJob {
  const dueMs = effect.notBefore === undefined ? 0 : Date.parse(effect.notBefore);
  const delay = Math.max(dueMs - Date.now(), 0);
  return {
    name: effect.type,
    data: effect,
    opts: { ...FORGOTTEN_AT_ITS_END, jobId: jobIdOf(effect.id), delay },
  };
}

/** Undefined for what another version wrote, or nobody of ours. */
export function effectOf(data: unknown): StoredEffect | undefined {
  const read = JobData.safeParse(data);
  if (!read.success) return undefined;
  const { notBefore, key, lane } = read.data;
  return { ...read.data, notBefore, key, lane };
}
