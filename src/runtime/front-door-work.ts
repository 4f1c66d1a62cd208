import { type Actor, actorKey } from '../chat/actor.ts';
import type { Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import { createLanes } from './lanes.ts';
import { receive, type ReceiveParts } from './receive.ts';

/** Waits before an event that could not be written is tried again; after the last, a restart does. */
const RETRY_AFTER_MS = [500, 2_000, 8_000] as const;

export interface InboundWorkParts extends ReceiveParts {
  readonly clock: Clock;
}

/** What this process does with the events that are stored: one person's in order, people side by side. */
export interface InboundWork {
  /** Undefined where the event is left for the next start: it is still in the inbox. */
  begin(inbound: InboundEvent, isOld?: boolean): Promise<Reply | undefined>;
  isInHand(inboundId: string): boolean;
  isBusyFor(actor: Actor): boolean;
  /** Resolves when everything begun so far is done. */
  idle(): Promise<void>;
}

export function createInboundWork(parts: InboundWorkParts, signal: AbortSignal): InboundWork {
  const lanes = createLanes();
  const inHand = new Set<string>();
  return {
    async begin(inbound, isOld = false) {
      inHand.add(inbound.id);
      try {
        return await lanes.run(actorKey(inbound.actor), () =>
          persistently({ parts, inbound, isOld, signal }),
        );
      } finally {
        inHand.delete(inbound.id);
      }
    },
    isInHand: (inboundId) => inHand.has(inboundId),
    isBusyFor: (actor) => lanes.isBusy(actorKey(actor)),
    idle: () => lanes.idle(),
  };
}

async function persistently(attempt: {
  readonly parts: InboundWorkParts;
  readonly inbound: InboundEvent;
  readonly isOld: boolean;
  readonly signal: AbortSignal;
}): Promise<Reply | undefined> {
  const { parts, inbound, isOld, signal } = attempt;
  for (const waitMs of [...RETRY_AFTER_MS, undefined]) {
    try {
      return await receive(parts, { inbound, isOld });
    } catch (error) {
      const fields = { type: inbound.type, error };
      const isOutage = error instanceof Failure && error.kind === 'unavailable';
      if (!isOutage || waitMs === undefined || signal.aborted) {
        parts.logger.error('inbound event is left for the next start', fields);
        return undefined;
      }
      parts.logger.warn('inbound event is tried again', fields);
      await parts.clock.sleep(waitMs, signal).catch(() => undefined);
    }
  }
  return undefined;
}
