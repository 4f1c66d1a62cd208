import { PatternEffect, type PatternEventOf, type PatternState } from './state.ts';
import { moved, type PatternStep, unchanged } from './steps.ts';
import { shortened } from '../../chat/shortened.ts';
import { clickUncounted, settlingFailed } from '../wizard/drafts.ts';
import { lookAgain } from '../wizard/look-again.ts';

const MESSAGE_MAX = 1_000;

/** An activity gave up. What is only for convenience stops nobody; everything else stops and says so. */
export function inTrouble(
  state: PatternState,
  event: PatternEventOf<'activity-failed'>,
): PatternStep {
  const effect = PatternEffect.safeParse(event.effect).data;
  const message = shortened(event.message, MESSAGE_MAX);
  switch (effect?.type) {
    case 'check-curator':
      return clickUncounted(state, effect.actor, message);
    case 'settle-draft':
      return settlingFailed(state, message);
    case 'check-candidate':
      return checkedLater(state, event.at);
    case 'write-rationale':
      return writingFailed(state, message);
    case 'load-pattern':
    case 'find-words':
    case 'find-resources':
    case 'resolve-resources':
    case 'compare-patterns':
    case 'store-pattern':
      return stopped(state, { event, effect, message });
    case undefined:
      return unchanged(state);
  }
}

/** What may be gone is looked at again, as long as this conversation is open; nobody is stopped by it. */
function checkedLater(state: PatternState, at: string): PatternStep {
  return { ...unchanged(state), effects: [lookAgain(state.sessionId, at)] };
}

function writingFailed(state: PatternState, message: string): PatternStep {
  if (state.isWriting !== true) return unchanged(state);
  const problems = { ...state.problems, rationale: message };
  return moved(state, { isWriting: undefined, problems });
}

interface Failed {
  readonly event: PatternEventOf<'activity-failed'>;
  readonly effect: PatternEffect;
  readonly message: string;
}

/** Nothing is lost: the person tries again or goes back. */
function stopped(state: PatternState, { event, effect, message }: Failed): PatternStep {
  if (STAGES[effect.type] !== state.stage || state.decidedBy) return unchanged(state);
  const isVain = event.kind === 'conflict' || event.kind === 'invalid-input';
  return moved(state, { trouble: isVain ? { message } : { message, effect } });
}

/** The stage in which an effect is waited for. */
const STAGES: Partial<Readonly<Record<PatternEffect['type'], PatternState['stage']>>> = {
  'load-pattern': 'loading',
  'find-words': 'expanding',
  'find-resources': 'finding',
  'resolve-resources': 'resolving',
  'compare-patterns': 'comparing',
  'store-pattern': 'storing',
};

/** Runs again what failed; everything that was given is still there. */
export function triedAgain(state: PatternState): PatternStep {
  const effect = PatternEffect.safeParse(state.trouble?.effect).data;
  return effect ? moved(state, {}, [effect]) : unchanged(state);
}
