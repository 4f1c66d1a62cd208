import type { Reply } from '../chat/form.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import { line } from '../chat/text.ts';
import { Failure } from '../domain/failure.ts';
import { within } from '../domain/patience.ts';
import type { Clock } from '../ports/clock.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { FrontDoor } from '../ports/front-door.ts';
import { concernsQuotes, isSourceChange } from './changed-source.ts';
import { createInboundWork } from './front-door-work.ts';
import type { Homes } from './homes.ts';
import { createReader, type ReaderParts } from './reader.ts';
import type { ReceiveParts } from './receive.ts';
import { tellLate } from './receive-ends.ts';

export interface FrontDoorParts extends ReceiveParts, ReaderParts {
  readonly evidence: Pick<EvidenceStore, 'from' | 'noteChanged'>;
  readonly clock: Clock;
  readonly homes: Pick<Homes, 'open'>;
  /** Undefined: no other process shares the records. */
  readonly sweepEveryMs?: number | undefined;
}

/** The front door, and what only the process itself does with it. */
export interface OwnedFrontDoor {
  readonly door: FrontDoor;
  /**
   * Takes up what was accepted and not finished, and is not in hand here: all of it, or what was
   * received more than so many milliseconds ago.
   */
  resume(forMs?: number): Promise<void>;
  /** Resolves when everything accepted so far is done. */
  idle(): Promise<void>;
  /** Accepts nothing more. */
  close(): void;
}

/** How long what people did in a conversation is still what they want, when a process starts. */
const FRESH_MS = 3_600_000;

export function createFrontDoor(parts: FrontDoorParts): OwnedFrontDoor {
  const { store, clock, logger } = parts;
  const isShared = parts.sweepEveryMs !== undefined;
  const closed = new AbortController();
  const work = createInboundWork(parts, closed.signal);

  /**
   * Said in a thread where nobody waits for it, or the change of something of which nothing is kept: none of
   * our business, so not kept either. Behind what the same person said before: that may be opening a
   * conversation there.
   */
  async function isTalkOfOthers(event: InboundEvent): Promise<boolean> {
    if (isSourceChange(event)) return !(await concernsQuotes(parts, event));
    if (event.type !== 'message-posted' || event.namesBot || event.isDirect) return false;
    if (work.isBusyFor(event.actor)) return false;
    // First this, then whether anybody listens: what ends in between has opened its conversation.
    if (isShared && (await store.unfinishedAhead(event)).length > 0) return false;
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
        if (status === 'new') void work.begin(event);
      },
      async decide(event, deadlineMs) {
        refuseWhenClosed();
        const { status, reply } = await store.receive(event);
        if (status === 'known') return reply ?? WORKING;
        const decision = work.begin(event);
        const inTime = await within({ clock, ms: deadlineMs, work: decision });
        if (inTime) return inTime;
        void decision.then((late) => late && tellLate(parts, { inbound: event, late }));
        return WORKING;
      },
      read: createReader(parts),
      openHome: (viewer) => parts.homes.open(viewer),
    },
    async resume(forMs) {
      const unfinished = (await store.unfinishedInbound(forMs)).filter(
        ({ id }) => !work.isInHand(id),
      );
      if (unfinished.length > 0)
        logger.info('inbound events resumed', { count: unfinished.length });
      const oldMs = clock.now().getTime() - FRESH_MS;
      for (const inbound of unfinished) void work.takeUp(inbound, Date.parse(inbound.at) < oldMs);
    },
    idle: () => work.idle(),
    close: () => closed.abort(),
  };
}

const WORKING: Reply = {
  type: 'working',
  line: line`Checking… the conversation shows what came of it.`,
};
