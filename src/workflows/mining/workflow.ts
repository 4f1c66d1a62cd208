import { miningCard, titleOf } from './cards.ts';
import { hasEnded } from './ending.ts';
import { isPlaceSought } from './parts.ts';
import { hearChange } from './sources.ts';
import { MiningEffect, MiningEvent, MiningInput, MiningState, type MiningWish } from './state.ts';
import { isOffered, start, transition } from './transition.ts';
import { outcomeWords, progressWords } from './words.ts';
import { isSameActor } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { Hearing, Lifecycle, SlottedCard, Workflow } from '../workflow.ts';

/** Reads what people said or wrote, and proposes the patterns and policies in it. */
export const miningWorkflow: Workflow<MiningState, MiningEvent, MiningEffect, MiningInput> = {
  name: 'mining',
  state: MiningState,
  event: MiningEvent,
  effect: MiningEffect,
  input: MiningInput,
  start,
  transition,
  lifecycle,
  hear,
  view,
  summary,
  form: () => ['There is no form to fill in here.'],
};

function lifecycle(state: MiningState): Lifecycle {
  if (hasEnded(state)) return { isOpen: false, isListening: false };
  return { isOpen: true, isListening: false, expiresAt: state.expiresAt };
}

const WISHES: Readonly<Record<string, MiningWish>> = {
  'open-channel': 'open',
  'leave-channel': 'leave',
  'cancel-mining': 'cancel',
};

/**
 * Anybody may press; whether it counts is looked up, but for whoever asked for the job and has enough of
 * it. Talk in the thread is talk.
 */
function hear({ state }: SessionOf<MiningState>, inbound: InboundEvent): Hearing<MiningEvent> {
  if (inbound.type === 'message-changed' || inbound.type === 'file-deleted') {
    return hearChange(state, inbound);
  }
  if (inbound.type !== 'button-pressed') return { type: 'ignored' };
  const { actor, at, action } = inbound;
  if (action.name === 'try-again' && state.stage === 'failed') {
    return { type: 'event', event: { type: 'retry-asked', at } };
  }
  const wish = WISHES[action.name];
  if (wish === undefined || !isOffered(state, wish)) {
    return { type: 'refused', line: ['That is decided already. That click changed nothing.'] };
  }
  if (wish === 'cancel' && isSameActor(actor, state.asker)) {
    return { type: 'event', event: { type: 'mining-cancelled', at, actor } };
  }
  return { type: 'event', event: { type: 'decision-pressed', at, actor, wish } };
}

/**
 * Of a captured thread nothing is shown before it is known where the answer belongs: it may be meant for
 * whoever asked alone, and the thread of a reply may have to be found first.
 */
function view({ state }: SessionOf<MiningState>): readonly SlottedCard[] {
  const { stage } = state;
  // Whether there is anything to close is looked up first; where not, whoever asked is told alone.
  if (state.input.type === 'closing' && (stage === 'finishing' || state.wasClosed === true))
    return [];
  const isSought = isPlaceSought(state) && (stage === 'reading' || stage === 'waiting');
  if (state.input.type === 'thread' && (stage === 'looking' || isSought)) return [];
  const { answersIn: place } = state;
  return [{ slot: 'root', card: miningCard(state), ...(place ? { place } : {}) }];
}

function summary({ state }: SessionOf<MiningState>): SessionSummary {
  const { stage, problem } = state;
  const waits = stage === 'confirming' || (stage === 'failed' && !hasEnded(state));
  return {
    title: titleOf(state),
    details: '',
    status: [problem ?? (hasEnded(state) ? endWords(state) : progressWords(state))],
    level: LEVELS[stage],
    isUnderWay: !waits && !hasEnded(state),
    waitsFor: waits ? 'owner' : 'nobody',
    approvedBy: [],
  };
}

function endWords(state: MiningState): string {
  return state.input.type === 'closing' || state.readingSince === undefined
    ? `${titleOf(state)}.`
    : outcomeWords(state);
}

const LEVELS: Readonly<Record<MiningState['stage'], SessionSummary['level']>> = {
  looking: 'info',
  confirming: 'info',
  opening: 'info',
  reading: 'info',
  waiting: 'info',
  finishing: 'info',
  done: 'success',
  cancelled: 'info',
  failed: 'error',
  refused: 'warning',
};
