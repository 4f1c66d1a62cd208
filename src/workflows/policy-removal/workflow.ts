import { policyRemovalCard, titleOf } from './cards.ts';
import {
  PolicyRemovalEffect,
  PolicyRemovalEvent,
  PolicyRemovalInput,
  PolicyRemovalState,
  PolicyWish,
} from './state.ts';
import { hasEnded, isOffered, start, transition } from './transition.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { Hearing, Lifecycle, Workflow } from '../workflow.ts';

/** Deletes a policy, what enforces it, or both; it leaves nothing behind unsaid. */
export const policyRemovalWorkflow: Workflow<
  PolicyRemovalState,
  PolicyRemovalEvent,
  PolicyRemovalEffect,
  PolicyRemovalInput
> = {
  name: 'policy-removal',
  state: PolicyRemovalState,
  event: PolicyRemovalEvent,
  effect: PolicyRemovalEffect,
  input: PolicyRemovalInput,
  start,
  transition,
  lifecycle,
  hear,
  view: ({ state }) => [{ slot: 'root', card: policyRemovalCard(state) }],
  summary,
  form: () => ['There is no form to fill in here.'],
};

function lifecycle(state: PolicyRemovalState): Lifecycle {
  if (hasEnded(state)) return { isOpen: false, isListening: false };
  const { stage, expiresAt } = state;
  const waits = stage === 'asking' || stage === 'failed' || stage === 'handed-over';
  return { isOpen: true, isListening: false, ...(waits ? { expiresAt } : {}) };
}

/** Anybody may press; whether it counts is looked up. Talk in the thread is talk. */
function hear(
  { state }: SessionOf<PolicyRemovalState>,
  inbound: InboundEvent,
): Hearing<PolicyRemovalEvent> {
  if (inbound.type !== 'button-pressed') return { type: 'ignored' };
  const { actor, at, action } = inbound;
  if (action.name === 'try-again' && state.stage === 'failed') {
    return { type: 'event', event: { type: 'retry-asked', at } };
  }
  const wish = PolicyWish.safeParse(action.argument);
  const isPress = action.name === 'remove-policy' && wish.success;
  if (isPress && state.stage === 'asking' && isOffered(state, wish.data)) {
    return { type: 'event', event: { type: 'removal-pressed', at, actor, wish: wish.data } };
  }
  return { type: 'refused', line: ['This is decided already. That click changed nothing.'] };
}

function summary({ state }: SessionOf<PolicyRemovalState>): SessionSummary {
  const { stage, sentence, policyId, problem, changeOutcome } = state;
  const waits = stage === 'asking' || stage === 'failed';
  return {
    title: `Delete a policy: ${sentence ?? policyId}`,
    details: '',
    status: changeOutcome?.line ?? [problem ?? `${titleOf(state).replace(/[?…]$/u, '')}.`],
    level: LEVELS[stage],
    isUnderWay: !waits && !hasEnded(state),
    waitsFor: stage === 'handed-over' ? 'approvers' : waits ? 'owner' : 'nobody',
    approvedBy: [],
  };
}

const LEVELS: Readonly<Record<PolicyRemovalState['stage'], SessionSummary['level']>> = {
  looking: 'info',
  asking: 'info',
  preparing: 'info',
  'handed-over': 'info',
  removing: 'info',
  done: 'success',
  kept: 'info',
  expired: 'info',
  refused: 'warning',
  failed: 'error',
};
