import { approversNow } from './approvers.ts';
import { type AskingDependencies, whomToAsk } from './whom-to-ask.ts';
import type { Activity } from '../activity.ts';
import type { ChangeEffect, ChangeEvent } from '../../workflows/change/state.ts';

type Effect = Extract<ChangeEffect, { type: 'find-approvers' }>;

/** Whom to ask and where, for how long, and when to remind them. */
export function createFindApprovers(
  dependencies: AskingDependencies,
): Activity<Effect, ChangeEvent> {
  const { expireAfterHours, remindAfterHours } = dependencies.organisation.approvals;
  return async (_effect, { session, now }) => {
    const approvers = approversNow(dependencies, session.owner);
    const asked = await whomToAsk(dependencies, { session, approvers });
    const at = now();
    return {
      type: 'approvers-found',
      at,
      approvers: {
        ...approvers,
        expiresAt: hoursAfter(at, expireAfterHours),
        remindAt: hoursAfter(at, remindAfterHours),
      },
      asked,
    };
  };
}

function hoursAfter(at: string, hours: number): string {
  return new Date(Date.parse(at) + hours * 3_600_000).toISOString();
}
