import { asksForHelp } from './asks-for-help.ts';
import { isLate } from './late.ts';
import { isSameActor } from '../../chat/actor.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { Line } from '../../chat/text.ts';
import type { Hearing } from '../workflow.ts';

type Message = Extract<InboundEvent, { type: 'message-posted' }>;
type Press = Extract<InboundEvent, { type: 'button-pressed' | 'form-submitted' }>;

const IGNORED = { type: 'ignored' } as const;

/** What one conversation makes of words and clicks; `isOwner`: they are its author's. */
interface Ears<State, Event> {
  readonly message: (state: State, message: Message, isOwner: boolean) => Hearing<Event>;
  readonly press: (session: SessionOf<State>, press: Press, isOwner: boolean) => Hearing<Event>;
  /** What can be said at this step. */
  readonly helpLine: (state: State) => Line;
}

/** Whether that person may say it, and whether it is about what is shown. */
export function heardBy<State extends { readonly askedAt?: string | undefined }, Event>(
  session: SessionOf<State>,
  inbound: InboundEvent,
  ears: Ears<State, Event>,
): Hearing<Event> {
  const { state, owner } = session;
  const isOwner = isSameActor(inbound.actor, owner);
  switch (inbound.type) {
    case 'command-given':
    case 'message-changed':
    case 'file-deleted':
      return IGNORED;
    case 'message-posted': {
      if (!isOwner && !inbound.namesBot) return IGNORED;
      if (inbound.actor.workspace !== owner.workspace) return refused(OUTSIDER);
      if (asksForHelp(inbound)) return { type: 'refused', line: ears.helpLine(state) };
      const hearing = ears.message(state, inbound, isOwner);
      return hearing.type === 'event' && isLate(state, inbound.at) ? refused(LATE) : hearing;
    }
    case 'button-pressed':
    case 'form-submitted':
      return ears.press(session, inbound, isOwner);
  }
}

/** Somebody of another company, in a channel that both share. */
const OUTSIDER =
  'Only people of the workspace that this conversation was begun in can answer here.';
const LATE =
  'That was written before this question was asked, so it changed nothing. Write it again if it is meant for the newest card.';

/** What a conversation can do with itself just now. */
export interface Way {
  readonly canCancel: boolean;
  readonly canGoBack: boolean;
  /** Its first question is asked. */
  readonly isFirst: boolean;
  readonly canTryAgain: boolean;
}

export type WayEvent = {
  readonly type: 'session-cancelled' | 'went-back' | 'retry-asked';
  readonly at: string;
};

interface Wished {
  readonly wish: string | undefined;
  readonly at: string;
  readonly isOwner: boolean;
}

/** Words about the conversation itself, which mean the same at every step. Undefined for all others. */
export function hearWay(way: Way, { wish, at, isOwner }: Wished): Hearing<WayEvent> | undefined {
  switch (wish) {
    case 'cancel':
      return isOwner ? hearCancel(way, at) : IGNORED;
    case 'back':
      return hearBack(way, at);
    case 'again':
      return way.canTryAgain ? heard({ type: 'retry-asked', at }) : undefined;
    default:
      return undefined;
  }
}

export function hearCancel({ canCancel }: Pick<Way, 'canCancel'>, at: string): Hearing<WayEvent> {
  return canCancel
    ? heard({ type: 'session-cancelled', at })
    : refused('It cannot be cancelled here any more: its newest card says how it stands.');
}

function hearBack({ canGoBack, isFirst }: Way, at: string): Hearing<WayEvent> {
  if (isFirst) {
    return refused('This is the first step: there is nothing before it. “cancel” ends it.');
  }
  return canGoBack
    ? heard({ type: 'went-back', at })
    : refused('There is no step to go back to just now.');
}

/** A curator's own counts at once: whoever asks for a draft is told so, before it does. */
export function draftRefusal(
  { isDraft }: { readonly isDraft?: boolean | undefined },
  text: string,
): ReturnType<typeof refused> | undefined {
  const isAsked = /\bas a draft\b/iu.test(text);
  return isAsked && isDraft === false ? refused(NO_DRAFT) : undefined;
}

const NO_DRAFT =
  'You are a curator: what you store counts at once, and is no draft. Say “store it” for that, or “cancel”.';

export function refused(text: string): { readonly type: 'refused'; readonly line: Line } {
  return { type: 'refused', line: [text] };
}

export function heard<Event>(event: Event): { readonly type: 'event'; readonly event: Event } {
  return { type: 'event', event };
}
