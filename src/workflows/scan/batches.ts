import type { Step } from '../workflow.ts';
import { scheduled } from './again.ts';
import { unchanged } from './stages.ts';
import type { ScanEffect, ScanState } from './state.ts';

/**
 * Batches that are asked for and have not ended, at most: what an outage costs does not grow with the
 * scan. Enough for the slots of four workers.
 */
export const BATCHES_AHEAD_MAX = 40;

/** After how many that ended more are begun: there is always enough to do meanwhile. */
const BATCHES_A_REPORT = 10;

/** Asks for the next batches, as many as may be under way. */
export function beginBatches(state: ScanState): Step<ScanState, ScanEffect> {
  const { batchPlan: plan, descriptions } = state;
  const { batches: total, finished } = descriptions;
  const begun = begunBatches(state);
  const next = Math.min(total, finished + BATCHES_AHEAD_MAX);
  if (plan === undefined || next <= begun) return unchanged(state);
  return {
    state: { ...state, batchesBegun: next },
    effects: Array.from({ length: next - begun }, (_, index) =>
      scheduled({ type: 'describe-batch', key: 'scan', batch: begun + index, total, plan }),
    ),
    audit: [],
  };
}

/**
 * Whether the scan has to hear that so many batches ended, since it would begin no more otherwise. True
 * for the last of those that `state` knows to be begun, however often its end is repeated.
 */
export function isReportDue(state: ScanState, finished: number): boolean {
  const begun = begunBatches(state);
  if (begun >= state.descriptions.batches) return false;
  return finished >= begun || finished % BATCHES_A_REPORT === 0;
}

function begunBatches({ batchesBegun, descriptions }: ScanState): number {
  return batchesBegun ?? descriptions.batches;
}
