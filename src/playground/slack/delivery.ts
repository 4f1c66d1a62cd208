import { randomUUID } from 'node:crypto';
import type { SlackClock } from './clock.ts';
import type { FaultPlan } from './faults.ts';
import { ACKNOWLEDGE_WITHIN_MS } from './limits.ts';
import type { Store } from './store.ts';
import type { Wire } from './wire.ts';

export type EnvelopeKind = 'events_api' | 'slash_commands' | 'interactive';

export interface Outgoing {
  readonly envelopeId: string;
  readonly kind: EnvelopeKind;
  readonly body: Wire;
  /** 0 for the first try of an event. */
  readonly attempt: number;
  /** Why it is sent again; empty at first. */
  readonly retryReason: string;
}

/** Carries envelopes to the app: Socket Mode or HTTP. */
export interface Transport {
  /** Resolves with what the app acknowledged with. Throws `Undelivered`. */
  deliver(outgoing: Outgoing): Promise<unknown>;
}

export type UndeliveredReason = 'no_connection' | 'connection_lost' | 'http_error' | 'timeout';

/** The app has not acknowledged. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
  readonly reason: UndeliveredReason;

  constructor(reason: UndeliveredReason) {
    super(`The app did not acknowledge: ${reason}`);
    this.reason = reason;
  }
}

/** One envelope as it went, for tests and for a panel that shows the traffic. */
export interface EnvelopeRecord {
  readonly id: string;
  readonly kind: EnvelopeKind;
  /** The event's type, the interaction's type, or the command. */
  readonly type: string;
  readonly body: Wire;
  readonly attempt: number;
  readonly sentAt: string;
  /** Milliseconds until the acknowledgement, however late it came. */
  readonly ackMs?: number;
  readonly ack?: unknown;
  readonly error?: UndeliveredReason;
}

export type Delivered =
  | { readonly isAcknowledged: true; readonly ack: unknown; readonly ackMs: number }
  | { readonly isAcknowledged: false; readonly reason: UndeliveredReason };

export interface Delivery {
  /** Sends a command or an interaction: once, as Slack does. */
  send(kind: EnvelopeKind, type: string, body: Wire): Promise<Delivered>;
  /** Sends one try of an event. */
  sendEvent(body: Wire, attempt: number, retryReason: string): Promise<Delivered>;
  use(transport: Transport): void;
  readonly records: readonly EnvelopeRecord[];
}

/** How many envelopes the log keeps. */
const LOG_LENGTH = 2_000;

interface Parts {
  readonly clock: SlackClock;
  readonly store: Store;
  readonly faults: FaultPlan;
  readonly transport: Transport;
  readonly acknowledgeWithinMs?: number;
}

export function createDelivery(parts: Parts): Delivery {
  const { clock, faults } = parts;
  let transport = parts.transport;
  const records: EnvelopeRecord[] = [];

  async function once(outgoing: Outgoing, type: string): Promise<Delivered> {
    const settle = logged(parts, records, outgoing, type);
    const startedMs = performance.now();
    const acknowledged = transport.deliver(outgoing).then((ack) => {
      const ackMs = performance.now() - startedMs;
      settle({ ack, ackMs });
      return { isAcknowledged: true as const, ack, ackMs };
    });
    try {
      return await within(clock, parts.acknowledgeWithinMs ?? ACKNOWLEDGE_WITHIN_MS, acknowledged);
    } catch (cause) {
      if (!(cause instanceof Undelivered)) throw cause;
      settle({ error: cause.reason });
      return { isAcknowledged: false, reason: cause.reason };
    }
  }

  async function send(outgoing: Omit<Outgoing, 'envelopeId'>, type: string): Promise<Delivered> {
    const fault = faults.takeForDelivery(type);
    if (fault?.lose) return { isAcknowledged: false, reason: 'timeout' };
    if (fault?.delayMs !== undefined) await clock.sleep(fault.delayMs);
    const copies = Array.from({ length: fault?.copies ?? 1 }, () =>
      once({ ...outgoing, envelopeId: randomUUID() }, type),
    );
    const [first] = await Promise.all(copies);
    return first ?? { isAcknowledged: false, reason: 'timeout' };
  }

  return {
    records,
    use: (next) => void (transport = next),
    send: (kind, type, body) => send({ kind, body, attempt: 0, retryReason: '' }, type),
    sendEvent: (body, attempt, retryReason) =>
      send({ kind: 'events_api', body, attempt, retryReason }, eventType(body)),
  };
}

/** Writes an envelope down; the returned function adds how it ended, however late that is. */
function logged(
  { clock, store }: Parts,
  records: EnvelopeRecord[],
  { envelopeId: id, kind, body, attempt }: Outgoing,
  type: string,
): (outcome: Partial<EnvelopeRecord>) => void {
  records.push({ id, kind, type, body, attempt, sentAt: clock.now().toISOString() });
  if (records.length > LOG_LENGTH) records.shift();
  store.announce({ type: 'envelope-sent', id });
  return (outcome) => {
    const index = records.findLastIndex((record) => record.id === id);
    const record = records[index];
    if (record) records[index] = { ...record, ...outcome };
    store.announce({ type: 'envelope-settled', id });
  };
}

/** The type of the event inside an `event_callback`. */
export function eventType({ event }: Wire): string {
  if (typeof event !== 'object' || event === null || !('type' in event)) return 'event';
  return String(event.type);
}

async function within<Value>(
  clock: SlackClock,
  milliseconds: number,
  work: Promise<Value>,
): Promise<Value> {
  const stop = new AbortController();
  const late = clock.sleep(milliseconds, stop.signal).then(() => {
    throw new Undelivered('timeout');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    work.catch(() => undefined);
  }
}
