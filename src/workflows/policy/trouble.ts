import { PolicyEffect, type PolicyEventOf, type PolicyState } from './state.ts';
import { moved, type PolicyStep, unchanged } from './steps.ts';
import { shortened } from '../../chat/shortened.ts';
import { clickUncounted, settlingFailed, tell } from '../wizard/drafts.ts';
import { lookAgain } from '../wizard/look-again.ts';

const MESSAGE_MAX = 1_000;

/** An activity gave up. What is only for convenience stops nobody; everything else stops and says so. */
export function inTrouble(state: PolicyState, event: PolicyEventOf<'activity-failed'>): PolicyStep {
  const effect = PolicyEffect.safeParse(event.effect).data;
  const message = shortened(event.message, MESSAGE_MAX);
  switch (effect?.type ?? event.activity) {
    case 'check-curator':
      return effect?.type === 'check-curator'
        ? clickUncounted(state, effect.actor, message)
        : unchanged(state);
    case 'settle-draft':
      return settlingFailed(state, message);
    case 'check-candidate':
      return state.stage === 'loading'
        ? stopped(state, { event, effect, message })
        : checkedLater(state, event.at);
    case 'write-rationale':
      return writingFailed(state, message);
    case 'record-enforcement':
      return recordingFailed(state, { event, effect, message });
    default:
      return stopped(state, { event, effect, message });
  }
}

/** What may be gone is looked at again, as long as this conversation is open; nobody is stopped by it. */
function checkedLater(state: PolicyState, at: string): PolicyStep {
  return { ...unchanged(state), effects: [lookAgain(state.sessionId, at)] };
}

function writingFailed(state: PolicyState, message: string): PolicyStep {
  if (state.isWriting !== true) return unchanged(state);
  const problems = { ...state.problems, rationale: message };
  return moved(state, { isWriting: undefined, problems });
}

interface Failed {
  readonly event: PolicyEventOf<'activity-failed'>;
  readonly effect: PolicyEffect | undefined;
  readonly message: string;
}

/** What is in the cluster is never forgotten: somebody mends what hinders it, then it is tried again. */
function recordingFailed(state: PolicyState, { effect, message }: Failed): PolicyStep {
  if (state.stage !== 'recording') {
    const text = `What came of the change could not be noted on the policy. ${message}`;
    return { ...unchanged(state), effects: [tell(state.author, text)] };
  }
  const trouble = effect === undefined ? { message } : { message, effect };
  return moved(state, { trouble, progress: undefined });
}

/** Nothing is lost: the person tries again or goes back. */
function stopped(state: PolicyState, { event, effect, message }: Failed): PolicyStep {
  if (stageOf(effect) !== state.stage) return unchanged(state);
  const isVain = event.kind === 'conflict' || event.kind === 'invalid-input';
  const trouble = isVain || effect === undefined ? { message } : { message, effect };
  return moved(state, { trouble, progress: undefined });
}

/** The stage in which an effect is waited for. */
function stageOf(effect: PolicyEffect | undefined): PolicyState['stage'] | undefined {
  switch (effect?.type) {
    case 'load-policy':
    case 'check-candidate':
      return 'loading';
    case 'find-words':
      return 'expanding';
    case 'derive-rules':
      return 'deriving';
    case 'rehearse-policy':
      return 'rehearsing';
    case 'prepare-enforcement':
      return 'preparing';
    case 'store-policy':
      return 'storing';
    case 'record-enforcement':
      return 'recording';
    case 'write-rationale':
    case 'check-curator':
    case 'settle-draft':
    case undefined:
      return undefined;
  }
}

/** Runs again what failed; everything that was given is still there. */
export function triedAgain(state: PolicyState): PolicyStep {
  const effect = PolicyEffect.safeParse(state.trouble?.effect).data;
  return effect ? moved(state, { progress: undefined }, [effect]) : unchanged(state);
}
