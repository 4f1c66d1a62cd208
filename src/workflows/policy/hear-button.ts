import { stageBefore, takesFields } from './asking.ts';
import { canStore } from './enforcing.ts';
import { fieldsIn } from './form-answers.ts';
import { currentCard } from './slots.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { EnforcementTarget } from '../../domain/policy/policy.ts';
import { scopeAsItStands } from './scope.ts';
import { usableTargets, whyNotEnforceable } from './targets.ts';
import { canCancel } from './transition.ts';
import { actorKey } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { heardPress } from '../wizard/hear-press.ts';
import type { Way } from '../wizard/hear-session.ts';
import { wordsAsTheyStand } from '../wizard/words.ts';
import type { Hearing } from '../workflow.ts';

type Press = Extract<InboundEvent, { type: 'button-pressed' }>;
type Submission = Extract<InboundEvent, { type: 'form-submitted' }>;

export function hearButton(
  session: SessionOf<PolicyState>,
  inbound: Press | Submission,
  isOwner: boolean,
): Hearing<PolicyEvent> {
  const hands = { noun: 'policy', wayIn, currentCard, onCard, onForm } as const;
  return heardPress(session, { inbound, isOwner }, hands);
}

function onForm(state: PolicyState, form: Submission, name: string): PolicyEvent | undefined {
  const fields = takesFields(state) ? fieldsIn({ ...form, name }) : undefined;
  const { at, actor: by } = form;
  return fields && { type: 'fields-given', at, by, ...fields, isForm: true };
}

/** What this conversation can do with itself just now. */
export function wayIn(state: PolicyState): Way {
  return {
    canCancel: canCancel(state),
    canGoBack: stageBefore(state) !== undefined,
    isFirst: state.stage === 'sentence',
    canTryAgain: state.trouble?.effect !== undefined,
  };
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
    case 'namespaces': {
      const scope = scopeAsItStands(state);
      return scope && { ...given, scope };
    }
    default:
      return undefined;
  }
}
