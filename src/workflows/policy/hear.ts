import { isAsking, stageBefore } from './asking.ts';
import { hearButton } from './hear-button.ts';
import { hearField } from './hear-field.ts';
import { helpLine } from './help-words.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { canStore } from './enforcing.ts';
import { whyNotEnforceable } from './targets.ts';
import { canCancel } from './transition.ts';
import { labelled, leftOutIn, type Wish, wishIn } from './typed-wishes.ts';
import { isSameActor } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { asksForHelp } from '../wizard/asks-for-help.ts';
import { isLate } from '../wizard/late.ts';
import { wordsIn } from '../wizard/typed-words.ts';
import type { Hearing } from '../workflow.ts';

type PolicyHearing = Hearing<PolicyEvent>;
type Message = Extract<InboundEvent, { type: 'message-posted' }>;
const IGNORED: PolicyHearing = { type: 'ignored' };

/** What a message, a click or a form means to a policy, and whether that person may say it. */
export function hear(session: SessionOf<PolicyState>, inbound: InboundEvent): PolicyHearing {
  const isOwner = isSameActor(inbound.actor, session.owner);
  switch (inbound.type) {
    case 'command-given':
    case 'message-changed':
    case 'file-deleted':
      return IGNORED;
    case 'message-posted':
      if (!isOwner && !inbound.namesBot) return IGNORED;
      if (inbound.actor.workspace !== session.owner.workspace) return OUTSIDER;
      return hearMessage(session.state, inbound, isOwner);
    case 'button-pressed':
    case 'form-submitted':
      return hearButton(session, inbound, isOwner);
  }
}

/** Somebody of another company, in a channel that both share. */
const OUTSIDER = refused(
  'Only people of the workspace that this conversation was begun in can answer here.',
);

/** Plain words in the thread. Whatever is not surely meant for the bot is met with silence. */
function hearMessage(state: PolicyState, message: Message, isOwner: boolean): PolicyHearing {
  if (asksForHelp(message)) return { type: 'refused', line: helpLine(state) };
  const wish = wishIn(message.text);
  const hearing =
    saidAnywhere(state, { message, wish, isOwner }) ??
    heardInStage(state, { message, wish, isOwner });
  return hearing.type === 'event' && isLate(state, message.at) ? CAME_BEFORE : hearing;
}

const CAME_BEFORE = refused(
  'That was written before this question was asked, so it changed nothing. Write it again if it is meant for the newest card.',
);

interface Said {
  readonly message: Message;
  readonly wish: Wish | undefined;
  readonly isOwner: boolean;
}

/** Words about the conversation itself, which mean the same at every step. */
function saidAnywhere(
  state: PolicyState,
  { message, wish, isOwner }: Said,
): PolicyHearing | undefined {
  const { at } = message;
  switch (wish) {
    case 'cancel':
      return isOwner ? hearCancel(state, at) : IGNORED;
    case 'back':
      return hearBack(state, at);
    case 'again':
      return state.trouble?.effect === undefined ? undefined : event({ type: 'retry-asked', at });
    case 'show':
      return refused(whereYamlIs(state));
    default:
      return undefined;
  }
}

function hearCancel(state: PolicyState, at: string): PolicyHearing {
  return canCancel(state)
    ? event({ type: 'session-cancelled', at })
    : refused('It cannot be cancelled here any more: its newest card says how it stands.');
}

function hearBack(state: PolicyState, at: string): PolicyHearing {
  if (state.stage === 'sentence') {
    return refused('This is the first step: there is nothing before it. “cancel” ends it.');
  }
  return stageBefore(state) === undefined
    ? refused('There is no step to go back to just now.')
    : event({ type: 'went-back', at });
}

function whereYamlIs({ rehearsal, stage }: PolicyState): string {
  if (stage === 'review' && rehearsal?.yaml) {
    return `The complete policy is the file ${rehearsal.yaml.name} beside the review card, here in the thread.`;
  }
  return stage === 'review'
    ? 'There is no YAML for this: nothing in this cluster can enforce it.'
    : 'The YAML is made when the policy is rehearsed. You then see it before anything is stored or applied.';
}

function heardInStage(state: PolicyState, said: Said): PolicyHearing {
  const { message, isOwner } = said;
  if (isAsking(state.stage)) return hearField(state, said);
  if (state.stage !== 'rules' && state.stage !== 'review') return IGNORED;
  const named = labelled(message.text);
  if (named !== undefined) return hearField(state, said, named);
  const kinds = leftOutIn(message.text);
  if (kinds !== undefined) {
    const { at, actor: by } = message;
    const leftOut = [...state.leftOut, ...wordsIn(kinds)];
    return event({ type: 'fields-given', at, by, leftOut, isForm: false });
  }
  return isOwner ? hearDecision(state, said) : IGNORED;
}

/** Decisions are the author's alone, by a number of the card or in words. */
function hearDecision(state: PolicyState, { message, wish }: Said): PolicyHearing {
  const { at, text } = message;
  const number = /^\s*#?([1-9])\s*[.)]?\s*$/u.exec(text)?.[1];
  if (state.stage === 'rules') {
    const isAccepted = wish === 'accept' || wish === 'skip' || number === '1';
    if (isAccepted) return event({ type: 'rules-accepted', at });
    return wish === 'enforce' || wish === 'store' ? refused(RULES_FIRST) : IGNORED;
  }
  if (wish === 'enforce' || number === '1') return hearEnforce(state, at);
  if (wish === 'store' || number === '2') {
    return canStore(state)
      ? event({ type: 'storing-asked', at })
      : refused('It was not rehearsed yet: go one step back.');
  }
  return number === '3' ? hearCancel(state, at) : IGNORED;
}

const RULES_FIRST =
  'It is not rehearsed yet, so it can be neither enforced nor stored. Look its rules over and say “looks right”: the review comes next.';

function hearEnforce(state: PolicyState, at: string): PolicyHearing {
  const problem = whyNotEnforceable(state);
  return problem === undefined
    ? event({ type: 'enforcement-asked', at })
    : refused(`It cannot be enforced now. ${problem} “store only” keeps it as guidance.`);
}

export function refused(text: string): PolicyHearing {
  return { type: 'refused', line: [text] };
}

export function event(one: PolicyEvent): PolicyHearing {
  return { type: 'event', event: one };
}
