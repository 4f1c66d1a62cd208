import { answering } from './answering.ts';
import { changePrepared, heardOfChange, manifestsRefused, requestApproval } from './review.ts';
import { offerSolutions, startQuestions, understand } from './solutions.ts';
import type { RecommendEffect, RecommendEvent, RecommendState } from './state.ts';
import { shownSlots } from './slots.ts';
import { closed, moved, type RecommendStep, unchanged, working } from './steps.ts';
import { writingFailed } from './writing.ts';
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
  return { state, effects: [{ type: 'understand-intent' }], audit: [audit] };
}

/**
 * Decides what `/dotai recommend` does next. Pure: no clock, no I/O, no throw.
 *
 * An event that does not fit the state (a stale button, a redelivered job) leaves the state as it
 * was and asks for nothing.
 */
export function transition(before: RecommendState, event: RecommendEvent): RecommendStep {
  if (before.stage === 'closed') return unchanged(before);
  const step = decide(before, event);
  if (step.state === before) return step;
  const shown = shownSlots(step.state);
  const isSameCard = shown.at(-1) === before.shown.at(-1);
  const askedAt = isSameCard ? before.askedAt : event.at;
  return { ...step, state: { ...step.state, lastAt: event.at, shown, askedAt } };
}

function decide(state: RecommendState, event: RecommendEvent): RecommendStep {
  switch (event.type) {
    case 'search-progressed':
      return isWorking(state) ? moved(state, { progress: event.text }) : unchanged(state);
    case 'intent-understood':
    case 'intent-clarified':
    case 'clarification-skipped':
      return understand(state, event);
    case 'solutions-found':
      return offerSolutions(state, event);
    case 'solution-chosen':
      return startQuestions(state, event.solutionId);
    case 'questions-written':
    case 'answers-given':
    case 'suggestions-accepted':
    case 'stage-skipped':
    case 'went-back':
    case 'reply-heard':
    case 'reply-interpreted':
    case 'writing-asked':
    case 'value-written':
    case 'requirements-given':
    case 'requirements-applied':
      return answering(state, event);
    case 'change-prepared':
      return changePrepared(state, event.prepared);
    case 'manifests-refused':
      return manifestsRefused(state, event);
    case 'approval-requested':
      return requestApproval(state);
    case 'change-superseded':
    case 'change-returned':
    case 'change-resumed':
    case 'change-ended':
      return heardOfChange(state, event);
    case 'retry-asked':
      return retry(state);
    case 'session-cancelled':
      return state.stage === 'handed-over' ? unchanged(state) : closed(state, 'cancelled');
    case 'session-expired':
      return state.stage === 'handed-over' ? unchanged(state) : closed(state, 'expired');
    case 'activity-failed':
      return inTrouble(state, event);
  }
}

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

function inTrouble(
  state: RecommendState,
  event: Extract<RecommendEvent, { type: 'activity-failed' }>,
): RecommendStep {
  if (event.activity === 'interpret-reply') return unchanged(state);
  if (event.activity === 'write-for-me') return writingFailed(state, event);
  const trouble = { message: event.message, retry: event.activity };
  return moved(state, { trouble, progress: undefined, writing: [] });
}

/** Runs again what failed; the answers given so far are still there. */
function retry(state: RecommendState): RecommendStep {
  const effect = retryEffect(state);
  return effect ? working(state, {}, effect) : unchanged(state);
}

function retryEffect(state: RecommendState): RecommendEffect | undefined {
  if (!state.trouble) return undefined;
  switch (state.stage) {
    case 'understanding':
      return { type: 'understand-intent' };
    case 'searching':
      return { type: 'find-solutions' };
    case 'questioning':
      return { type: 'write-questions' };
    case 'generating':
      return state.trouble.retry === 'apply-open-requirements'
        ? { type: 'apply-open-requirements' }
        : { type: 'prepare-change' };
    case 'clarifying':
    case 'choosing':
    case 'answering':
    case 'review':
    case 'handed-over':
    case 'closed':
      return undefined;
  }
}
