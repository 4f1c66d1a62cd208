import { stageBefore, takesFields } from './asking.ts';
import { canStore } from './enforcing.ts';
import { fieldsIn } from './form-answers.ts';
import { currentCard } from './slots.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { EnforcementTarget } from '../../domain/policy/policy.ts';
import { suggestedScope } from './scope.ts';
import { usableTargets, whyNotEnforceable } from './targets.ts';
import { canCancel } from './transition.ts';
import { actorKey } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { line, person } from '../../chat/text.ts';
import { cardOf } from '../wizard/slots.ts';
import { wordsAsTheyStand } from '../wizard/words.ts';
import type { Hearing } from '../workflow.ts';

type Press = Extract<InboundEvent, { type: 'button-pressed' }>;
type Submission = Extract<InboundEvent, { type: 'form-submitted' }>;
type Heard = Hearing<PolicyEvent>;

/** A click or a form. What the state has no use for any more gets a kind answer and changes nothing. */
export function hearButton(
  session: SessionOf<PolicyState>,
  inbound: Press | Submission,
  isOwner: boolean,
): Heard {
  const { state, owner } = session;
  if (inbound.type === 'button-pressed') {
    const accepts = DECISIONS[inbound.action.name];
    if (accepts !== undefined) return hearDecision(state, inbound, accepts);
  }
  if (!isOwner) {
    return {
      type: 'refused',
      line: line`This policy is being written by ${person(owner)}. Answer in the thread by naming me, or begin your own with /dotai policies new.`,
    };
  }
  if (inbound.type === 'form-submitted') return hearForm(state, inbound);
  const event = pressed(state, inbound);
  return event ? { type: 'event', event } : STALE;
}

const DECISIONS: Partial<Readonly<Record<string, boolean>>> = {
  'accept-draft': true,
  'decline-draft': false,
};

const STALE: Heard = {
  type: 'refused',
  line: ['That step is behind us: nothing was changed. Go on with the newest card in the thread.'],
};

/** Whether whoever presses may decide is looked up; everybody may ask. */
function hearDecision(state: PolicyState, { at, actor }: Press, accepts: boolean): Heard {
  if (state.stage === 'awaiting-curator') {
    return { type: 'event', event: { type: 'decision-pressed', at, actor, accepts } };
  }
  return { type: 'refused', line: ['This draft is decided already: that click changed nothing.'] };
}

function hearForm(state: PolicyState, form: Submission): Heard {
  const [name = '', slot] = form.formId.split('/');
  if (slot !== state.shown.at(-1) || !takesFields(state)) return STALE;
  const fields = fieldsIn({ ...form, name });
  if (!fields) return STALE;
  const { at, actor: by } = form;
  return { type: 'event', event: { type: 'fields-given', at, by, ...fields, isForm: true } };
}

/** Each carries the slot of the card it stands on: on an earlier card it has no effect. */
function pressed(state: PolicyState, press: Press): PolicyEvent | undefined {
  const { at, action } = press;
  if (action.name === 'cancel-session') {
    return canCancel(state) ? { type: 'session-cancelled', at } : undefined;
  }
  if (action.name === 'try-again') {
    return state.trouble?.effect === undefined ? undefined : { type: 'retry-asked', at };
  }
  const [slot, argument = ''] = (action.argument ?? '').split(':');
  if (slot === undefined || slot !== state.shown.at(-1)) return undefined;
  if (action.name === 'go-back') {
    return stageBefore(state) === undefined ? undefined : { type: 'went-back', at };
  }
  return currentCard(state) === cardOf(slot) ? onCard(state, press, argument) : undefined;
}

function onCard(state: PolicyState, press: Press, argument: string): PolicyEvent | undefined {
  const { at, actor: by, action } = press;
  switch (action.name) {
    case 'keep-suggested':
      return suggested(state, press);
    case 'write-for-me':
      return state.stage === 'rationale' && state.isWriting !== true
        ? { type: 'rationale-asked', at, by }
        : undefined;
    case 'accept-rules':
      return state.stage === 'rules' ? { type: 'rules-accepted', at } : undefined;
    case 'request-approval':
      return whyNotEnforceable(state) === undefined && state.stage === 'review'
        ? { type: 'enforcement-asked', at }
        : undefined;
    case 'store-policy':
      return state.stage === 'review' && canStore(state)
        ? { type: 'storing-asked', at }
        : undefined;
    case 'choose-target': {
      const target = EnforcementTarget.safeParse(argument).data;
      const isUsable = target && state.rehearsal && usableTargets(state.rehearsal).includes(target);
      return isUsable === true ? { type: 'target-chosen', at, target } : undefined;
    }
    default:
      return undefined;
  }
}

/** What stands on the card of a field is taken as it is. */
function suggested(state: PolicyState, { at, actor: by }: Press): PolicyEvent | undefined {
  const { stage, author } = state;
  const given = { type: 'fields-given', at, by, isForm: false } as const;
  switch (stage) {
    case 'sentence':
      return state.sentence === '' ? undefined : { ...given, sentence: state.sentence };
    case 'triggers':
      return { ...given, triggers: wordsAsTheyStand(state) };
    case 'rationale':
      return { ...given, rationale: state.rationale ?? '' };
    case 'owner':
      return { ...given, owner: state.owner ?? actorKey(author) };
    case 'namespaces':
      return { ...given, scope: state.scope ?? suggestedScope(state) };
    default:
      return undefined;
  }
}
