import { doneOf, removalCard, whatOf } from './cards.ts';
import { RemovalEffect, RemovalEvent, RemovalState, RemovalTarget } from './state.ts';
import { hasEnded, start, transition } from './transition.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { Hearing, Lifecycle, Workflow } from '../workflow.ts';

/** Forgets what is known of one resource type, or of a whole cluster; or deletes a pattern. */
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
  const wants = WISHES[state.target.type === 'pattern' ? 'pattern' : 'capabilities'].get(
    action.name,
  );
  return state.stage === 'asking' && wants !== undefined
    ? { type: 'event', event: { type: 'removal-pressed', at, actor, wants } }
    : { type: 'refused', line: ['This is decided already. That click changed nothing.'] };
}

/** What each button wants. */
const WISHES: Readonly<Record<'capabilities' | 'pattern', ReadonlyMap<string, 'remove' | 'keep'>>> =
  {
    capabilities: new Map([
      ['remove-capabilities', 'remove'],
      ['keep-capabilities', 'keep'],
    ]),
    pattern: new Map([
      ['remove-pattern', 'remove'],
      ['keep-pattern', 'keep'],
    ]),
  };

function summary({ state }: SessionOf<RemovalState>): SessionSummary {
  const { stage, target } = state;
  return {
    title: `${target.type === 'pattern' ? 'Delete' : 'Forget'} ${whatOf(target)}`,
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
  const isPattern = state.target.type === 'pattern';
  switch (state.stage) {
    case 'asking':
      return 'Waits for a curator to confirm it.';
    case 'removing':
      return isPattern ? 'Being deleted…' : 'Being forgotten…';
    case 'done':
      return isPattern ? 'Deleted.' : `Forgot ${doneOf(state)}.`;
    case 'kept':
      return 'Kept.';
    case 'expired':
      return 'Nobody confirmed it in time.';
    case 'refused':
      return `Nothing was ${isPattern ? 'deleted' : 'forgotten'}. ${state.problem ?? ''}`.trim();
    case 'failed':
      return `Stopped: ${state.problem ?? 'something went wrong.'}`;
  }
}
