import { type Actor, actorKey } from '../../chat/actor.ts';
import type { AuditNote } from '../../domain/audit.ts';
import type { Opening, Step } from '../workflow.ts';
import type { RemovalEffect, RemovalEvent, RemovalState, RemovalTarget } from './state.ts';

export type RemovalStep = Step<RemovalState, RemovalEffect>;

/** Nobody should confirm tomorrow what was asked today. */
const ASKED_FOR_MS = 10 * 60_000;

/** One resource type is forgotten at once; all of them, or a pattern, only when a curator says so once more. */
export function start({ owner, at, input }: Opening<RemovalTarget>): RemovalStep {
  const state: RemovalState = {
    stage: input.type === 'kind' ? 'removing' : 'asking',
    target: input,
    owner,
    expiresAt: new Date(Date.parse(at) + ASKED_FOR_MS).toISOString(),
    removed: 0,
  };
  const note = noted(state, { at, actor: owner, action: 'deletion-asked' });
  const effects = input.type === 'kind' ? [removal(state)] : [];
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
      return state.stage === 'removing' && state.target.type !== 'pattern'
        ? forgotten(state, event)
        : unchanged(state);
    case 'pattern-removed':
      return state.stage === 'removing' && state.target.type === 'pattern'
        ? removed({ ...state, removed: state.target.version }, event.at)
        : unchanged(state);
    case 'activity-failed':
      return failed(state, event);
    case 'session-expired':
      return state.stage === 'asking'
        ? ended(state, { stage: 'expired', at: event.at, action: 'deletion-expired' })
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
    return ended(next, { stage: 'kept', at, actor, action: 'kept' });
  }
  return {
    state: { ...next, stage: 'removing' },
    effects: [removal(next)],
    audit: [noted(next, { at, actor, action: 'deletion-confirmed' })],
  };
}

function forgotten(
  state: RemovalState,
  event: Extract<RemovalEvent, { type: 'capabilities-removed' }>,
): RemovalStep {
  const known = state.target.type === 'all' ? state.target.known : 1;
  // What a killed try removed is counted by nobody: then it is what was known.
  const count = event.isRepeat ? Math.max(event.removed, known) : event.removed;
  return removed({ ...state, removed: count }, event.at);
}

function removed(state: RemovalState, at: string): RemovalStep {
  const actor = state.decidedBy ?? state.owner;
  return ended({ ...state, problem: undefined }, { stage: 'done', at, actor, action: 'deleted' });
}

function failed(
  state: RemovalState,
  { activity, message, at }: Extract<RemovalEvent, { type: 'activity-failed' }>,
): RemovalStep {
  if (activity === 'check-curator' && state.stage === 'asking') {
    const problem = `${message} That click did not count: press it again.`;
    return { ...unchanged(state), state: { ...state, problem } };
  }
  if (state.stage !== 'removing' || activity !== removal(state).type) return unchanged(state);
  const next = { ...state, problem: message };
  return ended(next, { stage: 'failed', at, action: 'deletion-failed' });
}

type Action =
  | 'deletion-asked'
  | 'deletion-confirmed'
  | 'deletion-expired'
  | 'deletion-failed'
  | 'deleted'
  | 'kept';

function ended(
  state: RemovalState,
  end: {
    readonly stage: RemovalState['stage'];
    readonly at: string;
    readonly action: Action;
    readonly actor?: Actor;
  },
): RemovalStep {
  const next = { ...state, stage: end.stage };
  return { state: next, effects: [], audit: [noted(next, end)] };
}

function noted(
  state: RemovalState,
  { at, actor, action }: { at: string; actor?: Actor; action: Action },
): AuditNote {
  const what = state.target.type === 'pattern' ? 'pattern' : 'capabilities';
  return {
    at,
    actor: actor ? actorKey(actor) : 'dotai',
    action: `${what}-${action}`,
    details: detailsOf(state, action),
  };
}

function detailsOf(
  { target, removed: count }: RemovalState,
  action: Action,
): Readonly<Record<string, string>> {
  switch (target.type) {
    case 'kind':
      return { cluster: target.clusterId, names: target.name };
    case 'all':
      return {
        cluster: target.clusterId,
        count: String(action === 'deleted' ? count : target.known),
      };
    case 'pattern':
      return { pattern: target.patternId, version: String(target.version) };
  }
}

function removal({ target }: RemovalState): RemovalEffect {
  return target.type === 'pattern'
    ? { type: 'remove-pattern', target }
    : { type: 'remove-capabilities', target };
}

function unchanged(state: RemovalState): RemovalStep {
  return { state, effects: [], audit: [] };
}
