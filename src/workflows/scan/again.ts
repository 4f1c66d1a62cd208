import type { EffectTiming } from '../workflow.ts';
import type { ScanEffect, ScanEventOf, ScanStage } from './state.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60 * 1_000;

/** How often work is put off because of an outage, but for the model's and the index': about 5 minutes. */
const MOST_TRIES = 6;

export type TimedScanEffect = ScanEffect & EffectTiming;

/** Batches run side by side, everything else in its order; none takes a slot that people wait for. */
export function scheduled(effect: ScanEffect): TimedScanEffect {
  const isBatch = effect.type === 'describe-batch' || effect.type === 'end-batch';
  return { ...effect, isBackground: true, ...(isBatch ? { isParallel: true } : {}) };
}

/** The same once more, after a pause that grows with each time, or a longer one that was asked for. */
export function later(
  effect: ScanEffect,
  { at, retryAfterMs = 0 }: { readonly at: string; readonly retryAfterMs?: number | undefined },
): TimedScanEffect {
  const tries = effect.tries ?? 0;
  const grownMs = Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
  const waitMs = Math.max(grownMs, Math.min(retryAfterMs, LONGEST_PAUSE_MS));
  const notBefore = new Date(Date.parse(at) + waitMs).toISOString();
  return { ...scheduled(effect), tries: tries + 1, notBefore };
}

/** Whether what failed so, however often the runtime tried, may still go well later. */
export function isWorthAnotherTry(
  { kind }: ScanEventOf<'activity-failed'>,
  { tries = 0 }: ScanEffect,
): boolean {
  return kind === 'unavailable' && tries < MOST_TRIES;
}

/** The stage in which an effect is done. */
export function stageOf({ type }: ScanEffect): ScanStage {
  switch (type) {
    case 'list-documents':
      return 'discovering';
    case 'profile-kinds':
      return 'profiling';
    case 'plan-descriptions':
    case 'describe-batch':
    case 'end-batch':
      return 'describing';
    case 'embed-kinds':
      return 'embedding';
    case 'sweep-kinds':
      return 'sweeping';
  }
}
