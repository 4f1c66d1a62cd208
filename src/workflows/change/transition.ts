import { approvalGranted, baseMoved, end, pressed } from './approval.ts';
import { applied, observed, settled } from './settling.ts';
import type { ChangeEffect, ChangeEvent, ChangeState } from './state.ts';
import { type ChangeStep, noted, unchanged } from './steps.ts';
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
    rebased: 0,
    hasReminded: false,
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
      return {
        state,
        effects: [tellTo(event)],
        audit: [noted(state, { ...event, action: 'approval-denied' })],
      };
    case 'rejection-granted':
      return end(state, { ...event, stage: 'rejected', action: 'change-rejected' });
    case 'change-withdrawn':
      return end(state, { ...event, stage: 'withdrawn', action: 'change-withdrawn' });
    case 'change-edited':
      return end(state, { ...event, stage: 'superseded', action: 'change-superseded' });
    case 'approval-voided':
      return approvalVoided(state, event.reason);
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
      return retry(state);
    case 'reminder-due':
      return remind(state);
    case 'session-expired':
      return expire(state, event.at);
    case 'activity-failed':
      return inTrouble(state, event);
  }
}

function approversFound(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'approvers-found' }>,
): ChangeStep {
  if (state.stage !== 'awaiting-approval') return unchanged(state);
  const reminder = { type: 'reminder-due', at: event.approvers.remindAt };
  return {
    state: { ...state, approvers: event.approvers, trouble: undefined },
    effects: [
      {
        type: 'raise',
        sessionId: state.changeId,
        event: reminder,
        notBefore: event.approvers.remindAt,
        key: 'reminder',
      },
    ],
    audit: [],
    cancels: ['reminder'],
  };
}

function tellTo(
  event: Extract<ChangeEvent, { type: 'approval-denied' }>,
): ChangeStep['effects'][number] {
  return { type: 'tell', to: event.actor, line: [event.reason], isParallel: true };
}

function approvalVoided(state: ChangeState, reason: string): ChangeStep {
  if (state.stage !== 'applying') return unchanged(state);
  return {
    state: { ...state, stage: 'awaiting-approval', approvals: [], trouble: reason },
    effects: [],
    audit: [noted(state, { at: state.lastAt, action: 'approval-voided', details: { reason } })],
  };
}

function remind(state: ChangeState): ChangeStep {
  if (state.stage !== 'awaiting-approval' || state.hasReminded) return unchanged(state);
  return { state: { ...state, hasReminded: true }, effects: [], audit: [] };
}

function expire(state: ChangeState, at: string): ChangeStep {
  return end(state, { at, stage: 'expired', action: 'change-expired' });
}

/** Goes on where it stopped: what carries the change's id already counts as applied. */
function retry(state: ChangeState): ChangeStep {
  if (state.trouble === undefined) return unchanged(state);
  const next = { ...state, trouble: undefined };
  if (state.stage === 'awaiting-approval' && !state.approvers) {
    return { state: next, effects: [{ type: 'find-approvers' }], audit: [] };
  }
  if (state.stage === 'applying') {
    return {
      state: next,
      effects: [{ type: 'apply-change', approvals: state.approvals }],
      audit: [],
    };
  }
  if (state.stage === 'settling') {
    return { state: next, effects: [{ type: 'watch-change', isParallel: true }], audit: [] };
  }
  return unchanged(state);
}

function lookAgain(state: ChangeState): ChangeStep {
  if (state.stage !== 'not-ready' && state.stage !== 'failed') return unchanged(state);
  if (state.results.some((result) => result.state === 'refused')) return unchanged(state);
  return {
    state: { ...state, stage: 'settling' },
    effects: [{ type: 'watch-change', isParallel: true }],
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
  return { state: { ...state, trouble: event.message }, effects: [], audit: [] };
}
