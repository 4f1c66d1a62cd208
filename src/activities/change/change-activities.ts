import { type ApplyDependencies, createApplyChange } from './apply.ts';
import { createCheckApprover } from './approvers.ts';
import { createDeleteChange } from './delete.ts';
import { createFindApprovers } from './find-approvers.ts';
import { createWatchChange } from './watch.ts';
import type { AskingDependencies } from './whom-to-ask.ts';
import type { Clock } from '../../ports/clock.ts';
import { isDeletion } from '../../workflows/change/action-words.ts';
import { ChangeState } from '../../workflows/change/state.ts';

/** How long applied objects are watched. Clouds need a quarter of an hour for a database. */
const WATCH_LIMIT_MS = 30 * 60_000;
const FAILURE_STANDS_MS = 60_000;
/** The same for what is proved: a policy is in force within seconds, or something is wrong. */
const PROOF_LIMIT_MS = 60_000;

/** Applies or deletes, as the approved change says. */
function createCarryOut(dependencies: ApplyDependencies): ReturnType<typeof createApplyChange> {
  const apply = createApplyChange(dependencies);
  const remove = createDeleteChange(dependencies);
  return (effect, context) => {
    const state = ChangeState.parse(context.session.state);
    return isDeletion(state) ? remove(effect, context) : apply(effect, context);
  };
}

/** One activity for each effect of the change workflow. */
export function createChangeActivities(
  dependencies: ApplyDependencies & AskingDependencies & { clock: Clock },
) {
  const times = {
    limitMs: WATCH_LIMIT_MS,
    failureStandsMs: FAILURE_STANDS_MS,
    proofLimitMs: PROOF_LIMIT_MS,
  };
  return {
    'find-approvers': createFindApprovers(dependencies),
    'check-approver': createCheckApprover(dependencies),
    'apply-change': createCarryOut(dependencies),
    'watch-change': createWatchChange({ ...dependencies, ...times }),
  };
}
