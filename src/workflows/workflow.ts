import type { z } from 'zod';
import type { Actor, Place } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import type { Form, Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Session, SessionOf, WorkflowName } from '../chat/session.ts';
import type { SessionSummary } from '../chat/session-summary.ts';
import type { Line } from '../chat/text.ts';
import type { AuditNote } from '../domain/audit.ts';
import type { FailureKind, ModelReason } from '../domain/failure.ts';
import type { Json } from '../domain/json.ts';

/** How an effect is run; every effect may carry these beside its own fields. */
export interface EffectTiming {
  /** ISO time before which it does not run: reminders and expiry. Such an effect holds up no other. */
  readonly notBefore?: string;
  /** Names it, so that a later step can cancel it (`Step.cancels`). */
  readonly key?: string;
  /** Does not wait for the session's earlier effects. */
  readonly isParallel?: boolean;
  /** Heavy, and nobody waits for it at the door: it never takes a slot from what people wait for. */
  readonly isBackground?: boolean;
}

/** Effects that every workflow may ask for; the runtime performs them itself. */
export type CommonEffect = EffectTiming &
  /** Told in the session's own place where `place` is left out. */
  (
    | { readonly type: 'tell'; readonly to: Actor; readonly line: Line; readonly place?: Place }
    /** Hands `event` to a session: another one, or this one later (`notBefore`). */
    | { readonly type: 'raise'; readonly sessionId: string; readonly event: Json }
    | {
        readonly type: 'open';
        readonly workflow: WorkflowName;
        readonly sessionId: string;
        /** The asking session's own owner and place where left out. */
        readonly owner?: Actor;
        readonly place?: Place;
        readonly input: Json;
        /** As long as a session with it is open, no other is opened with it. */
        readonly sessionKey?: string;
      }
  );

/** What every workflow hears when an activity gave up. `message` is fit for the channel. */
export interface ActivityFailed {
  readonly type: 'activity-failed';
  /** The effect's type. */
  readonly activity: string;
  /** The effect itself, so that nobody guesses which of several it was. */
  readonly effect: Json;
  readonly kind: FailureKind | 'bug';
  readonly message: string;
  /** Milliseconds before another try can help, where that is known. */
  readonly retryAfterMs?: number;
  /** Why the model gave no answer, where it is not simply away. */
  readonly reason?: ModelReason;
  readonly at: string;
}

/**
 * What a workflow hears whose view asks for a place that the platform does not let the bot write
 * to: nothing was shown there.
 */
export interface PlaceRefused {
  readonly type: 'place-refused';
  /** The first slot of that place. */
  readonly slot: string;
  readonly at: string;
}

/**
 * What a transition decides. All of it is stored in one write. When the state differs from the one
 * before, the runtime redraws the session's cards; no workflow asks for that.
 */
export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly ((Effect & EffectTiming) | CommonEffect)[];
  readonly audit: readonly AuditNote[];
  /** Keys of effects that shall not run any more. */
  readonly cancels?: readonly string[];
  /** Little is new: cards are redrawn when progress is shown next, at most once a second. */
  readonly isProgress?: boolean;
  /** For events that came by `FrontDoor.decide`. */
  readonly reply?: Reply;
}

/** What an inbound event means to a session. */
export type Hearing<Event> =
  | { readonly type: 'event'; readonly event: Event }
  /** Changes nothing; `line` is told to that person alone. */
  | { readonly type: 'refused'; readonly line: Line }
  /** Not meant for the session: met with silence. */
  | { readonly type: 'ignored' };

export interface Opening<Input> {
  readonly sessionId: string;
  readonly owner: Actor;
  readonly place: Place;
  readonly at: string;
  readonly input: Input;
}

/**
 * One message of a session. Slots keep their order and their message: the card of a slot is posted
 * once and updated afterwards. The first slot is the root, under which the thread hangs.
 *
 * A card with a `place` stands there instead of in the session's thread. Of the cards of one place
 * the first is a message of its own, under which the others and all their files hang. A workflow that
 * uses it hears `PlaceRefused`.
 */
export interface SlottedCard {
  /** `[a-z0-9-]+`, stable: `root`, `choose`, `required`. */
  readonly slot: string;
  readonly card: Card;
  /** Another channel than the session's, without a thread. */
  readonly place?: Place;
}

/** Where a state leaves the session. */
export interface Lifecycle {
  readonly isOpen: boolean;
  readonly isListening: boolean;
  readonly expiresAt?: string;
  readonly awaits?: Session['awaits'];
}

/** A workflow: pure, no clock, no I/O, no throw. A new one is a folder that exports one of these. */
export interface Workflow<State, Event, Effect extends { readonly type: string }, Input> {
  readonly name: WorkflowName;
  readonly state: z.ZodType<State>;
  readonly event: z.ZodType<Event>;
  readonly effect: z.ZodType<Effect>;
  readonly input: z.ZodType<Input>;
  start(opening: Opening<Input>): Step<State, Effect>;
  transition(state: State, event: Event): Step<State, Effect>;
  lifecycle(state: State): Lifecycle;
  /** What a message, click or form means; who may do it is decided here. */
  hear(session: SessionOf<State>, inbound: InboundEvent): Hearing<Event>;
  view(session: SessionOf<State>): readonly SlottedCard[];
  /** For lists: what it is about and how it stands, as the record says. */
  summary(session: SessionOf<State>): SessionSummary;
  /** The form that a button `opens`; a line where it cannot be opened (any more). */
  form(session: SessionOf<State>, request: { formId: string; viewer: Actor }): Form | Line;
}
