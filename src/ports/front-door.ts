import type { Actor } from '../chat/actor.ts';
import type { Form, FormOption, Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Line } from '../chat/text.ts';

export type ReadQuery =
  | {
      readonly type: 'form';
      readonly sessionId: string;
      readonly formId: string;
      readonly viewer: Actor;
    }
  | {
      readonly type: 'options';
      readonly sessionId: string;
      readonly formId: string;
      readonly fieldId: string;
      readonly text: string;
      readonly viewer: Actor;
    };

export type ReadAnswer =
  | { readonly type: 'form'; readonly form: Form }
  | { readonly type: 'options'; readonly options: readonly FormOption[] }
  /** It cannot be shown (any more); the line says why and what to do. */
  | { readonly type: 'refused'; readonly line: Line };

/** The one port that receivers know. */
export interface FrontDoor {
  /**
   * Resolves when the event is on disk: acknowledge then. Work follows later. People's talk among
   * themselves is passed over and kept nowhere. Throws `Failure('unavailable')` when it could not be
   * stored.
   */
  accept(event: InboundEvent): Promise<void>;
  /**
   * For events whose answer is due in the acknowledgement. Stored first, then decided in line; past
   * `deadlineMs` the answer is `working`, and the decision goes on.
   */
  decide(event: InboundEvent, deadlineMs: number): Promise<Reply>;
  /** Reads records and the cluster's lists, writes nothing. */
  read(query: ReadQuery): Promise<ReadAnswer>;
  /**
   * Shows a person their Home and, for as long as they may be looking at it, what changes there.
   * Throws `Failure` where it cannot be read or shown.
   */
  openHome(viewer: Actor): Promise<void>;
}
