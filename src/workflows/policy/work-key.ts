import type { PolicyState } from './state.ts';

/** Names what is being done for a conversation, so that its end stops it. */
export const WORK_KEY = 'work';

/** Whether nobody waits for it any more. */
export function workEnded(before: PolicyState, { stage, outcome }: PolicyState): boolean {
  const isStopped = outcome === 'cancelled' || outcome === 'expired';
  return before.stage !== 'closed' && stage === 'closed' && isStopped;
}
