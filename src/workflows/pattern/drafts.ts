import type { PatternEvent, PatternEventOf, PatternState } from './state.ts';
import { closed, moved, noted, type PatternStep, unchanged } from './steps.ts';
import { type Actor, isSameActor } from '../../chat/actor.ts';
import { toJson } from '../../domain/json.ts';

type DecisionEvent =
  | PatternEventOf<'decision-pressed'>
  | PatternEventOf<'decision-granted'>
  | PatternEventOf<'decision-denied'>
  | PatternEventOf<'draft-settled'>;

/** What becomes of a draft: whoever presses is looked up first, and the first granted press decides. */
export function decision(state: PatternState, event: DecisionEvent): PatternStep {
  if (event.type === 'draft-settled') return settled(state, event);
  if (event.type === 'decision-denied') {
    return { ...unchanged(state), effects: [tell(event.actor, event.reason)] };
  }
  if (state.stage !== 'awaiting-curator') return unchanged(state);
  const { actor, accepts, at } = event;
  if (event.type === 'decision-granted') return settling(state, { at, actor, accepts });
  // Its author may take it back; nobody else's word is needed for that.
  if (!accepts && isSameActor(actor, state.author)) return settling(state, { at, actor, accepts });
  const check = { type: 'check-curator', actor, accepts, isParallel: true } as const;
  return { ...unchanged(state), effects: [check] };
}

interface Decision {
  readonly at: string;
  readonly actor: Actor;
  readonly accepts: boolean;
}

/** The second effect waits for the first, and finds another stage where that failed. */
function settling(state: PatternState, { at, actor, accepts }: Decision): PatternStep {
  const event = toJson({ type: 'draft-settled', at, accepts } satisfies PatternEvent);
  const { sessionId } = state;
  const step = moved(state, { stage: 'storing', decidedBy: actor }, [
    { type: 'settle-draft', actor, accepts },
    { type: 'raise', sessionId, event },
  ]);
  const action = accepts ? 'pattern-accepted' : 'pattern-declined';
  return { ...step, audit: [noted(state, { at, actor, action })] };
}

function settled(state: PatternState, { accepts }: PatternEventOf<'draft-settled'>): PatternStep {
  if (state.stage !== 'storing' || !state.decidedBy) return unchanged(state);
  return closed(state, accepts ? 'accepted' : 'declined');
}

export function tell(to: Actor, text: string): PatternStep['effects'][number] {
  return { type: 'tell', to, line: [text] };
}
