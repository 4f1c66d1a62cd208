import { type Actor, actorKey } from '../chat/actor.ts';
import type { Reply } from '../chat/form.ts';
import { type InboundEvent, speakerOf } from '../chat/inbound.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import { ownTurn, type TurnsParts, waitsItsTurn } from './front-door-turns.ts';
import { createLanes } from './lanes.ts';
import { receive, type ReceiveParts } from './receive.ts';

/** Waits before an event that could not be written is tried again; after the last, a restart does. */
const RETRY_AFTER_MS = [500, 2_000, 8_000] as const;

export interface InboundWorkParts extends ReceiveParts {
  readonly clock: Clock;
  /** Undefined: no other process shares the records. */
  readonly sweepEveryMs?: number | undefined;
}

/** What this process does with the events that are stored: one person's in order, people side by side. */
export interface InboundWork {
  /** Undefined where the event is left for the next start: it is still in the inbox. */
  begin(inbound: InboundEvent): Promise<Reply | undefined>;
  /** Begins what some process left: at once, since others may wait for it. */
  takeUp(inbound: InboundEvent, isOld: boolean): Promise<Reply | undefined>;
  isInHand(inboundId: string): boolean;
  isBusyFor(actor: Actor): boolean;
  /** Resolves when everything begun so far is done. */
  idle(): Promise<void>;
}

export function createInboundWork(parts: InboundWorkParts, signal: AbortSignal): InboundWork {
  const { sweepEveryMs } = parts;
  const waiting = createLanes();
  const lanes = createLanes();
  const inHand = new Map<string, Promise<unknown>>();
  const isInHand = (inboundId: string): boolean => inHand.has(inboundId);

  function run(inbound: InboundEvent, isOld: boolean): Promise<Reply | undefined> {
    return lanes.run(actorKey(inbound.actor), () =>
      persistently({ parts, inbound, isOld, signal }),
    );
  }

  /** What waits for another process keeps its place before what the same person says there next. */
  async function runInTurn(inbound: InboundEvent, turns: TurnsParts): Promise<Reply | undefined> {
    const { running } = await waiting.run(speakerOf(inbound), async () => {
      await ownTurn(turns, { inbound, signal });
      return { running: run(inbound, false) };
    });
    return running;
  }

  async function kept(
    { id, type }: InboundEvent,
    work: Promise<Reply | undefined>,
  ): Promise<Reply | undefined> {
    inHand.set(id, work);
    try {
      return await work;
    } catch (error) {
      if (!signal.aborted) {
        parts.logger.error('inbound event is left for the next start', { type, error });
      }
      return undefined;
    } finally {
      inHand.delete(id);
    }
  }

  return {
    begin: (inbound) =>
      kept(
        inbound,
        sweepEveryMs === undefined || !waitsItsTurn(inbound)
          ? run(inbound, false)
          : runInTurn(inbound, { ...parts, sweepEveryMs, isInHand }),
      ),
    takeUp: (inbound, isOld) => kept(inbound, run(inbound, isOld)),
    isInHand,
    isBusyFor: (actor) => lanes.isBusy(actorKey(actor)),
    async idle() {
      while (inHand.size > 0) await Promise.allSettled(inHand.values());
    },
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
