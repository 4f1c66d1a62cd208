import {
  candidateSettled,
  decisionGranted,
  decisionPressed,
  STATUSES,
  wizardEnded,
} from './deciding.ts';
import { bounded } from './limits.ts';
import {
  CandidateEffect as Effect,
  type CandidateEvent,
  type CandidateEventOf,
  type CandidateInput,
  type CandidateState,
} from './state.ts';
import {
  type CandidateStep,
  expiryAfter,
  hasEnded,
  moved,
  noted,
  shownAgain,
  tell,
  titleAlone,
  unchanged,
  withoutQuotes,
} from './steps.ts';
import { actorKey } from '../../chat/actor.ts';
import { shortened } from '../../chat/shortened.ts';
import { toJson } from '../../domain/json.ts';
import type { Candidate } from '../../domain/mining/candidate.ts';
import type { Opening } from '../workflow.ts';

export function start({ sessionId, place, at, input }: Opening<CandidateInput>): CandidateStep {
  const state: CandidateState = {
    sessionId,
    candidateId: input.candidateId,
    ...(place.thread === undefined ? {} : { isGuest: true }),
    stage: 'loading',
    evidence: [],
    evidenceCount: 0,
    targets: [],
    lastAt: at,
    expiresAt: expiryAfter(at),
  };
  return moved(state, {}, [{ type: 'load-candidate' }]);
}

/**
 * Decides what becomes of a candidate. Pure. Whoever presses is checked first; the first granted press
 * decides, once. A quote that is gone from the record goes from here, too.
 */
export function transition(before: CandidateState, event: CandidateEvent): CandidateStep {
  if (hasEnded(before)) return unchanged(before);
  const step = decide(before, event);
  return step.state === before ? step : { ...step, state: { ...step.state, lastAt: event.at } };
}

function decide(state: CandidateState, event: CandidateEvent): CandidateStep {
  switch (event.type) {
    case 'candidate-loaded':
      return loaded(state, event);
    case 'candidate-changed':
      return changed(state, event);
    case 'decision-pressed':
      return decisionPressed(state, event);
    case 'decision-granted':
      return decisionGranted(state, event);
    case 'decision-denied':
      return { ...unchanged(state), effects: [tell(event.actor, [event.reason])] };
    case 'candidate-settled':
      return candidateSettled(state, event);
    case 'settling-refused':
      return state.stage === 'settling' ? shownAgain(state, event.problem) : unchanged(state);
    case 'wizard-ended':
      return wizardEnded(state, event);
    case 'retry-asked':
      return retried(state);
    case 'session-cancelled':
    case 'session-expired':
      return ended(state, event);
    case 'activity-failed':
      return failed(state, event);
  }
}

/** The wizard that has it hears of it at once: it holds words of it, too. */
function changed(
  state: CandidateState,
  event: CandidateEventOf<'candidate-changed'>,
): CandidateStep {
  const { stage, wizardId: sessionId } = state;
  const load = { type: 'load-candidate' } as const;
  const isElsewhere = stage === 'handed-over' && sessionId !== undefined;
  const raised = isElsewhere ? [{ type: 'raise', sessionId, event: toJson(event) } as const] : [];
  return { ...unchanged(state), effects: [...raised, load] };
}

/**
 * What is being done about it goes on; only what is shown is as the record has it now. The wizard of what is
 * gone goes on without it.
 */
function loaded(state: CandidateState, event: CandidateEventOf<'candidate-loaded'>): CandidateStep {
  const { at, candidate, evidence, evidenceCount, targets, when } = event;
  const isGone = !candidate || candidate.status === 'withdrawn' || evidenceCount === 0;
  const isDecided = candidate && candidate.status !== 'open' && candidate.status !== 'withdrawn';
  if (state.stage === 'settling' || (state.stage === 'handed-over' && isDecided === true)) {
    return moved(state, isGone ? { evidence: [], evidenceCount: 0 } : { evidence, evidenceCount });
  }
  if (candidate && isDecided === true) {
    return isHalfDone(state, candidate)
      ? moved(withoutQuotes(state), {})
      : decidedAlready(state, candidate);
  }
  if (isGone) {
    const note = noted(state, { at, action: 'candidate-review-withdrawn' });
    return { ...moved(emptied(state), { stage: 'withdrawn' }), audit: [note] };
  }
  const isSame = state.candidate?.version === candidate.version;
  const shown = { candidate: bounded(candidate), evidence, evidenceCount, targets, when };
  if (state.stage === 'handed-over') return moved(state, shown);
  const askedAt = isSame && state.askedAt !== undefined ? state.askedAt : at;
  if (isSettlingTriedAgain(state)) return moved(state, { ...shown, askedAt });
  // What hindered the look is over; a reason why nothing was done stays.
  const over = state.stage === 'failed' ? { problem: undefined, retry: undefined } : {};
  return moved(state, { ...shown, ...over, stage: 'open', askedAt });
}

