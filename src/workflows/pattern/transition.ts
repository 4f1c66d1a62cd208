import {
  expanding,
  fieldOpened,
  fieldsGiven,
  rationaleAsked,
  rationaleWritten,
  wentBack,
  wordsFound,
  wordsGiven,
} from './asking.ts';
import { nameProblem } from './given-fields.ts';
import { mergeAsked, patternLoaded } from './loading.ts';
import { candidateChanged, candidateChecked, conditionsReset, withoutFound } from './losing.ts';
import { resourceMended, resourcePicked, resourcesFound, resourcesResolved } from './picking.ts';
import { shownSlots } from './slots.ts';
import type { PatternEvent, PatternInput, PatternState } from './state.ts';
import { canCancel, closed, moved, noted, type PatternStep, unchanged } from './steps.ts';
import {
  ownWanted,
  patternsCompared,
  patternStored,
  storingAsked,
  storingRefused,
} from './storing.ts';
import { inTrouble, triedAgain } from './trouble.ts';
import { withoutInvisible } from '../../domain/invisible-characters.ts';
import { sha256 } from '../../domain/json.ts';
import { holdsSecret } from '../wizard/hidden-words.ts';
import { toldReview } from '../wizard/told-review.ts';
import { draftDecision, draftTakenBack } from '../wizard/drafts.ts';
import { firstStep, isOver, nextStep, unmoved } from '../wizard/steps.ts';
import type { Opening } from '../workflow.ts';

export function start(opening: Opening<PatternInput>): PatternStep {
  const { sessionId, owner, at, input } = opening;
  const state: PatternState = {
    sessionId,
    input: withoutSecret(input),
    author: owner,
    stage: 'loading',
    patternId: input.type === 'edit' ? input.patternId : `pat-${sha256(sessionId).slice(0, 12)}`,
    baseVersion: 0,
    name: '',
    triggers: [],
    suggested: [],
    hasTriggers: false,
    resources: [],
    offered: [],
    unclear: [],
    similar: [],
    candidates: [],
    evidenceCount: 0,
    problems: {},
    shown: [],
    lastAt: at,
  };
  const details = { as: input.type };
  const step = begun(state, input);
  return firstStep(step, {
    at,
    shown: shownSlots(step.state),
    begun: noted(state, { at, actor: owner, action: 'pattern-begun', details }),
  });
}

function begun(state: PatternState, input: PatternInput): PatternStep {
  if (input.type !== 'new') return moved(state, {}, [{ type: 'load-pattern' }]);
  const name = input.name.replaceAll(/\s+/gu, ' ').trim();
  if (name === '') return moved(state, { stage: 'name' });
  const problem = nameProblem(name);
  if (problem === undefined) return expanding({ ...state, name });
  const suggested = holdsSecret(name) ? '' : withoutInvisible(name).text.trim();
  const isUsable = nameProblem(suggested) === undefined;
  return moved(state, {
    stage: 'name',
    name: isUsable ? suggested : '',
    problems: { name: problem },
  });
}

/** What nobody should read is not kept either. */
function withoutSecret(input: PatternInput): PatternInput {
  return input.type === 'new' && holdsSecret(input.name) ? { ...input, name: '' } : input;
}

/**
 * Decides what a conversation about a pattern does next. Pure: no clock, no I/O, no throw.
 *
 * An event that does not fit the state (a stale button, a redelivered job) leaves the state as it was
 * and asks for nothing.
 */
export function transition(before: PatternState, event: PatternEvent): PatternStep {
  if (before.stage === 'closed') return unchanged(before);
  const step = decide(before, event);
  if (step.state === before) return unmoved(step);
  const { at } = event;
  const effects = [...step.effects, ...told(step.state, at)];
  const state = kept(before, step.state);
  return nextStep(
    before,
    { ...step, effects, state },
    { at, shown: shownSlots(step.state, before) },
  );
}

/** The review of the candidate hears what became of it, however this ends. */
function told(
  { stage, input, outcome, patternId, baseVersion, name }: PatternState,
  at: string,
): PatternStep['effects'] {
  if (stage !== 'closed' || input.type !== 'candidate') return [];
  const isKept = outcome === 'stored' || outcome === 'accepted';
  if (!isKept) return toldReview(input.reviewId, { at });
  const completed = baseVersion > 0 ? name : undefined;
  return toldReview(input.reviewId, { at, stored: patternId, completed });
}

/** What is over holds no words any more that it does not need. */
function kept(before: PatternState, state: PatternState): PatternState {
  return isOver(before, state) ? withoutFound(state) : state;
}

function decide(state: PatternState, event: PatternEvent): PatternStep {
  switch (event.type) {
    case 'pattern-loaded':
      return patternLoaded(state, event);
    case 'candidate-changed':
      return candidateChanged(state);
    case 'candidate-checked':
      return candidateChecked(state, event);
    case 'words-found':
      return wordsFound(state, event);
    case 'fields-given':
      return fieldsGiven(state, event);
    case 'words-given':
      return wordsGiven(state, event);
    case 'resources-found':
      return resourcesFound(state, event);
    case 'resource-picked':
      return resourcePicked(state, event);
    case 'resource-mended':
      return resourceMended(state, event);
    case 'resources-resolved':
      return resourcesResolved(state, event);
    case 'rationale-asked':
      return rationaleAsked(state);
    case 'rationale-written':
      return rationaleWritten(state, event);
    case 'field-opened':
      return fieldOpened(state, event);
    case 'went-back':
      return wentBack(state);
    case 'retry-asked':
      return triedAgain(state);
    case 'session-cancelled':
    case 'session-expired':
      return ended(state, event);
    case 'activity-failed':
      return inTrouble(state, event);
    default:
      return reviewed(state, event);
  }
}

type ReviewEvent = Extract<
  PatternEvent,
  {
    type:
      | 'patterns-compared'
      | 'merge-asked'
      | 'own-wanted'
      | 'conditions-reset'
      | 'storing-asked'
      | 'pattern-stored'
      | 'storing-refused'
      | 'decision-pressed'
      | 'decision-granted'
      | 'decision-denied'
      | 'draft-settled';
  }
>;

/** From the review on: what its author, or a curator, decided. */
function reviewed(state: PatternState, event: ReviewEvent): PatternStep {
  switch (event.type) {
    case 'patterns-compared':
      return patternsCompared(state, event);
    case 'merge-asked':
      return mergeAsked(state, event);
    case 'own-wanted':
      return ownWanted(state);
    case 'conditions-reset':
      return conditionsReset(state);
    case 'storing-asked':
      return storingAsked(state, event);
    case 'pattern-stored':
      return patternStored(state, event);
    case 'storing-refused':
      return storingRefused(state, event);
    case 'decision-pressed':
    case 'decision-granted':
    case 'decision-denied':
    case 'draft-settled':
      return draftDecision(state, event, { noun: 'pattern', id: state.patternId });
  }
}

type EndingEvent = Extract<PatternEvent, { type: 'session-cancelled' | 'session-expired' }>;

/** What is being stored is stored; a draft is taken back by its author. */
function ended(state: PatternState, { type, at }: EndingEvent): PatternStep {
  const isExpired = type === 'session-expired';
  if (state.stage === 'awaiting-curator' && !isExpired) {
    return draftTakenBack(state, at, { noun: 'pattern', id: state.patternId });
  }
  const isDraft = state.stage === 'awaiting-curator';
  if (!canCancel(state) && !(isExpired && isDraft)) return unchanged(state);
  return closed(state, isExpired ? 'expired' : 'cancelled');
}
