import type { SlackClock } from './clock.ts';
import { type Delivery, eventType } from './delivery.ts';
import type { Identity } from './default-workspace.ts';
import { EVENT_RETRY_DELAYS_MS } from './limits.ts';
import type { PendingEvent } from './state.ts';
import type { Store } from './store.ts';
import type { Wire } from './wire.ts';

/** Tells the app what happened, and again where it does not acknowledge. */
export interface Events {
  /** Resolves after the first try, with whether it was acknowledged. Retries go on behind it. */
  publish(event: Wire): Promise<boolean>;
  /** Tries whatever waits for its next retry now. */
  retryNow(): void;
  /** Takes up what was unacknowledged when the state was last written. */
  resume(): void;
  stop(): void;
}

interface Parts {
  readonly clock: SlackClock;
  readonly store: Store;
  readonly delivery: Delivery;
  readonly identity: Identity;
  readonly retryDelaysMs?: readonly number[];
  readonly nextEventId: () => string;
}

export function createEvents(parts: Parts): Events {
  const { clock, store, delivery } = parts;
  const delays = parts.retryDelaysMs ?? EVENT_RETRY_DELAYS_MS;
  const pauses = createPauses(clock);
  /** Events of this run: their retries are under way already. */
  const own = new Set<string>();

  async function retry(pending: PendingEvent, firstReason: string): Promise<void> {
    let reason = firstReason;
    for (const [index, delayMs] of delays.entries()) {
      if (!(await pauses.pause(delayMs))) return;
      const outcome = await delivery.sendEvent(pending.body, index + 1, reason);
      if (outcome.isAcknowledged) break;
      reason = outcome.reason;
    }
    forget(store, pending.id);
    own.delete(pending.id);
  }

  return {
    async publish(event) {
      const body = eventCallback(parts.identity, event, parts.nextEventId(), clock.now());
      const pending: PendingEvent = { id: String(body['event_id']), body };
      own.add(pending.id);
      store.update((state) => ({ ...state, pendingEvents: [...state.pendingEvents, pending] }));
      const outcome = await delivery.sendEvent(body, 0, '');
      if (outcome.isAcknowledged) {
        forget(store, pending.id);
        own.delete(pending.id);
      } else void retry(pending, outcome.reason);
      return outcome.isAcknowledged;
    },
    retryNow: () => pauses.wake(),
    resume() {
      for (const pending of store.read().pendingEvents) {
        if (own.has(pending.id)) continue;
        own.add(pending.id);
        void retry(pending, 'timeout');
      }
    },
    stop: () => pauses.stop(),
  };
}

function forget(store: Store, id: string): void {
  store.update((state) => ({
    ...state,
    pendingEvents: state.pendingEvents.filter((pending) => pending.id !== id),
  }));
}

/** Waits that can be cut short, all at once, or ended for good. */
function createPauses(clock: SlackClock) {
  const stopped = new AbortController();
  const waiting = new Set<() => void>();
  return {
    /** False where everything was stopped meanwhile. */
    async pause(milliseconds: number): Promise<boolean> {
      if (milliseconds === 0 || stopped.signal.aborted) return !stopped.signal.aborted;
      const woken = Promise.withResolvers<void>();
      waiting.add(woken.resolve);
      const slept = clock.sleep(milliseconds, stopped.signal).catch(() => undefined);
      await Promise.race([slept, woken.promise]);
      waiting.delete(woken.resolve);
      return !stopped.signal.aborted;
    },
    wake: (): void => waiting.forEach((wake) => wake()),
    stop: (): void => stopped.abort(),
  };
}

function eventCallback(identity: Identity, event: Wire, id: string, now: Date): Wire {
  return {
    token: 'local',
    team_id: identity.teamId,
    context_team_id: identity.teamId,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(now.getTime() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: identity.teamId,
        user_id: identity.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${eventType({ event })}-${id}`,
  };
}
