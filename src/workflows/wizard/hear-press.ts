import { heard, refused, type Way, type WayEvent } from './hear-session.ts';
import type { DraftEvent } from './events.ts';
import { cardOf } from './slots.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { line, person } from '../../chat/text.ts';
import type { Hearing } from '../workflow.ts';

type Press = Extract<InboundEvent, { type: 'button-pressed' }>;
type Submission = Extract<InboundEvent, { type: 'form-submitted' }>;

interface Pressable {
  readonly stage: string;
  readonly shown: readonly string[];
}

/** What one conversation makes of clicks and forms. */
interface Hands<State, Event> {
  readonly noun: 'pattern' | 'policy';
  readonly wayIn: (state: State) => Way;
  /** The card that it is about now. */
  readonly currentCard: (state: State) => string | undefined;
  /** A button of that card; `argument` stands behind its slot. */
  readonly onCard: (state: State, press: Press, argument: string) => Event | undefined;
  /** What the form `name` of that card gave. */
  readonly onForm: (state: State, form: Submission, name: string) => Event | undefined;
}

/** A click or a form. What the state has no use for any more gets a kind answer and changes nothing. */
export function heardPress<State extends Pressable, Event>(
  { state, owner }: SessionOf<State>,
  { inbound, isOwner }: { readonly inbound: Press | Submission; readonly isOwner: boolean },
  hands: Hands<State, Event>,
): Hearing<Event | WayEvent | Pressed> {
  const draft = hearDraft(state, inbound);
  if (draft) return draft;
  if (!isOwner) {
    const { noun } = hands;
    const own = `Answer in the thread by naming me, or begin your own with /dotai ${COMMANDS[noun]} new.`;
    return {
      type: 'refused',
      line: line`This ${noun} is being written by ${person(owner)}. ${own}`,
    };
  }
  const event =
    inbound.type === 'form-submitted'
      ? submitted(state, inbound, hands)
      : pressed(state, inbound, hands);
  return event ? { type: 'event', event } : STALE;
}

const COMMANDS = { pattern: 'patterns', policy: 'policies' } as const;

function submitted<State extends Pressable, Event>(
  state: State,
  form: Submission,
  { onForm }: Hands<State, Event>,
): Event | undefined {
  const [name = '', slot] = form.formId.split('/');
  return slot === state.shown.at(-1) ? onForm(state, form, name) : undefined;
}

function pressed<State extends Pressable, Event>(
  state: State,
  press: Press,
  { wayIn, currentCard, onCard }: Hands<State, Event>,
): Event | WayEvent | undefined {
  const way = pressedWay(wayIn(state), state.shown.at(-1), press);
  if (way?.type !== 'on-card') return way;
  return currentCard(state) === cardOf(way.slot) ? onCard(state, press, way.rest) : undefined;
}

/** What the state has no use for any more gets a kind answer and changes nothing. */
const STALE = refused(
  'That step is behind us: nothing was changed. Go on with the newest card in the thread.',
);

const DECISIONS: Partial<Readonly<Record<string, boolean>>> = {
  'accept-draft': true,
  'decline-draft': false,
};

type Pressed = Extract<DraftEvent, { type: 'decision-pressed' }>;

/** Whether whoever presses may decide is looked up; everybody may ask. Undefined for all other buttons. */
function hearDraft(
  { stage }: { readonly stage: string },
  press: InboundEvent,
): Hearing<Pressed> | undefined {
  if (press.type !== 'button-pressed') return undefined;
  const { at, actor, action } = press;
  const accepts = DECISIONS[action.name];
  if (accepts === undefined) return undefined;
  return stage === 'awaiting-curator'
    ? heard({ type: 'decision-pressed', at, actor, accepts })
    : refused('This draft is decided already: that click changed nothing.');
}

/** A press that is about one card: `rest` stands behind its slot. */
interface OnCard {
  readonly type: 'on-card';
  readonly slot: string;
  readonly rest: string;
}

/** Buttons of the conversation itself, and of the newest card. On an earlier card they have no effect. */
function pressedWay(
  way: Way,
  newest: string | undefined,
  { at, action }: Press,
): WayEvent | OnCard | undefined {
  if (action.name === 'cancel-session') {
    return way.canCancel ? { type: 'session-cancelled', at } : undefined;
  }
  if (action.name === 'try-again') {
    return way.canTryAgain ? { type: 'retry-asked', at } : undefined;
  }
  const { slot, rest } = argumentOf(action.argument);
  if (slot !== newest) return undefined;
  if (action.name !== 'go-back') return { type: 'on-card', slot, rest };
  return way.canGoBack ? { type: 'went-back', at } : undefined;
}

/** `resources-1:services.example.org`: names hold colons, too. */
function argumentOf(argument = ''): { readonly slot: string; readonly rest: string } {
  const at = argument.indexOf(':');
  return at === -1
    ? { slot: argument, rest: '' }
    : { slot: argument.slice(0, at), rest: argument.slice(at + 1) };
}
