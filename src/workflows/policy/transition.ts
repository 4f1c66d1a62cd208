import { fieldsGiven, isAsking, wentBack, wordsFound, wordsGiven } from './asking.ts';
import { policyLoaded, rehearsed, rulesAccepted, rulesDerived, targetChosen } from './deriving.ts';
import {
  enforcementAsked,
  enforcementPrepared,
  enforcementRecorded,
  heardOfChange,
  policyStored,
  preparationRefused,
  storingAsked,
  tracesRecorded,
} from './enforcing.ts';
import { rationaleAsked, rationaleWritten } from './reason.ts';
import { sentenceProblem } from './given-fields.ts';
import { holdsSecret } from '../wizard/hidden-words.ts';
import { fitted } from './limits.ts';
import { candidateChanged, candidateChecked, withoutFound } from './losing.ts';
import { shownSlots } from './slots.ts';
import type { PolicyEvent, PolicyInput, PolicyState } from './state.ts';
import { closed, moved, noted, type PolicyStep, unchanged, working } from './steps.ts';
import { isKept, toldReview } from './told-review.ts';
import { inTrouble, triedAgain } from './trouble.ts';
import { draftDecision, draftTakenBack } from '../wizard/drafts.ts';
import { firstStep, isOver, nextStep, unmoved } from '../wizard/steps.ts';
import type { Opening } from '../workflow.ts';
import { withoutInvisible } from '../../domain/invisible-characters.ts';
import { sha256 } from '../../domain/json.ts';

export function start(opening: Opening<PolicyInput>): PolicyStep {
  const { sessionId, owner, at, input } = opening;
  const state: PolicyState = {
    sessionId,
    input: withoutSecret(input),
    author: owner,
    stage: 'loading',
    policyId: input.type === 'new' ? `pol-${sha256(sessionId).slice(0, 12)}` : input.policyId,
    baseVersion: 0,
    sentence: '',
    triggers: [],
    suggested: [],
    hasTriggers: false,
    namespaces: [],
    systemNamespaces: [],
    leftOut: [],
    problems: {},
    shown: [],
    lastAt: at,
  };
  const details = { as: input.type };
  const step = begun(state, input);
  return firstStep(step, {
    at,
    shown: shownSlots(step.state),
    begun: noted(state, { at, actor: owner, action: 'policy-begun', details }),
  });
}

/** A sentence of a message is only a suggestion: its author looks at it. */
function begun(state: PolicyState, input: PolicyInput): PolicyStep {
  if (input.type !== 'new') {
    return working(state, {}, { type: 'load-policy', policyId: input.policyId });
  }
  if (input.candidateId !== undefined) {
    return working(state, {}, { type: 'check-candidate', candidateId: input.candidateId });
  }
  const sentence = input.sentence.replaceAll(/\s+/gu, ' ').trim();
  const problem = sentence === '' ? undefined : sentenceProblem(sentence);
  const isSuggestion = input.source !== undefined;
  if (sentence === '' || isSuggestion || problem !== undefined) {
    const problems = problem === undefined ? {} : { sentence: problem };
    const suggested = withoutInvisible(holdsSecret(sentence) ? '' : sentence).text;
    return moved(state, { stage: 'sentence', sentence: suggested, problems });
  }
  return working(state, { stage: 'expanding', sentence }, { type: 'find-words' });
}

/** What nobody should read is not kept either. */
function withoutSecret(input: PolicyInput): PolicyInput {
  return input.type === 'new' && holdsSecret(input.sentence) ? { ...input, sentence: '' } : input;
}

/**
 * Decides what a conversation about a policy does next. Pure: no clock, no I/O, no throw.
 *
 * An event that does not fit the state (a stale button, a redelivered job) leaves the state as it was
 * and asks for nothing.
 */
export function transition(before: PolicyState, event: PolicyEvent): PolicyStep {
  if (before.stage === 'closed') return unchanged(before);
  const step = withinRoom(before, event);
  if (step.state === before) return unmoved(step);
  const { at } = event;
  const effects = [...step.effects, ...toldReview(step.state, at)];
  const state = kept(before, step.state);
  return nextStep(
    before,
    { ...step, effects, state },
    { at, shown: shownSlots(step.state, before) },
  );
}

/** What is over holds no words any more that it does not need. */
function kept(before: PolicyState, state: PolicyState): PolicyState {
  return isOver(before, state) ? withoutFound(state, isKept(state)) : state;
}

