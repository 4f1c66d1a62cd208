import { fullNameOf } from '../../domain/kind.ts';
import { stageBefore, takesFields } from './asking.ts';
import { fieldsIn } from './form-answers.ts';
import { currentCard } from './slots.ts';
import type { PatternEvent, PatternState } from './state.ts';
import { canCancel } from './steps.ts';
import { canStore } from './storing.ts';
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
  session: SessionOf<PatternState>,
  inbound: Press | Submission,
  isOwner: boolean,
): Hearing<PatternEvent> {
  const hands = { noun: 'pattern', wayIn, currentCard, onCard, onForm } as const;
  return heardPress(session, { inbound, isOwner }, hands);
}

function onForm(state: PatternState, form: Submission, name: string): PatternEvent | undefined {
  const fields = takesFields(state) ? fieldsIn(name, form.values) : undefined;
  const isReviewed = name !== 'conditions' || state.stage === 'review';
  if (!fields || !isReviewed) return undefined;
  const { at, actor: by } = form;
  return { type: 'fields-given', at, by, ...fields, isForm: true };
}

/** What this conversation can do with itself just now. */
export function wayIn(state: PatternState): Way {
  return {
    canCancel: canCancel(state),
    canGoBack: stageBefore(state) !== undefined,
    isFirst: state.stage === 'name',
    canTryAgain: state.trouble?.effect !== undefined,
  };
}

function onCard(state: PatternState, press: Press, name: string): PatternEvent | undefined {
  const { at, actor: by, action } = press;
  switch (action.name) {
    case 'keep-suggested':
      return suggested(state, press);
    case 'write-for-me':
      return state.stage === 'rationale' && state.isWriting !== true
        ? { type: 'rationale-asked', at, by }
        : undefined;
    case 'pick-resource':
      return state.stage === 'resources' ? { type: 'resource-picked', at, by, name } : undefined;
    case 'mend-resource': {
      const unclear = state.unclear.find(({ near }) => near.includes(name));
      return unclear && { type: 'resource-mended', at, by, said: unclear.said, name };
    }
    case 'drop-resource': {
      const unclear = state.unclear.find(({ said }) => said === name);
      return unclear && { type: 'resource-mended', at, by, said: unclear.said };
    }
    case 'store-pattern':
      return canStore(state) ? { type: 'storing-asked', at } : undefined;
    case 'merge-into':
      return state.similar.some(({ id }) => id === name)
        ? { type: 'merge-asked', at, patternId: name }
        : undefined;
    case 'reset-conditions':
      return state.isConditionsOwn === true ? { type: 'conditions-reset', at, by } : undefined;
    case 'keep-own':
      return state.similar.length === 0 ? undefined : { type: 'own-wanted', at };
    default:
      return undefined;
  }
}

/** What stands on the card of a field is taken as it is. */
function suggested(state: PatternState, { at, actor: by }: Press): PatternEvent | undefined {
  const { stage, name, resources, rationale, owner, author } = state;
  const given = { type: 'fields-given', at, by, isForm: false } as const;
  switch (stage) {
    case 'name':
      return name === '' ? undefined : { ...given, name };
    case 'triggers':
      return { ...given, triggers: wordsAsTheyStand(state) };
    case 'resources':
      return resources.length === 0 || state.unclear.length > 0
        ? undefined
        : { ...given, resources: resources.map((kind) => fullNameOf(kind)) };
    case 'rationale':
      return { ...given, rationale: rationale ?? '' };
    case 'owner':
      return { ...given, owner: owner ?? actorKey(author) };
    default:
      return undefined;
  }
}
