import { hearPress } from './hear-button.ts';
import { asksForHelp, helpLine } from './help-words.ts';
import { wasBefore } from './late.ts';
import { eventTooLong } from './limits.ts';
import { numbered } from './numbering.ts';
import { whyAnswer } from './order-words.ts';
import { isAnswered, stageQuestions } from './stages.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { isSameActor } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { isSmallTalk } from '../../chat/small-talk.ts';
import { parseTypedReply, type TypedReply } from '../../chat/typed-reply.ts';
import { bareAnswer } from '../../domain/configure/hints-answers.ts';
import { hearRewording } from './rewording.ts';
import { wayOn } from './way-on.ts';
import type { Hearing } from '../workflow.ts';

export type RecommendHearing = Hearing<RecommendEvent>;
export const IGNORED: RecommendHearing = { type: 'ignored' };
/** Somebody of another company, in a channel that both share. */
const OUTSIDER: RecommendHearing = {
  type: 'refused',
  line: ['Only people of the workspace that this conversation was begun in can answer here.'],
};
type Message = Extract<InboundEvent, { type: 'message-posted' }>;

/** What a message, a click or a form means to a recommendation, and whether that person may say it. */
export function hear(session: SessionOf<RecommendState>, inbound: InboundEvent): RecommendHearing {
  const hearing = heard(session, inbound);
  if (hearing.type !== 'event') return hearing;
  const tooLong = eventTooLong(session.state, hearing.event);
  return tooLong === undefined ? hearing : refused(tooLong);
}

function heard(session: SessionOf<RecommendState>, inbound: InboundEvent): RecommendHearing {
  const isOwner = isSameActor(inbound.actor, session.owner);
  switch (inbound.type) {
    case 'command-given':
    case 'message-changed':
    case 'file-deleted':
      return IGNORED;
    case 'message-posted':
      if (!isOwner && !inbound.namesBot) return IGNORED;
      if (inbound.actor.workspace !== session.owner.workspace) return OUTSIDER;
      return hearMessage(session, inbound, isOwner);
    case 'button-pressed':
    case 'form-submitted':
      return hearPress(session, inbound, isOwner);
  }
}

/** Plain words in the thread. Whatever is not surely meant for the bot is met with silence. */
function hearMessage(
  session: SessionOf<RecommendState>,
  message: Message,
  isOwner: boolean,
): RecommendHearing {
  const { state } = session;
  const reply = parseTypedReply(message.text, { questions: numbered(state) });
  if (reply.type === 'control' && reply.control === 'cancel' && !isOwner) return IGNORED;
  if (reply.type !== 'answers' && asksForHelp(message)) {
    return { type: 'refused', line: helpLine(state) };
  }
  const why = reply.type === 'none' ? whyAnswer(state, message.text) : undefined;
  if (why) return { type: 'refused', line: why };
  const hearing =
    wayOn(state, message, isOwner) ??
    said(state, message, reply) ??
    heardInStage(state, message, { reply, isOwner });
  if (hearing.type !== 'event' || !isLate(state, message)) return hearing;
  return hearing.event.type === 'reply-heard' ? IGNORED : CAME_BEFORE;
}

/** Whether it was written before the card that it would act on was there: a delivery that was late. */
function isLate({ askedAt }: RecommendState, { at }: Message): boolean {
  return askedAt !== undefined && wasBefore(at, askedAt);
}

const CAME_BEFORE = refused(
  'That was written before this question was asked, so it changed nothing. Write it again if it is meant for the newest card.',
);

/** Words about the conversation itself, which mean the same at every step. */
function said(
  state: RecommendState,
  { at }: Message,
  reply: TypedReply,
): RecommendHearing | undefined {
  if (reply.type === 'write') return state.stage === 'answering' ? undefined : NOT_WRITABLE;
  if (reply.type !== 'control') return undefined;
  switch (reply.control) {
    case 'cancel':
      return state.answers.length === 0
        ? event({ type: 'session-cancelled', at })
        : refused('Your answers would be dropped. Press Cancel on the first card to end it.');
    case 'restart':
      return refused(
        'Write “back” to go one step back. To begin anew, press Cancel on the first card and say /dotai recommend again.',
      );
    case 'show-yaml':
      return refused(
        state.stage === 'review'
          ? 'The manifests are the YAML file of the review card, here in the thread.'
          : 'The YAML is built when the questions are answered. You then see it before anything is applied.',
      );
    default:
      return undefined;
  }
}

const NOT_WRITABLE = refused('Nothing here can be written for you.');

function heardInStage(
  state: RecommendState,
  message: Message,
  { reply, isOwner }: { reply: TypedReply; isOwner: boolean },
): RecommendHearing {
  switch (state.stage) {
    case 'clarifying':
      return hearClarification(state, message, reply);
    case 'choosing':
      return hearChoice(state, message, reply);
    case 'answering':
      return state.asking === 'open'
        ? hearRequirements(message, reply)
        : hearAnswers(state, message, reply);
    case 'review':
      return hearReview(message, reply, isOwner);
    case 'understanding':
      return hearRewording(state, message, { reply, isOwner });
    case 'searching':
    case 'questioning':
    case 'generating':
    case 'handed-over':
    case 'closed':
      return IGNORED;
  }
}

