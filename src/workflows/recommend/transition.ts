import { answering } from './answering.ts';
import { heardOfChange, requestApproval, tried } from './review.ts';
import { choose, rankAnew, understand } from './solutions.ts';
import { tooLargeToKeep } from './limits.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { shownSlots } from './slots.ts';
import { closed, moved, type RecommendStep, unchanged } from './steps.ts';
import { inTrouble, triedAgain } from './trouble.ts';
import { thinking } from './thinking.ts';
import { keyOf, keysOfWork, PATIENCE_KEY, RETRY_KEY } from './work-keys.ts';
import type { Opening } from '../workflow.ts';
import { actorKey } from '../../chat/actor.ts';

export function start(opening: Opening<{ intent: string }>): RecommendStep {
  const state: RecommendState = {
    sessionId: opening.sessionId,
    stage: 'understanding',
    intent: opening.input.intent,
    shown: [],
    clarifyingQuestions: [],
    clarifications: [],
    searchWords: [],
    solutions: [],
    nearest: [],
    links: [],
    bindings: [],
    tables: {},
    questions: [],
    asking: 'required',
    answers: [],
    problems: {},
    writing: [],
    unmet: [],
    extras: [],
    solvedBy: '',
    lastAt: opening.at,
  };
  const audit = {
    at: opening.at,
    actor: actorKey(opening.owner),
    action: 'recommendation-asked',
    details: {},
  };
  const effect = { type: 'understand-intent' } as const;
  return { state, effects: [{ ...effect, key: keyOf(effect) }], audit: [audit] };
}

/**
 * Decides what `/dotai recommend` does next. Pure: no clock, no I/O, no throw.
 *
 * An event that does not fit the state (a stale button, a redelivered job) leaves the state as it
 * was and asks for nothing.
 */
export function transition(before: RecommendState, event: RecommendEvent): RecommendStep {
  if (before.stage === 'closed') return unchanged(before);
  const decided = withinRoom(before, event);
  const step = cancellable(before, thoughtOver(before, { event, decided }));
  if (step.state === before) return step;
  const shown = shownSlots(step.state);
  const isSameCard = shown.at(-1) === before.shown.at(-1);
  const askedAt = isSameCard ? before.askedAt : event.at;
  const tries = KEEPS_TRIES.has(event.type)
    ? {}
    : { triedItself: undefined, waitsSince: undefined };
  return { ...step, state: { ...step.state, ...tries, lastAt: event.at, shown, askedAt } };
}

/** Neither a success nor an act of the person: what was tried by itself still counts. */
const KEEPS_TRIES: ReadonlySet<RecommendEvent['type']> = new Set([
  'activity-failed',
  'search-progressed',
  'model-asked',
  'thought-long',
  'retry-due',
]);

/** The model that was asked still thinks: the person has gone on meanwhile. */
const THINKS_ON: ReadonlySet<RecommendEvent['type']> = new Set([
  'model-asked',
  'thought-long',
  'answers-given',
  'suggestions-accepted',
  'stage-skipped',
  'writing-asked',
  'requirements-given',
]);

function thoughtOver(
  before: RecommendState,
  { event, decided }: { readonly event: RecommendEvent; readonly decided: RecommendStep },
): RecommendStep {
  const { state } = decided;
  const isAnswered = event.type === 'activity-failed' || state !== before;
  const isOver = state.thinking && isAnswered && !THINKS_ON.has(event.type);
  return isOver ? { ...decided, state: { ...state, thinking: undefined } } : decided;
}

/** What an activity brought and no conversation can hold counts as its failure. */
function withinRoom(before: RecommendState, event: RecommendEvent): RecommendStep {
  const step = decide(before, event);
  const failure = step.state === before ? undefined : tooLargeToKeep(step.state, event);
  return failure ? inTrouble(before, failure) : step;
}

/** With the conversation ends what was begun for it: a model that still thinks is not waited for. */
function cancellable(before: RecommendState, step: RecommendStep): RecommendStep {
  const effects = step.effects.map((effect) =>
    effect.type === 'tell' || effect.type === 'raise' || effect.type === 'open'
      ? effect
      : { ...effect, key: keyOf(effect) },
  );
  const { outcome, trouble } = step.state;
  const isStopped = outcome === 'cancelled' || outcome === 'expired';
  const waited = before.trouble?.triesItself === true && trouble !== before.trouble;
  const isThoughtOver = before.thinking && before.thinking.since !== step.state.thinking?.since;
  const cancels = [
    ...(step.cancels ?? []),
    ...(isStopped ? keysOfWork(before.writing) : []),
    ...(waited ? [RETRY_KEY] : []),
    ...(isThoughtOver ? [PATIENCE_KEY] : []),
  ];
  return cancels.length === 0 ? { ...step, effects } : { ...step, effects, cancels };
}

function decide(state: RecommendState, event: RecommendEvent): RecommendStep {
  switch (event.type) {
    case 'search-progressed':
    case 'model-asked':
    case 'thought-long':
      return underWay(state, event);
    case 'intent-reworded':
    case 'intent-understood':
    case 'intent-clarified':
    case 'clarification-skipped':
      return understand(state, event);
    case 'solutions-found':
    case 'solution-chosen':
      return choose(state, event);
    case 'questions-written':
    case 'answers-given':
    case 'suggestions-accepted':
    case 'stage-skipped':
    case 'went-back':
    case 'reply-heard':
    case 'reply-interpreted':
    case 'reply-unread':
    case 'writing-asked':
    case 'value-written':
    case 'requirements-given':
    case 'requirements-applied':
      return answering(state, event);
    case 'change-prepared':
    case 'manifests-refused':
      return tried(state, event);
    case 'approval-requested':
      return requestApproval(state);
    case 'change-superseded':
    case 'change-returned':
    case 'change-resumed':
    case 'change-ended':
      return heardOfChange(state, event);
    case 'retry-asked':
    case 'retry-due':
    case 'offline-chosen':
      return triedAgain(state, event);
    case 'model-chosen':
      return rankAnew(state);
    case 'session-cancelled':
    case 'session-expired':
      return ended(state, event.type === 'session-expired' ? 'expired' : 'cancelled');
    case 'activity-failed':
      return inTrouble(state, event);
  }
}

/** A change that is under way ends on its own. */
function ended(state: RecommendState, outcome: 'cancelled' | 'expired'): RecommendStep {
  return state.stage === 'handed-over' ? unchanged(state) : closed(state, outcome);
}

/** How far the running work has got. */
function underWay(state: RecommendState, event: UnderWayEvent): RecommendStep {
  if (event.type !== 'search-progressed') return thinking(state, event);
  return isWorking(state) ? moved(state, { progress: event.text }) : unchanged(state);
}

type UnderWayEvent = Extract<
  RecommendEvent,
  { type: 'search-progressed' | 'model-asked' | 'thought-long' }
>;

/** The stages in which the bot is busy and the person waits. */
export function isWorking({ stage, trouble }: RecommendState): boolean {
  if (trouble) return false;
  return (
    stage === 'understanding' ||
    stage === 'searching' ||
    stage === 'questioning' ||
    stage === 'generating'
  );
}
