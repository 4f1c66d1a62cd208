import { isDeletion } from './action-words.ts';
import type { ChangeEvent, ChangeStage, ChangeState } from './state.ts';
import {
  type ChangeStep,
  checkOf,
  heardByParent,
  isRefused,
  noted,
  returnedToParent,
  unchanged,
} from './steps.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';

/** Whether its requester can still give it up: it waits for approval, or the cluster refused it. */
export function canWithdraw(state: ChangeState): boolean {
  if (state.isOver === true) return false;
  return state.stage === 'awaiting-approval' || isRefused(state);
}

/** Whether its requester can go back to the answers: also where approvers did not want it so. */
export function canEdit(state: ChangeState): boolean {
  if (state.isOver === true || isDeletion(state)) return false;
  return canWithdraw(state) || state.stage === 'rejected' || state.stage === 'expired';
}

/** Whether it hangs after the approval, so that somebody may put an end to it. */
export function canStop({ stage, trouble }: ChangeState): boolean {
  return trouble !== undefined && (stage === 'applying' || stage === 'settling');
}

interface Ending {
  readonly stage: ChangeStage;
  readonly action: string;
  readonly at: string;
  readonly actor?: Actor;
  readonly reason?: string;
}

/** Nobody wants it so: the requester may still change the answers. */
export function rejected(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'rejection-granted' }>,
): ChangeStep {
  if (state.stage !== 'awaiting-approval') return unchanged(state);
  return overForNow(state, { ...event, stage: 'rejected', action: 'change-rejected' });
}

/** No approval helps: only other answers do, where there are any. */
export function forbidden(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'change-forbidden' }>,
): ChangeStep {
  if (state.stage !== 'applying') return unchanged(state);
  const ending = { ...event, stage: 'rejected', action: 'change-forbidden' } as const;
  const next = { ...state, approvals: [] };
  return event.isFinal === true
    ? overForAll({ ...next, isOver: true }, ending)
    : overForNow(next, ending);
}

export function withdrawn(state: ChangeState, event: { at: string; actor: Actor }): ChangeStep {
  if (!canWithdraw(state)) return unchanged(state);
  return overForAll(state, { ...event, stage: 'withdrawn', action: 'change-withdrawn' });
}

export function edited(state: ChangeState, event: { at: string; actor: Actor }): ChangeStep {
  if (!canEdit(state)) return unchanged(state);
  const step = overForAll(state, { ...event, stage: 'superseded', action: 'change-superseded' });
  if (state.stage !== 'rejected') return step;
  const { endedBy, endReason } = state; // what was wrong with it is what the new answers are about
  return { ...step, state: { ...step.state, endedBy, endReason } };
}

/** The requester may stop it by a word; whether another person may is looked up first. */
export function stopPressed(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'stop-pressed' }>,
): ChangeStep {
  const { at, actor } = event;
  if (!canStop(state)) return unchanged(state);
  if (isSameActor(actor, state.requester)) return stopped(state, { at, actor });
  return { state, effects: [checkOf(event, { type: 'stop' })], audit: [] };
}

export function stopped(state: ChangeState, event: { at: string; actor: Actor }): ChangeStep {
  if (!canStop(state)) return unchanged(state);
  const reason = state.stage === 'applying' ? UNSURE : '';
  return overForAll(state, { ...event, reason, stage: 'stopped', action: 'change-stopped' });
}

/** An apply that got no answer may have been carried out all the same. */
const UNSURE = 'The last attempt may have reached the cluster all the same: look there.';

/** Nothing more is written to, or believed of, a cluster that nobody approved anything for. */
export function targetChanged(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'target-changed' }>,
): ChangeStep {
  if (state.stage !== 'applying' && state.stage !== 'settling') return unchanged(state);
  return overForAll(state, { ...event, stage: 'stopped', action: 'change-stopped' });
}

/** The time is up: for the approval, or for anybody to come back to what hangs or has ended. */
export function expired(state: ChangeState, at: string): ChangeStep {
  const action = 'change-expired';
  if (state.stage === 'awaiting-approval') {
    return overForNow(state, { at, action, stage: 'expired' });
  }
  if (canStop(state)) {
    const reason = ['Nobody came back to it.', state.stage === 'applying' ? UNSURE : ''];
    return overForAll(state, { at, action, stage: 'stopped', reason: reason.join(' ').trim() });
  }
  if (!canEdit(state) && !canWithdraw(state)) return unchanged(state);
  const next = { ...state, isOver: true };
  return { state: next, effects: [heardByParent(next, at)], audit: [noted(state, { at, action })] };
}

function overForAll(state: ChangeState, ending: Ending): ChangeStep {
  const step = over(state, ending);
  return { ...step, effects: [heardByParent(step.state, ending.at)] };
}

/** Its requester can still go back to the answers, where there are any. */
function overForNow(state: ChangeState, ending: Ending): ChangeStep {
  if (isDeletion(state)) return overForAll(state, ending);
  const step = over(state, ending);
  return { ...step, effects: [returnedToParent(step.state, ending.at)] };
}

function over(state: ChangeState, { at, stage, action, actor, reason }: Ending): ChangeStep {
  const details: Record<string, string> = reason === undefined ? {} : { reason };
  return {
    state: { ...state, stage, trouble: undefined, endedBy: actor, endReason: reason },
    effects: [],
    audit: [noted(state, actor ? { at, actor, action, details } : { at, action, details })],
    cancels: ['reminder'],
  };
}