function hearClarification(
  state: RecommendState,
  { at, text }: Message,
  reply: TypedReply,
): RecommendHearing {
  if (isPassing(reply)) return event({ type: 'clarification-skipped', at });
  if (isBack(reply)) return FIRST_STEP;
  if (reply.type === 'answers') {
    const clarifications = reply.answers.flatMap(({ questionId, raw }) => {
      const question = state.clarifyingQuestions.find(({ id }) => id === questionId);
      return question ? [{ question: question.text, answer: raw }] : [];
    });
    return event({ type: 'intent-clarified', at, clarifications });
  }
  const [only, ...others] = state.clarifyingQuestions;
  if (only && others.length === 0 && bareAnswer(text) !== undefined) {
    const clarifications = [{ question: only.text, answer: text.trim() }];
    return event({ type: 'intent-clarified', at, clarifications });
  }
  if (reply.type === 'choose') {
    const option = others.length === 0 ? only?.options[reply.number - 1] : undefined;
    if (!only || !option) return noSuchNumber(state);
    const clarifications = [{ question: only.text, answer: option.label }];
    return event({ type: 'intent-clarified', at, clarifications });
  }
  if (reply.type !== 'none' || isSmallTalk(text)) return IGNORED;
  const clarifications = [{ question: 'In their own words', answer: text.trim() }];
  return event({ type: 'intent-clarified', at, clarifications });
}

const FIRST_STEP = refused(
  'This is the first step: there is nothing before it. “cancel” ends it, and /dotai recommend begins anew.',
);

function hearChoice(
  state: RecommendState,
  { at, text, namesBot }: Message,
  reply: TypedReply,
): RecommendHearing {
  if (reply.type === 'choose') {
    const solution = state.solutions[reply.number - 1];
    if (solution) return event({ type: 'solution-chosen', at, solutionId: solution.id });
    const count = state.solutions.length;
    return refused(count === 1 ? 'There is one solution: write 1.' : `Choose from 1 to ${count}.`);
  }
  if (isBack(reply)) {
    return state.clarifyingQuestions.length === 0 ? FIRST_STEP : event({ type: 'went-back', at });
  }
  if (reply.type !== 'none' || isSmallTalk(text) || !namesBot) return IGNORED;
  const clarifications = [{ question: 'What else matters', answer: text.trim() }];
  return event({ type: 'intent-clarified', at, clarifications });
}

function hearAnswers(
  state: RecommendState,
  { at, actor, text }: Message,
  reply: TypedReply,
): RecommendHearing {
  switch (reply.type) {
    case 'answers': {
      const values = Object.fromEntries(
        reply.answers.map(({ questionId, raw }) => [questionId, raw]),
      );
      return event({
        type: 'answers-given',
        at,
        by: actor,
        how: 'typed',
        values,
        isWholeStage: false,
        writes: [...reply.writes],
      });
    }
    case 'write':
      return (
        whyNotWritten(state, reply.questionId) ??
        event({ type: 'writing-asked', at, by: actor, questionId: reply.questionId })
      );
    case 'control':
      if (reply.control === 'back') return event({ type: 'went-back', at });
      if (reply.control === 'all') return event({ type: 'suggestions-accepted', at, by: actor });
      return isPassing(reply) ? event({ type: 'stage-skipped', at, by: actor }) : IGNORED;
    case 'choose':
      return noSuchNumber(state);
    case 'none':
      if (/^\s*#?\d{1,2}\s*[.):=]/u.test(text)) return noSuchNumber(state);
      return isSmallTalk(text) ? IGNORED : event({ type: 'reply-heard', at, by: actor, text });
  }
}

/** Undefined where something can be written; else what can. */
function whyNotWritten(
  state: RecommendState,
  questionId: string | undefined,
): RecommendHearing | undefined {
  const writable = stageQuestions(state).filter(({ isWritable }) => isWritable);
  const names = writable.map(({ label }) => label).join(', ');
  if (names === '') return NOT_WRITABLE;
  if (questionId === undefined) {
    const isOpen = writable.some(({ id }) => !isAnswered(state, id));
    return isOpen
      ? undefined
      : refused(`Already answered. To have it written anew, name it: ${names}.`);
  }
  const isAmong = writable.some(({ id }) => id === questionId);
  return isAmong ? undefined : refused(`That one cannot be written for you, these can: ${names}.`);
}

/** A number was surely meant for the card, so silence would leave the person waiting. */
function noSuchNumber(state: RecommendState): RecommendHearing {
  const count = numbered(state).length;
  const range = count === 1 ? 'only question 1' : `questions 1 to ${count}`;
  return {
    type: 'refused',
    line: [`The card has ${range}. Write for example “1. your answer”, “skip” or “back”.`],
  };
}

function hearRequirements({ at, text }: Message, reply: TypedReply): RecommendHearing {
  if (isPassing(reply)) return event({ type: 'requirements-given', at, text: '' });
  if (isBack(reply)) return event({ type: 'went-back', at });
  if (reply.type === 'write') return NOT_WRITABLE;
  if (reply.type !== 'none' || isSmallTalk(text)) return IGNORED;
  return event({ type: 'requirements-given', at, text: text.trim() });
}

function hearReview({ at }: Message, reply: TypedReply, isOwner: boolean): RecommendHearing {
  if (reply.type !== 'control') return IGNORED;
  if (reply.control === 'back') return event({ type: 'went-back', at });
  return reply.control === 'deploy' && isOwner
    ? event({ type: 'approval-requested', at })
    : IGNORED;
}

function isPassing(reply: TypedReply): boolean {
  return (
    reply.type === 'control' &&
    (reply.control === 'skip' || reply.control === 'done' || reply.control === 'not-applicable')
  );
}

function isBack(reply: TypedReply): boolean {
  return reply.type === 'control' && reply.control === 'back';
}

function refused(text: string): RecommendHearing {
  return { type: 'refused', line: [text] };
}

export function event(one: RecommendEvent): RecommendHearing {
  return { type: 'event', event: one };
}
