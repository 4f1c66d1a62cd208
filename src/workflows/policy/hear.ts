import { isAsking } from './asking.ts';
import { hearButton, wayIn } from './hear-button.ts';
import { hearField } from './hear-field.ts';
import { CHANGE_HELP, helpLine } from './help-words.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { canStore } from './enforcing.ts';
import { whyNotEnforceable } from './targets.ts';
import { labelled, leftOutIn, type Wish, wishIn } from './typed-wishes.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import {
  draftRefusal,
  heard,
  heardBy,
  hearCancel,
  hearWay,
  refused,
} from '../wizard/hear-session.ts';
import { wordsIn } from '../wizard/typed-words.ts';
import type { Hearing } from '../workflow.ts';

type PolicyHearing = Hearing<PolicyEvent>;
type Message = Extract<InboundEvent, { type: 'message-posted' }>;
const IGNORED: PolicyHearing = { type: 'ignored' };

/** What a message, a click or a form means to a policy, and whether that person may say it. */
export function hear(session: SessionOf<PolicyState>, inbound: InboundEvent): PolicyHearing {
  return heardBy(session, inbound, { message: hearMessage, press: hearButton, helpLine });
}

/** Plain words in the thread. Whatever is not surely meant for the bot is met with silence. */
function hearMessage(state: PolicyState, message: Message, isOwner: boolean): PolicyHearing {
  const said = { message, wish: wishIn(message.text), isOwner };
  return saidAnywhere(state, said) ?? heardInStage(state, said);
}

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
  if (wish === 'show') return refused(whereYamlIs(state));
  return hearWay(wayIn(state), { wish, at: message.at, isOwner });
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
  if (wish === 'modify') return refused(`What shall be different? ${CHANGE_HELP}`);
  const number = /^\s*#?([1-9])\s*[.)]?\s*$/u.exec(text)?.[1];
  if (state.stage === 'rules') {
    const isAccepted = wish === 'accept' || wish === 'skip' || number === '1';
    if (isAccepted) return event({ type: 'rules-accepted', at });
    return wish === 'enforce' || wish === 'store' ? refused(RULES_FIRST) : IGNORED;
  }
  if (wish === 'enforce' || number === '1') return hearEnforce(state, at);
  if (wish === 'store' || number === '2') {
    const refusal = draftRefusal(state, text);
    if (refusal) return refusal;
    return canStore(state)
      ? event({ type: 'storing-asked', at })
      : refused('It was not rehearsed yet: go one step back.');
  }
  if (wish === 'accept') return refused(WHICH);
  return number === '3' ? hearCancel(wayIn(state), at) : IGNORED;
}

const WHICH =
  'Say which: “apply” asks for approval of its enforcement, “store only” keeps it without any. “cancel” ends it.';

const RULES_FIRST =
  'It is not rehearsed yet, so it can be neither enforced nor stored. Look its rules over and say “looks right”: the review comes next.';

function hearEnforce(state: PolicyState, at: string): PolicyHearing {
  const problem = whyNotEnforceable(state);
  return problem === undefined
    ? event({ type: 'enforcement-asked', at })
    : refused(`It cannot be enforced now. ${problem} “store only” keeps it as guidance.`);
}

function event(one: PolicyEvent): PolicyHearing {
  return heard(one);
}
