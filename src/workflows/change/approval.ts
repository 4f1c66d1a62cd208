import { withAsked } from './asking.ts';
import type { Approvers, ChangeEvent, ChangeState } from './state.ts';
import { type ChangeStep, checkOf, noted, unchanged } from './steps.ts';
import { isSameActor } from '../../chat/actor.ts';

/**
 * What an approve button carries through the whole approval: the digest, and how often something else
 * was to be approved. A button drawn before approval was asked for again, or before another way was
 * chosen, approves nothing, however late its click is looked at.
 */
export function approvalKey({ request, round, switches = 0 }: ChangeState): string {
  return `${request.prepared.digest}/${round + switches}`;
}

export function approversFound(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'approvers-found' }>,
): ChangeStep {
  if (state.stage !== 'awaiting-approval') return unchanged(state);
  const reminder = { type: 'reminder-due', at: event.approvers.remindAt };
  return {
    state: withAsked({ ...state, approvers: event.approvers, trouble: undefined }, event.asked),
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

/** Somebody says that who may approve has changed. */
export function checkAgain(state: ChangeState): ChangeStep {
  if (state.stage !== 'awaiting-approval') return unchanged(state);
  return { state, effects: [{ type: 'find-approvers' }], audit: [] };
}

/** A click is only a wish: whether that person may is looked up afresh, off the record. */
export function pressed(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'approve-pressed' | 'reject-pressed' }>,
): ChangeStep {
  if (state.stage !== 'awaiting-approval') return unchanged(state);
  if (event.type === 'approve-pressed' && event.key !== approvalKey(state)) return unchanged(state);
  const decision =
    event.type === 'approve-pressed'
      ? ({ type: 'approve', key: event.key } as const)
      : ({ type: 'reject', reason: event.reason } as const);
  return {
    state,
    effects: [checkOf(event, decision)],
    audit: [],
  };
}

export function approvalGranted(
  before: ChangeState,
  event: Extract<ChangeEvent, { type: 'approval-granted' }>,
): ChangeStep {
  const { actor, at, key } = event;
  if (before.stage !== 'awaiting-approval' || key !== approvalKey(before)) return unchanged(before);
  const state = withApprovers(before, event.approvers);
  if (!state.approvers || state.approvals.some((approval) => isSameActor(approval.actor, actor))) {
    return unchanged(state);
  }
  const { digest } = state.request.prepared;
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

/** That person alone hears why; the card says who may, as it was found at the click. */
export function approvalDenied(
  state: ChangeState,
  event: Extract<ChangeEvent, { type: 'approval-denied' }>,
): ChangeStep {
  const { actor, place } = event;
  const where = place === undefined ? {} : { place };
  return {
    state: withApprovers(state, event.approvers),
    effects: [{ type: 'tell', to: actor, line: [event.reason], isParallel: true, ...where }],
    audit: [noted(state, { ...event, action: 'approval-denied' })],
  };
}

function withApprovers(state: ChangeState, now: Approvers | undefined): ChangeState {
  const { approvers, stage } = state;
  if (!now || !approvers || stage !== 'awaiting-approval') return state;
  const { expiresAt, remindAt, ...known } = approvers;
  if (JSON.stringify(known) === JSON.stringify(now)) return state;
  return { ...state, approvers: { ...now, expiresAt, remindAt } };
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
  const { items, diff, diffExcerpt, diffName } = event;
  const { prepared: known, variants } = state.request;
  const prepared = { ...known, items, diff, diffExcerpt, diffName };
  const renewed = variants?.map((variant) =>
    variant.prepared.digest === known.digest ? { ...variant, prepared } : variant,
  );
  const request = { ...state.request, prepared, ...(renewed ? { variants: renewed } : {}) };
  return askedAgain({ ...state, request }, { at: event.at, because: 'base-moved', reason: '' });
}

export function approvalVoided(
  state: ChangeState,
  { at, reason }: Extract<ChangeEvent, { type: 'approval-voided' }>,
): ChangeStep {
  if (state.stage !== 'applying') return unchanged(state);
  return askedAgain(state, { at, because: 'approval-voided', reason });
}

/** A new round: nobody has approved, and whom to ask, and until when, is looked up afresh. */
export function askedAgain(
  state: ChangeState,
  why: NonNullable<ChangeState['askedAgain']> & { readonly at: string },
): ChangeStep {
  const { at, because, reason } = why;
  return {
    state: {
      ...state,
      stage: 'awaiting-approval',
      approvals: [],
      round: state.round + 1,
      askedAgain: { because, reason },
      trouble: undefined,
    },
    effects: [{ type: 'find-approvers' }],
    audit: [
      noted(state, { at, action: because, ...(reason === '' ? {} : { details: { reason } }) }),
    ],
  };
}

export function remind(state: ChangeState): ChangeStep {
  if (state.stage !== 'awaiting-approval' || state.reminded.includes(state.round)) {
    return unchanged(state);
  }
  return {
    state: { ...state, reminded: [...state.reminded, state.round] },
    effects: [],
    audit: [],
  };
}
