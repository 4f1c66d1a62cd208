import { type Actor, actorKey, isSameActor } from '../../chat/actor.ts';
import { toJson } from '../../domain/json.ts';
import type { DraftEffect, DraftEvent } from './events.ts';
import type { CommonEffect, Step } from '../workflow.ts';

type Decision = Extract<DraftEvent, { type: 'decision-granted' | 'decision-pressed' }>;

interface Drafted {
  readonly sessionId: string;
  readonly author: Actor;
  readonly stage: string;
  readonly decidedBy?: Actor | undefined;
}

type DraftStep<State> = Step<State, DraftEffect>;

/** What a draft is of, in the audit trail. */
interface Taught {
  readonly noun: 'pattern' | 'policy';
  readonly id: string;
}

/** What becomes of a draft: whoever presses is looked up first, and the first granted press decides. */
export function draftDecision<State extends Drafted>(
  state: State,
  event: DraftEvent,
  taught: Taught,
): DraftStep<State> {
  if (event.type === 'draft-settled') return settled(state, event);
  if (event.type === 'decision-denied') {
    return { ...unchanged(state), effects: [tell(event.actor, event.reason)] };
  }
  if (state.stage !== 'awaiting-curator') return unchanged(state);
  const { actor, accepts } = event;
  if (event.type === 'decision-granted') return settling(state, event, taught);
  // Its author may take it back; nobody else's word is needed for that.
  if (!accepts && isSameActor(actor, state.author)) return settling(state, event, taught);
  const check = { type: 'check-curator', actor, accepts, isParallel: true } as const;
  return { ...unchanged(state), effects: [check] };
}

/** Its author says so in words, while a curator's decision is waited for. */
export function draftTakenBack<State extends Drafted>(
  state: State,
  at: string,
  taught: Taught,
): DraftStep<State> {
  const { author: actor } = state;
  return draftDecision(state, { type: 'decision-pressed', at, actor, accepts: false }, taught);
}

/** The second effect waits for the first, and finds another stage where that failed. */
function settling<State extends Drafted>(
  state: State,
  { at, actor, accepts }: Decision,
  { noun, id }: Taught,
): DraftStep<State> {
  const event = toJson({ type: 'draft-settled', at, accepts } satisfies DraftEvent);
  const { sessionId } = state;
  const action = `${noun}-${accepts ? 'accepted' : 'declined'}`;
  return {
    state: { ...state, trouble: undefined, stage: 'storing', decidedBy: actor },
    effects: [
      { type: 'settle-draft', actor, accepts },
      { type: 'raise', sessionId, event },
    ],
    audit: [{ at, actor: actorKey(actor), action, details: { [noun]: id } }],
  };
}

function settled<State extends Drafted>(
  state: State,
  { accepts }: { readonly accepts: boolean },
): DraftStep<State> {
  if (state.stage !== 'storing' || !state.decidedBy) return unchanged(state);
  const outcome = accepts ? 'accepted' : 'declined';
  return unchanged({ ...state, trouble: undefined, stage: 'closed', outcome });
}

/** Who pressed could not be looked up. */
export function clickUncounted<State>(
  state: State,
  actor: Actor,
  message: string,
): DraftStep<State> {
  const text = `${message} That click did not count: press it again.`;
  return { ...unchanged(state), effects: [tell(actor, text)] };
}

/** What was decided could not be done: it waits for a decision again. */
export function settlingFailed<State extends Drafted>(
  state: State,
  message: string,
): DraftStep<State> {
  const { decidedBy } = state;
  if (state.stage !== 'storing' || !decidedBy) return unchanged(state);
  const waiting = { ...state, stage: 'awaiting-curator', decidedBy: undefined };
  return clickUncounted(waiting, decidedBy, message);
}

export function tell(to: Actor, text: string): CommonEffect {
  return { type: 'tell', to, line: [text] };
}

function unchanged<State>(state: State): DraftStep<State> {
  return { state, effects: [], audit: [] };
}