/** What no conversation can hold stops it, with everything that was given before. */
function withinRoom(before: PolicyState, event: PolicyEvent): PolicyStep {
  const step = decide(before, event);
  if (step.state === before) return step;
  const state = fitted(step.state);
  if (state) return { ...step, state };
  return moved(before, { trouble: { message: NO_ROOM }, progress: undefined });
}

const NO_ROOM =
  'This is more than one conversation can hold. Name fewer namespaces or words, or shorten the reason.';

function decide(state: PolicyState, event: PolicyEvent): PolicyStep {
  switch (event.type) {
    case 'policy-loaded':
      return policyLoaded(state, event);
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
    case 'rationale-asked':
      return rationaleAsked(state);
    case 'rationale-written':
      return rationaleWritten(state, event);
    case 'work-progressed':
      return isWorking(state)
        ? { ...unchanged(state), state: { ...state, progress: event.text.slice(0, 300) } }
        : unchanged(state);
    case 'rules-derived':
      return rulesDerived(state, event);
    case 'rules-accepted':
      return rulesAccepted(state);
    case 'policy-rehearsed':
      return rehearsed(state, event);
    case 'went-back':
      return wentBack(state);
    case 'target-chosen':
      return targetChosen(state, event);
    case 'retry-asked':
      return triedAgain(state);
    case 'session-cancelled':
    case 'session-expired':
      return ended(state, event);
    case 'activity-failed':
      return inTrouble(state, event);
    default:
      return decided(state, event);
  }
}

type DecidedEvent = Extract<
  PolicyEvent,
  {
    type:
      | 'enforcement-asked'
      | 'storing-asked'
      | 'enforcement-prepared'
      | 'preparation-refused'
      | 'policy-stored'
      | 'enforcement-recorded'
      | 'traces-recorded'
      | 'decision-pressed'
      | 'decision-granted'
      | 'decision-denied'
      | 'draft-settled'
      | 'change-superseded'
      | 'change-returned'
      | 'change-resumed'
      | 'change-ended';
  }
>;

/** From the review on: what its author, a curator or an approver decided. */
function decided(state: PolicyState, event: DecidedEvent): PolicyStep {
  switch (event.type) {
    case 'enforcement-asked':
      return enforcementAsked(state, event);
    case 'storing-asked':
      return storingAsked(state, event);
    case 'enforcement-prepared':
      return enforcementPrepared(state, event);
    case 'preparation-refused':
      return preparationRefused(state, event);
    case 'policy-stored':
      return policyStored(state, event);
    case 'enforcement-recorded':
      return enforcementRecorded(state, event);
    case 'traces-recorded':
      return tracesRecorded(state, event);
    case 'decision-pressed':
    case 'decision-granted':
    case 'decision-denied':
    case 'draft-settled':
      return draftDecision(state, event, { noun: 'policy', id: state.policyId });
    case 'change-superseded':
    case 'change-returned':
    case 'change-resumed':
    case 'change-ended':
      return heardOfChange(state, event);
  }
}

type EndingEvent = Extract<PolicyEvent, { type: 'session-cancelled' | 'session-expired' }>;

/** A change that is under way ends on its own, and what is being stored is stored. */
function ended(state: PolicyState, { type, at }: EndingEvent): PolicyStep {
  const isExpired = type === 'session-expired';
  if (state.stage === 'awaiting-curator' && !isExpired) {
    return draftTakenBack(state, at, { noun: 'policy', id: state.policyId });
  }
  const endsByTime = state.stage === 'awaiting-curator' || state.stage === 'recording';
  if (!canCancel(state) && !(isExpired && endsByTime)) return unchanged(state);
  return closed(state, isExpired ? 'expired' : 'cancelled');
}

export function canCancel({ stage, trouble }: PolicyState): boolean {
  if (stage === 'storing') return trouble !== undefined;
  return stage !== 'recording' && !RESTING_ELSEWHERE.has(stage);
}

/** The stages in which the bot is busy and the person waits. */
export function isWorking({ stage, trouble, isWriting }: PolicyState): boolean {
  if (trouble) return false;
  if (isWriting === true) return true;
  return !isAsking(stage) && !RESTING.has(stage);
}

/** Others decide, or nobody any more. */
const RESTING_ELSEWHERE: ReadonlySet<PolicyState['stage']> = new Set([
  'awaiting-curator',
  'handed-over',
  'closed',
]);

const RESTING: ReadonlySet<PolicyState['stage']> = new Set([
  'rules',
  'review',
  'awaiting-curator',
  'handed-over',
  'closed',
]);
