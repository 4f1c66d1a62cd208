import type { InboundEvent } from '../chat/inbound.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { RecordStore } from '../ports/record-store.ts';

export interface TurnsParts {
  readonly store: Pick<RecordStore, 'unfinishedAhead'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How often what a process left is taken up by another, in milliseconds. */
  readonly sweepEveryMs: number;
  readonly isInHand: (inboundId: string) => boolean;
}

/** How often it is looked whether another process has decided. */
const LOOK_EVERY_MS = 100;

/** Sweeps that one waits for: the process that had it may have died right after a sweep. */
const SWEEPS = 3;

/** Only a message may be the answer in a conversation that another process is about to open. */
export function waitsItsTurn({ type }: InboundEvent): boolean {
  return type === 'message-posted';
}

/**
 * Waits until other processes have decided what the same person said before in that channel: it may
 * open the conversation that this message answers. Not for ever: what nobody finishes must not silence
 * a person. Rejects with the signal's reason.
 */
export async function ownTurn(
  parts: TurnsParts,
  { inbound, signal }: { readonly inbound: InboundEvent; readonly signal: AbortSignal },
): Promise<void> {
  const { clock, logger, sweepEveryMs } = parts;
  const untilMs = clock.now().getTime() + SWEEPS * sweepEveryMs;
  while (await isElsewhere(parts, inbound)) {
    if (clock.now().getTime() >= untilMs) {
      logger.warn('a message is decided before what was said before it', { id: inbound.id });
      return;
    }
    await clock.sleep(LOOK_EVERY_MS, signal);
  }
}

/** Something before it is in no hand of this process; also while that cannot be found out. */
async function isElsewhere(
  { store, isInHand }: TurnsParts,
  inbound: InboundEvent,
): Promise<boolean> {
  try {
    const ahead = await store.unfinishedAhead(inbound);
    return ahead.some((id) => !isInHand(id));
  } catch (error) {
    if (error instanceof Failure && error.kind === 'unavailable') return true;
    throw error;
  }
}
