import { whyPressed } from './order-words.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { replaceable } from './thinking.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { line, person } from '../../chat/text.ts';
import type { Hearing } from '../workflow.ts';

type Press = Extract<InboundEvent, { type: 'button-pressed' }>;
type Submission = Extract<InboundEvent, { type: 'form-submitted' }>;

/**
 * These move from one card to the next, so each carries the slot of the card it stands on: the
 * second press of a double click, or a press on an earlier card, then has no effect.
 */
const STEP_ACTIONS = new Set(['accept-suggestions', 'skip-stage', 'go-back', 'request-approval']);

/** A click or a form. It leads the conversation where it is the owner's; anybody may ask why. */
export function hearPress(
  session: SessionOf<RecommendState>,
  inbound: Press | Submission,
  isOwner: boolean,
): Hearing<RecommendEvent> {
  const why = whyPressed(session, inbound);
  if (why) return { type: 'refused', line: why };
  if (isOwner) return hearButton(session.state, inbound);
  return {
    type: 'refused',
    line: line`This conversation is led by ${person(session.owner)}. Start your own with /dotai recommend, or answer in the thread by naming me.`,
  };
}

/** The owner's click or form. What the state has no use for any more gets a kind answer. */
function hearButton(state: RecommendState, inbound: Press | Submission): Hearing<RecommendEvent> {
  const slot = state.shown.at(-1);
  if (inbound.type === 'button-pressed') {
    const { name, argument } = inbound.action;
    if (STEP_ACTIONS.has(name) && argument !== slot) return stale();
  }
  const event = inbound.type === 'button-pressed' ? pressed(inbound) : submitted(state, inbound);
  if (!event) return stale();
  return isTimely(state, event) ? { type: 'event', event } : stale();
}

function stale(): Hearing<RecommendEvent> {
  return {
    type: 'refused',
    line: line`That step is behind us: nothing was changed. Go on with the newest card in the thread.`,
  };
}

function pressed({ at, actor, action }: Press): RecommendEvent | undefined {
  const argument = action.argument ?? '';
  switch (action.name) {
    case 'skip-clarification':
      return { type: 'clarification-skipped', at };
    case 'choose-solution':
      return { type: 'solution-chosen', at, solutionId: argument };
    case 'accept-suggestions':
      return { type: 'suggestions-accepted', at, by: actor };
    case 'skip-stage':
      return { type: 'stage-skipped', at, by: actor };
    case 'go-back':
      return { type: 'went-back', at };
    case 'write-for-me':
      return { type: 'writing-asked', at, by: actor, questionId: argument };
    case 'request-approval':
      return { type: 'approval-requested', at };
    case 'try-again':
      return { type: 'retry-asked', at };
    case 'use-built-in-rules':
      return { type: 'offline-chosen', at };
    case 'use-claude':
      return { type: 'model-chosen', at };
    case 'cancel-session':
      return { type: 'session-cancelled', at };
    default:
      return undefined;
  }
}

function submitted(state: RecommendState, form: Submission): RecommendEvent | undefined {
  const { at, actor, formId, values } = form;
  if (formId === 'clarify') {
    const clarifications = state.clarifyingQuestions.flatMap(({ id, text, options }) => {
      const value = values[id];
      if (typeof value !== 'string' || value.trim() === '') return [];
      const label = options.find((option) => option.value === value)?.label;
      return [{ question: text, answer: label ?? value.trim() }];
    });
    const own = values['own-words'];
    if (typeof own === 'string' && own.trim() !== '') {
      clarifications.push({ question: 'In their own words', answer: own.trim() });
    }
    return clarifications.length === 0
      ? { type: 'clarification-skipped', at }
      : { type: 'intent-clarified', at, clarifications };
  }
  if (formId === 'requirements') {
    const text = values['requirements'];
    return { type: 'requirements-given', at, text: typeof text === 'string' ? text.trim() : '' };
  }
  if (formId !== `answers/${state.shown.at(-1)}`) return undefined;
  return {
    type: 'answers-given',
    at,
    by: actor,
    how: 'chosen',
    values,
    isWholeStage: true,
    writes: [],
  };
}

/** Whether the state still waits for what was pressed. */
function isTimely(state: RecommendState, event: RecommendEvent): boolean {
  const { stage, asking } = state;
  switch (event.type) {
    case 'clarification-skipped':
      return stage === 'clarifying';
    case 'intent-clarified':
      return stage === 'clarifying' || stage === 'choosing';
    case 'solution-chosen':
      return stage === 'choosing' && state.solutions.some(({ id }) => id === event.solutionId);
    case 'answers-given':
    case 'suggestions-accepted':
    case 'stage-skipped':
    case 'writing-asked':
      return stage === 'answering';
    case 'requirements-given':
      return stage === 'answering' && asking === 'open';
    case 'approval-requested':
      return stage === 'review';
    case 'went-back':
      return stage === 'answering' || stage === 'review' || state.trouble !== undefined;
    case 'retry-asked':
      return state.trouble !== undefined;
    case 'offline-chosen':
      return state.trouble ? state.trouble.fault !== undefined : replaceable(state) !== undefined;
    case 'model-chosen':
      return stage === 'choosing' && state.languageBy !== undefined;
    case 'session-cancelled':
      return stage !== 'closed' && stage !== 'handed-over';
    default:
      return false;
  }
}
