import { heard, refused, type Way, type WayEvent } from './hear-session.ts';
import type { Actor } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { Hearing } from '../workflow.ts';

type Press = Extract<InboundEvent, { type: 'button-pressed' }>;

/** What the state has no use for any more gets a kind answer and changes nothing. */
export const STALE = refused(
  'That step is behind us: nothing was changed. Go on with the newest card in the thread.',
);

const DECISIONS: Partial<Readonly<Record<string, boolean>>> = {
  'accept-draft': true,
  'decline-draft': false,
};

interface DecisionPressed {
  readonly type: 'decision-pressed';
  readonly at: string;
  readonly actor: Actor;
  readonly accepts: boolean;
}

/** Whether whoever presses may decide is looked up; everybody may ask. Undefined for all other buttons. */
export function hearDraft(
  { stage }: { readonly stage: string },
  press: InboundEvent,
): Hearing<DecisionPressed> | undefined {
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
export function pressedWay(
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
