import type { ChangeEvent, ChangeStage, ChangeState } from './state.ts';
import { type ChangeStep, noted, unchanged } from './steps.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import type { JsonObject } from '../../domain/json.ts';

/** A click is only a wish: whether that person may is looked up afresh, off the record. */
export function pressed(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'approve-pressed' | 'reject-pressed' }>,
): ChangeStep {
  if (state.stage !== 'awaiting-approval') return unchanged(state);
  const { digest } = state.request.prepared;
  if (event.type === 'approve-pressed' && event.digest !== digest) return unchanged(state);
  return {
    state,
    effects: [
      {
        type: 'check-approver',
        isParallel: true,
        actor: event.actor,
        digest,
        ...(event.type === 'reject-pressed' ? { rejection: event.reason } : {}),
      },
    ],
    audit: [],
  };
}

export function approvalGranted(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'approval-granted' }>,
): ChangeStep {
  const { actor, at, digest } = event;
  if (state.stage !== 'awaiting-approval' || !state.approvers) return unchanged(state);
  if (digest !== state.request.prepared.digest) return unchanged(state);
  if (state.approvals.some((approval) => isSameActor(approval.actor, actor)))
    return unchanged(state);
  const approvals = [...state.approvals, { actor, at, digest }];
  const audit = [noted(state, { at, actor, action: 'approval-granted' })];
  const next = { ...state, approvals, trouble: undefined };
  if (approvals.length < state.approvers.quorum) return { state: next, effects: [], audit };
  return {
    state: { ...next, stage: 'applying' },
    effects: [{ type: 'apply-change', approvals }],
    audit,
    cancels: ['reminder'],
  };
}

/**
 * Somebody changed a live object after the approvers had looked: what they approved is no longer
 * what would happen, so they are asked again with the new difference.
 */
export function baseMoved(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'base-moved' }>,
): ChangeStep {
  if (state.stage !== 'applying') return unchanged(state);
  const { items, diff, diffExcerpt } = event;
  const prepared = { ...state.request.prepared, items, diff, diffExcerpt };
  return {
    state: {
      ...state,
      request: { ...state.request, prepared },
      stage: 'awaiting-approval',
      approvals: [],
      rebased: state.rebased + 1,
    },
    effects: [],
    audit: [noted(state, { at: event.at, action: 'base-moved' })],
  };
}

/** Whether it can still be given up: it waits for approval, or the cluster refused it. */
export function canEnd({ stage, results }: ChangeState): boolean {
  if (stage === 'awaiting-approval') return true;
  return stage === 'failed' && results.some(({ state }) => state === 'refused');
}

/** Ends a change that was not applied. The conversation that asked for it hears how. */
export function end(
  state: ChangeState,
  how: { stage: ChangeStage; action: string; at: string; actor?: Actor; reason?: string },
): ChangeStep {
  if (!canEnd(state)) return unchanged(state);
  const { at, stage, actor, action } = how;
  const details: Record<string, string> = how.reason === undefined ? {} : { reason: how.reason };
  const heard: JsonObject =
    stage === 'superseded'
      ? { type: 'change-superseded', at }
      : { type: 'change-ended', at, outcome: stage };
  return {
    state: { ...state, stage, trouble: undefined, endedBy: actor, endReason: how.reason },
    effects: [{ type: 'raise', sessionId: state.request.parentSessionId, event: heard }],
    audit: [noted(state, actor ? { at, actor, action, details } : { at, action, details })],
    cancels: ['reminder'],
  };
}
