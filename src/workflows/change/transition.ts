import {
  approvalDenied,
  approvalGranted,
  approvalVoided,
  approversFound,
  baseMoved,
  checkAgain,
  pressed,
  remind,
} from './approval.ts';
import {
  edited,
  expired,
  forbidden,
  rejected,
  stopped,
  stopPressed,
  targetChanged,
  withdrawn,
} from './ending.ts';
import { applied, observed, settled } from './settling.ts';
import { placeRefused } from './asking.ts';
import { variantGranted, variantPressed } from './variants.ts';
import type { ChangeEffect, ChangeEvent, ChangeState } from './state.ts';
import { type ChangeStep, isRefused, noted, resumedForParent, unchanged } from './steps.ts';
import type { Opening } from '../workflow.ts';
import type { ChangeRequest } from '../../domain/prepared-change.ts';

export function start(opening: Opening<ChangeRequest>): ChangeStep {
  const state: ChangeState = {
    changeId: opening.sessionId,
    requester: opening.owner,
    request: opening.input,
    stage: 'awaiting-approval',
    approvals: [],
    results: opening.input.prepared.items.map(() => ({ state: 'waiting', reason: '' })),
    round: 0,
    reminded: [],
    looks: 0,
    lastAt: opening.at,
  };
  const effects: ChangeEffect[] = [{ type: 'find-approvers' }];
  const audit = [
    noted(state, { at: opening.at, actor: opening.owner, action: 'change-requested' }),
  ];
  return { state, effects, audit };
}

/**
 * Decides what becomes of a change. Pure: no clock, no I/O, no throw.
 *
 * Nothing is applied but by `approval-granted` for this very digest, as often as the quorum asks,
 * while the change still waits: two clicks at once, one effect.
 */
export function transition(before: ChangeState, event: ChangeEvent): ChangeStep {
  const step = decide(before, event);
  return step.state === before ? step : { ...step, state: { ...step.state, lastAt: event.at } };
}

function decide(state: ChangeState, event: ChangeEvent): ChangeStep {
  switch (event.type) {
    case 'approvers-found':
      return approversFound(state, event);
    case 'approve-pressed':
    case 'reject-pressed':
      return pressed(state, event);
    case 'approval-granted':
      return approvalGranted(state, event);
    case 'approval-denied':
      return approvalDenied(state, event);
    case 'check-again-asked':
      return checkAgain(state);
    case 'variant-pressed':
      return variantPressed(state, event);
    case 'variant-granted':
      return variantGranted(state, event);
    case 'rejection-granted':
    case 'change-forbidden':
    case 'stop-pressed':
    case 'stop-granted':
    case 'change-withdrawn':
    case 'change-edited':
    case 'target-changed':
    case 'session-expired':
      return givenUp(state, event);
    case 'approval-voided':
      return approvalVoided(state, event);
    case 'base-moved':
      return baseMoved(state, event);
    case 'object-applied':
    case 'change-applied':
      return applied(state, event);
    case 'objects-observed':
      return observed(state, event.results);
    case 'settling-ended':
      return settled(state, event);
    case 'look-again-asked':
      return lookAgain(state);
    case 'retry-asked':
      return retry(state, event.at);
    case 'place-refused':
      return placeRefused(state, event.slot);
    case 'reminder-due':
      return remind(state);
    case 'activity-failed':
      return inTrouble(state, event);
  }
}

type GivenUp = Extract<
  ChangeEvent,
  {
    type:
      | 'rejection-granted'
      | 'change-forbidden'
      | 'stop-pressed'
      | 'stop-granted'
      | 'change-withdrawn'
      | 'change-edited'
      | 'target-changed'
      | 'session-expired';
  }
>;

function givenUp(state: ChangeState, event: GivenUp): ChangeStep {
  switch (event.type) {
    case 'rejection-granted':
      return rejected(state, event);
    case 'change-forbidden':
      return forbidden(state, event);
    case 'stop-pressed':
      return stopPressed(state, event);
    case 'stop-granted':
      return stopped(state, event);
    case 'change-withdrawn':
      return withdrawn(state, event);
    case 'change-edited':
      return edited(state, event);
    case 'target-changed':
      return targetChanged(state, event);
    case 'session-expired':
      return expired(state, event.at);
  }
}

/**
 * Whether "try again" does something. A refused apply may be tried again as it was approved: its
 * approvals are looked at again, and an operator may have made room for it.
 */
export function canRetry(state: ChangeState): boolean {
  if (isRefused(state)) return state.isOver !== true;
  if (state.trouble === undefined) return false;
  if (state.stage === 'awaiting-approval') return !state.approvers;
  return state.stage === 'applying' || state.stage === 'settling';
}

/** Goes on where it stopped: what carries the change's id already counts as applied. */
function retry(state: ChangeState, at: string): ChangeStep {
  if (!canRetry(state)) return unchanged(state);
  const next = { ...state, trouble: undefined };
  if (state.stage === 'awaiting-approval') {
    return { state: next, effects: [{ type: 'find-approvers' }], audit: [] };
  }
  if (state.stage === 'settling') return { state: next, effects: [WATCH], audit: [] };
  const effects = [{ type: 'apply-change', approvals: state.approvals }] as const;
  if (state.stage === 'applying') return { state: next, effects, audit: [] };
  const results = state.results.map((result) =>
    result.state === 'refused' ? { state: 'waiting' as const, reason: '' } : result,
  );
  return {
    state: { ...next, stage: 'applying', results, looks: state.looks + 1 },
    effects: [resumedForParent(state, at), ...effects],
    audit: [],
  };
}

const WATCH = { type: 'watch-change', isParallel: true } as const;

function lookAgain(state: ChangeState): ChangeStep {
  if (state.stage !== 'not-ready' && state.stage !== 'failed') return unchanged(state);
  if (isRefused(state)) return unchanged(state);
  return {
    state: { ...state, stage: 'settling', looks: state.looks + 1, proven: undefined },
    effects: [WATCH],
    audit: [],
  };
}

function inTrouble(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'activity-failed' }>,
): ChangeStep {
  const isWaiting = state.stage === 'awaiting-approval';
  if (!isWaiting && state.stage !== 'applying' && state.stage !== 'settling')
    return unchanged(state);
  const isClick = event.activity === 'check-approver';
  if (isClick && !isWaiting && state.trouble === undefined) return unchanged(state);
  const lost = isClick ? ' That click did not count: press it again.' : '';
  return { state: { ...state, trouble: `${event.message}${lost}` }, effects: [], audit: [] };
}
