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
import { line, person } from '../../chat/text.ts';
import { hearDraft, pressedWay, STALE } from '../wizard/hear-press.ts';
import type { Way } from '../wizard/hear-session.ts';
import { cardOf } from '../wizard/slots.ts';
import { wordsAsTheyStand } from '../wizard/words.ts';
import type { Hearing } from '../workflow.ts';

type Press = Extract<InboundEvent, { type: 'button-pressed' }>;
type Submission = Extract<InboundEvent, { type: 'form-submitted' }>;
type Heard = Hearing<PatternEvent>;

/** A click or a form. What the state has no use for any more gets a kind answer and changes nothing. */
export function hearButton(
  { state, owner }: SessionOf<PatternState>,
  inbound: Press | Submission,
  isOwner: boolean,
): Heard {
  const draft = hearDraft(state, inbound);
  if (draft) return draft;
  if (!isOwner) {
    return {
      type: 'refused',
      line: line`This pattern is being written by ${person(owner)}. Answer in the thread by naming me, or begin your own with /dotai patterns new.`,
    };
  }
  if (inbound.type === 'form-submitted') return hearForm(state, inbound);
  const event = pressed(state, inbound);
  return event ? { type: 'event', event } : STALE;
}

function hearForm(state: PatternState, form: Submission): Heard {
  const [name = '', slot] = form.formId.split('/');
  if (slot !== state.shown.at(-1) || !takesFields(state)) return STALE;
  const fields = fieldsIn(name, form.values);
  const isReviewed = name !== 'conditions' || state.stage === 'review';
  if (!fields || !isReviewed) return STALE;
  const { at, actor: by } = form;
  return { type: 'event', event: { type: 'fields-given', at, by, ...fields, isForm: true } };
}

function pressed(state: PatternState, press: Press): PatternEvent | undefined {
  const way = pressedWay(wayIn(state), state.shown.at(-1), press);
  if (way?.type !== 'on-card') return way;
  return currentCard(state) === cardOf(way.slot) ? onCard(state, press, way.rest) : undefined;
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
