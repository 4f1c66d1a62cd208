import type { Place } from '../chat/actor.ts';
import type { Card } from '../chat/card.ts';
import type { Command } from '../chat/command.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { WorkflowName } from '../chat/session.ts';
import type { Json } from '../domain/json.ts';

/** A command that opens a conversation. */
export interface OpeningPlan {
  readonly workflow: WorkflowName;
  readonly input: Json;
  /** Only one open session has it: whoever asks again is shown where that one is. */
  readonly key?: string;
  /** Where it is held, instead of where it was asked for. */
  readonly place?: Place;
}

/** A command that has a running conversation do something. */
export interface CallingPlan {
  readonly sessionId: string;
  /** Handed to that session; one that has ended meanwhile is not changed by it. */
  readonly event: Json;
  /** What is answered. */
  readonly card: Card;
}

/** A command of which it shows that it opens nothing. */
export interface AnsweringPlan {
  /** What is answered. */
  readonly answer: Card;
}

/** What commands do, put together in `compose`. What they throw as `Failure` is told to the person. */
export interface CommandAnswers {
  /** Undefined for a command that is answered by a card. */
  openingFor(
    command: Command,
    inbound: InboundEvent,
  ): Promise<OpeningPlan | CallingPlan | AnsweringPlan | undefined>;
  /** The card for a command that opens nothing: lists, help, the nearest of an unknown one. */
  answerCommand(command: Command, inbound: InboundEvent): Promise<Card>;
}
