import { type ApplyDependencies, createApplyChange } from './apply.ts';
import { createCheckApprover } from './approvers.ts';
import { createFindApprovers } from './find-approvers.ts';
import { createWatchChange } from './watch.ts';
import type { AskingDependencies } from './whom-to-ask.ts';
import type { Clock } from '../../ports/clock.ts';

/** How long applied objects are watched. Clouds need a quarter of an hour for a database. */
const WATCH_LIMIT_MS = 30 * 60_000;
const FAILURE_STANDS_MS = 60_000;

/** One activity for each effect of the change workflow. */
export function createChangeActivities(
  dependencies: ApplyDependencies & AskingDependencies & { clock: Clock },
) {
  const times = { limitMs: WATCH_LIMIT_MS, failureStandsMs: FAILURE_STANDS_MS };
  return {
    'find-approvers': createFindApprovers(dependencies),
    'check-approver': createCheckApprover(dependencies),
    'apply-change': createApplyChange(dependencies),
    'watch-change': createWatchChange({ ...dependencies, ...times }),
  };
}
