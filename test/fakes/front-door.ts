import type { Actor } from '../../src/chat/actor.ts';
import type { Reply } from '../../src/chat/form.ts';
import type { InboundEvent } from '../../src/chat/inbound.ts';
import type { FrontDoor, ReadAnswer, ReadQuery } from '../../src/ports/front-door.ts';

export interface FakeFrontDoor extends FrontDoor {
  /** What was stored: each id once, as the inbox does. */
  readonly accepted: readonly InboundEvent[];
  readonly decided: readonly InboundEvent[];
  readonly asked: readonly ReadQuery[];
  /** Who opened their Home, oldest first. */
  readonly homesOf: readonly Actor[];
  /** While set, nothing can be stored or read. */
  fault: Error | undefined;
  reply: Reply;
  answer: ReadAnswer | Promise<ReadAnswer>;
}

/** A door that keeps what comes in and answers what it is told to. */
export function createFakeFrontDoor(): FakeFrontDoor {
  const accepted: InboundEvent[] = [];
  const decided: InboundEvent[] = [];
  const asked: ReadQuery[] = [];
  const homesOf: Actor[] = [];
  return {
    accepted,
    decided,
    asked,
    homesOf,
    fault: undefined,
    reply: { type: 'closed' },
    answer: { type: 'options', options: [] },
    async accept(event) {
      if (this.fault) throw this.fault;
      if (!accepted.some(({ id }) => id === event.id)) accepted.push(event);
    },
    async decide(event) {
      if (this.fault) throw this.fault;
      decided.push(event);
      return this.reply;
    },
    async read(query) {
      if (this.fault) throw this.fault;
      asked.push(query);
      return this.answer;
    },
    async openHome(viewer) {
      if (this.fault) throw this.fault;
      homesOf.push(viewer);
    },
  };
}
