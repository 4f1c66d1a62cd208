import { type Actor, actorKey } from '../../chat/actor.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Opening, Step } from '../workflow.ts';
import type { RemovalEffect, RemovalEvent, RemovalState, RemovalTarget } from './state.ts';

export type RemovalStep = Step<RemovalState, RemovalEffect>;

/** Nobody should confirm tomorrow what was asked today. */
const ASKED_FOR_MS = 10 * 60_000;

/** One resource type is forgotten at once; all of them only when a curator says so once more. */
export function start({ owner, at, input }: Opening<RemovalTarget>): RemovalStep {
  const state: RemovalState = {
    stage: input.type === 'all' ? 'asking' : 'removing',
    target: input,
    owner,
    expiresAt: new Date(Date.parse(at) + ASKED_FOR_MS).toISOString(),
    removed: 0,
  };
  const note = noted(state, { at, actor: owner, action: 'capabilities-deletion-asked' });
  const effects = input.type === 'all' ? [] : [removal(state)];
  return { state, effects, audit: [note] };
}

/**
 * Decides what becomes of a removal. Pure. Whoever presses is checked first; the first granted press
 * decides, and nothing follows the end.
 */
export function transition(state: RemovalState, event: RemovalEvent): RemovalStep {
  switch (event.type) {
    case 'removal-pressed': {
      if (state.stage !== 'asking') return unchanged(state);
      const { actor, wants } = event;
      return { ...unchanged(state), effects: [{ type: 'check-curator', actor, wants }] };
    }
    case 'removal-granted':
      return state.stage === 'asking' ? decided(state, event) : unchanged(state);
    case 'removal-denied':
      return {
        ...unchanged(state),
        effects: [{ type: 'tell', to: event.actor, line: [event.reason] }],
      };
    case 'removal-hindered':
      if (state.stage !== 'removing') return unchanged(state);
      return { ...unchanged(state), state: { ...state, stage: 'refused', problem: event.reason } };
    case 'capabilities-removed':
      return state.stage === 'removing' ? removed(state, event) : unchanged(state);
    case 'activity-failed':
      return failed(state, event);
    case 'session-expired':
      return state.stage === 'asking'
        ? ended(state, { stage: 'expired', at: event.at, action: 'capabilities-deletion-expired' })
        : unchanged(state);
  }
}

export function hasEnded({ stage }: RemovalState): boolean {
  return stage !== 'asking' && stage !== 'removing';
}

function decided(
  state: RemovalState,
  { at, actor, wants }: Extract<RemovalEvent, { type: 'removal-granted' }>,
): RemovalStep {
  const next = { ...state, decidedBy: actor, problem: undefined };
  if (wants === 'keep') {
    return ended(next, { stage: 'kept', at, actor, action: 'capabilities-kept' });
  }
  return {
    state: { ...next, stage: 'removing' },
    effects: [removal(next)],
    audit: [noted(next, { at, actor, action: 'capabilities-deletion-confirmed' })],
  };
}

function removed(
  state: RemovalState,
  event: Extract<RemovalEvent, { type: 'capabilities-removed' }>,
): RemovalStep {
  const { target, decidedBy, owner } = state;
  const known = target.type === 'all' ? target.known : 1;
  // What a killed try removed is counted by nobody: then it is what was known.
  const count = event.isRepeat ? Math.max(event.removed, known) : event.removed;
  const next = { ...state, removed: count, problem: undefined };
  const actor = decidedBy ?? owner;
  return ended(next, { stage: 'done', at: event.at, actor, action: 'capabilities-deleted' });
}

function failed(
  state: RemovalState,
  { activity, message, at }: Extract<RemovalEvent, { type: 'activity-failed' }>,
): RemovalStep {
  if (activity === 'check-curator' && state.stage === 'asking') {
    const problem = `${message} That click did not count: press it again.`;
    return { ...unchanged(state), state: { ...state, problem } };
  }
  if (state.stage !== 'removing' || activity !== 'remove-capabilities') return unchanged(state);
  const next = { ...state, problem: message };
  return ended(next, { stage: 'failed', at, action: 'capabilities-deletion-failed' });
}

function ended(
  state: RemovalState,
  end: {
    readonly stage: RemovalState['stage'];
    readonly at: string;
    readonly action: string;
    readonly actor?: Actor;
  },
): RemovalStep {
  const next = { ...state, stage: end.stage };
  return { state: next, effects: [], audit: [noted(next, end)] };
}

function noted(
  { target, removed }: RemovalState,
  { at, actor, action }: { at: string; actor?: Actor; action: string },
): AuditNote {
  const count = action === 'capabilities-deleted' ? removed : undefined;
  const details: Readonly<Record<string, string>> =
    target.type === 'kind'
      ? { cluster: target.clusterId, names: target.name }
      : { cluster: target.clusterId, count: String(count ?? target.known) };
  return { at, actor: actor ? actorKey(actor) : 'dotai', action, details };
}

function removal({ target }: RemovalState): RemovalEffect {
  return { type: 'remove-capabilities', target };
}

function unchanged(state: RemovalState): RemovalStep {
  return { state, effects: [], audit: [] };
}
