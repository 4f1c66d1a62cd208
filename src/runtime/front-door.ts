import { actorKey } from '../chat/actor.ts';
import type { Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import { line } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import { within } from '../domain/patience.ts';
import type { Clock } from '../ports/clock.ts';
import type { FrontDoor } from '../ports/front-door.ts';
import type { Homes } from './homes.ts';
import { createLanes } from './lanes.ts';
import { createReader, type ReaderParts } from './reader.ts';
import { receive, tellLate, type ReceiveParts } from './receive.ts';

export interface FrontDoorParts extends ReceiveParts, ReaderParts {
  readonly clock: Clock;
  readonly homes: Pick<Homes, 'open'>;
}

/** The front door, and what only the process itself does with it. */
export interface OwnedFrontDoor {
  readonly door: FrontDoor;
  /**
   * Takes up what a process before this one accepted and did not finish: all of it, or what was
   * received before that ISO time.
   */
  resume(receivedBefore?: string): Promise<void>;
  /** Resolves when everything accepted so far is done. */
  idle(): Promise<void>;
  /** Accepts nothing more. */
  close(): void;
}

/** Waits before an event that could not be written is tried again; after the last, a restart does. */
const RETRY_AFTER_MS = [500, 2_000, 8_000] as const;

/** How long what people did in a conversation is still what they want, when a process starts. */
const FRESH_MS = 3_600_000;

export function createFrontDoor(parts: FrontDoorParts): OwnedFrontDoor {
  const { store, clock, logger } = parts;
  const lanes = createLanes();
  const closed = new AbortController();

  /** One person's events one after the other; people side by side. */
  function work(inbound: InboundEvent, isOld = false): Promise<Reply | undefined> {
    return lanes.run(actorKey(inbound.actor), () =>
      persistently({ parts, inbound, isOld, signal: closed.signal }),
    );
  }

  /**
   * Said in a thread where nobody waits for it: none of our business, so not kept either. Behind
   * what the same person said before: that may be opening a conversation there.
   */
  async function isTalkOfOthers(event: InboundEvent): Promise<boolean> {
    if (event.type !== 'message-posted' || event.namesBot || event.isDirect) return false;
    if (lanes.isBusy(actorKey(event.actor))) return false;
    return (await store.listeningSession(event.place)) === undefined;
  }

  function refuseWhenClosed(): void {
    if (!closed.signal.aborted) return;
    throw new Failure('unavailable', 'The bot is restarting. Try again in a moment.');
  }

  return {
    door: {
      async accept(event) {
        refuseWhenClosed();
        if (await isTalkOfOthers(event)) return;
        const { status } = await store.receive(event);
        if (status === 'new') void work(event);
      },
      async decide(event, deadlineMs) {
        refuseWhenClosed();
        const { status, reply } = await store.receive(event);
        if (status === 'known') return reply ?? WORKING;
        const decision = work(event);
        const inTime = await within({ clock, ms: deadlineMs, work: decision });
        if (inTime) return inTime;
        void decision.then((late) => late && tellLate(parts, { inbound: event, late }));
        return WORKING;
      },
      read: createReader(parts),
      openHome: (viewer) => parts.homes.open(viewer),
    },
    async resume(receivedBefore) {
      const unfinished = await store.unfinishedInbound(receivedBefore);
      if (unfinished.length > 0)
        logger.info('inbound events resumed', { count: unfinished.length });
      const oldMs = clock.now().getTime() - FRESH_MS;
      for (const inbound of unfinished) void work(inbound, Date.parse(inbound.at) < oldMs);
    },
    idle: () => lanes.idle(),
    close: () => closed.abort(),
  };
}

const WORKING: Reply = {
  type: 'working',
  line: line`Checking… the conversation shows what came of it.`,
};

/** Undefined where the event is left for the next start: it is still in the inbox. */
async function persistently(attempt: {
  readonly parts: FrontDoorParts;
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