/** What was granted failed, and waits to be done. */
function isSettlingTriedAgain({ stage, retry }: CandidateState): boolean {
  return stage === 'failed' && Effect.safeParse(retry).data?.type === 'settle-candidate';
}

/** The record says what was granted here; the rest of it failed, and only trying it again does that. */
function isHalfDone(state: CandidateState, { status, decidedBy }: Candidate): boolean {
  const { decision, decidedBy: actor } = state;
  if (!isSettlingTriedAgain(state) || decision === undefined || !actor) return false;
  return status === STATUSES[decision] && decidedBy === actorKey(actor);
}

function decidedAlready(state: CandidateState, candidate: Candidate): CandidateStep {
  const { status, became } = candidate;
  const into = [state.into, ...state.targets].find((one) => one?.id === became);
  const kept = { ...withoutQuotes(state), candidate: bounded(titleAlone(candidate)), became };
  const end = { stage: 'done', problem: undefined, retry: undefined } as const;
  return moved(kept, { ...end, into: status === 'merged' ? into : undefined });
}

/** Nobody hears here any more when the rest of it goes, so nothing is kept. */
function emptied(state: CandidateState): CandidateState {
  const bare = { candidate: undefined, problem: undefined, retry: undefined, reason: undefined };
  return { ...withoutQuotes(state), ...bare, into: undefined };
}

type EndingEvent = CandidateEventOf<'session-cancelled' | 'session-expired'>;

/** The candidate itself stays in the queue. */
function ended(state: CandidateState, event: EndingEvent): CandidateStep {
  const { stage } = state;
  const isExpired = event.type === 'session-expired';
  const canEnd = stage === 'open' || stage === 'failed' || (isExpired && stage === 'handed-over');
  if (!canEnd) return unchanged(state);
  const actor = isExpired ? undefined : event.actor;
  const action = isExpired ? 'candidate-review-expired' : 'candidate-review-left';
  const step = moved(emptied(state), { stage: isExpired ? 'expired' : 'left', decidedBy: actor });
  return { ...step, audit: [noted(state, { at: event.at, actor, action })] };
}

const MESSAGE_MAX = 1_000;

function failed(state: CandidateState, event: CandidateEventOf<'activity-failed'>): CandidateStep {
  const effect = Effect.safeParse(event.effect).data;
  const message = shortened(event.message, MESSAGE_MAX);
  switch (effect?.type ?? event.activity) {
    case 'check-curator': {
      if (effect?.type !== 'check-curator') return unchanged(state);
      const text = `${message} That did not count: decide again.`;
      return { ...unchanged(state), effects: [tell(effect.actor, [text])] };
    }
    case 'load-candidate':
      return loadingFailed(state, message);
    case 'settle-candidate':
      return settlingFailed(state, { kind: event.kind, message });
    default:
      return unchanged(state);
  }
}

/** What may be gone is not shown until somebody could look. */
function loadingFailed(state: CandidateState, problem: string): CandidateStep {
  const isBusy = state.stage === 'settling' || state.stage === 'handed-over';
  if (isBusy) return moved(state, { evidence: [], evidenceCount: 0 });
  const retry = state.stage === 'failed' ? state.retry : ({ type: 'load-candidate' } as const);
  return moved(withoutQuotes(state), { stage: 'failed', problem, retry });
}

function settlingFailed(
  state: CandidateState,
  { kind, message }: { readonly kind: string; readonly message: string },
): CandidateStep {
  if (state.stage !== 'settling') return unchanged(state);
  if (kind === 'conflict' || kind === 'invalid-input') return shownAgain(state, message);
  return moved(state, {
    stage: 'failed',
    problem: message,
    retry: { type: 'settle-candidate' },
  });
}

/** What was granted stays so: only the doing of it is tried again. */
function retried(state: CandidateState): CandidateStep {
  const effect = Effect.safeParse(state.retry).data;
  if (state.stage !== 'failed' || !effect) return unchanged(state);
  if (effect.type === 'load-candidate') return shownAgain(state);
  return moved(state, { stage: 'settling', problem: undefined, retry: undefined }, [effect]);
}
