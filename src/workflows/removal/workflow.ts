import { doneOf, removalCard, whatOf } from './cards.ts';
import { RemovalEffect, RemovalEvent, RemovalState, RemovalTarget } from './state.ts';
import { hasEnded, start, transition } from './transition.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { Hearing, Lifecycle, Workflow } from '../workflow.ts';

/** Forgets what is known of one resource type, or of a whole cluster. */
export const removalWorkflow: Workflow<RemovalState, RemovalEvent, RemovalEffect, RemovalTarget> = {
  name: 'removal',
  state: RemovalState,
  event: RemovalEvent,
  effect: RemovalEffect,
  input: RemovalTarget,
  start,
  transition,
  lifecycle,
  hear,
  view: ({ state }) => [{ slot: 'root', card: removalCard(state) }],
  summary,
  form: () => ['There is no form to fill in here.'],
};

function lifecycle(state: RemovalState): Lifecycle {
  if (hasEnded(state)) return { isOpen: false, isListening: false };
  const expiry = state.stage === 'asking' ? { expiresAt: state.expiresAt } : {};
  return { isOpen: true, isListening: false, ...expiry };
}

/** Anybody may press; whether it counts is looked up. Talk in the thread is talk. */
function hear({ state }: SessionOf<RemovalState>, inbound: InboundEvent): Hearing<RemovalEvent> {
  if (inbound.type !== 'button-pressed') return { type: 'ignored' };
  const { actor, at, action } = inbound;
  const wants = { 'remove-capabilities': 'remove', 'keep-capabilities': 'keep' } as const;
  if (state.stage === 'asking' && isWish(action.name)) {
    const event = { type: 'removal-pressed', at, actor, wants: wants[action.name] } as const;
    return { type: 'event', event };
  }
  return { type: 'refused', line: ['This is decided already. That click changed nothing.'] };
}

function isWish(name: string): name is 'remove-capabilities' | 'keep-capabilities' {
  return name === 'remove-capabilities' || name === 'keep-capabilities';
}

function summary({ state }: SessionOf<RemovalState>): SessionSummary {
  const { stage, target } = state;
  return {
    title: `Forget ${whatOf(target)}`,
    details: '',
    status: [statusOf(state)],
    level: LEVELS[stage],
    isUnderWay: stage === 'removing',
    waitsFor: stage === 'asking' ? 'owner' : 'nobody',
    approvedBy: [],
  };
}

const LEVELS: Readonly<Record<RemovalState['stage'], SessionSummary['level']>> = {
  asking: 'info',
  removing: 'info',
  done: 'success',
  kept: 'info',
  expired: 'info',
  refused: 'warning',
  failed: 'error',
};

function statusOf(state: RemovalState): string {
  switch (state.stage) {
    case 'asking':
      return 'Waits for a curator to confirm it.';
    case 'removing':
      return 'Being forgotten…';
    case 'done':
      return `Forgot ${doneOf(state)}.`;
    case 'kept':
      return 'Kept.';
    case 'expired':
      return 'Nobody confirmed it in time.';
    case 'refused':
      return `Nothing was forgotten. ${state.problem ?? ''}`.trim();
    case 'failed':
      return `Stopped: ${state.problem ?? 'something went wrong.'}`;
  }
}
