import { setTimeout } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import type { ToldErrors } from './told-errors.ts';

/** What a queue tells Redis: it fails at once while Redis is away. */
export interface Producer {
  readonly client: Redis;
  /** Resolves when the first attempt to connect has ended, well or not. */
  readonly opened: Promise<void>;
}

/** Longest pause between two attempts to connect: a restarted Redis is found soon. */
const RETRY_MS = 1_000;

const BOTH: RedisOptions = {
  connectTimeout: 3_000,
  retryStrategy: (attempt) => Math.min(50 * 2 ** (attempt - 1), RETRY_MS) + Math.random() * 50,
  // After a failover the old address leads to a replica: a new connection finds the new primary.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
};

/**
 * Whoever adds an effect must not wait for an outage to end: the record store keeps the effect, and the
 * next look there adds it again.
 */
const FOR_PRODUCERS: RedisOptions = {
  ...BOTH,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  commandTimeout: 3_000,
  // A connection that died unseen; another one is opened.
  socketTimeout: 5_000,
};

/**
 * A worker has nothing better to do than to wait for Redis, and what it reports at the end of a job may
 * be sent twice: it carries the token of its lock. BullMQ demands `maxRetriesPerRequest: null`.
 */
const FOR_WORKERS: RedisOptions = {
  ...BOTH,
  maxRetriesPerRequest: null,
  // A connection that died unseen. BullMQ blocks for ten seconds at most, so a longer silence is none.
  socketTimeout: 15_000,
};

/**
 * Nobody asks a subscriber for anything: only by its pings it learns that its connection is dead, before
 * TCP gives up after hours.
 */
const FOR_SUBSCRIPTIONS: RedisOptions = {
  ...BOTH,
  maxRetriesPerRequest: null,
  socketTimeout: 5_000,
};

const PING_EVERY_MS = 10_000;

export function openProducer(url: string, errors: ToldErrors): Producer {
  const client = new Redis(url, FOR_PRODUCERS);
  client.on('error', (error) => errors.tell(error));
  const { promise: opened, resolve } = Promise.withResolvers<void>();
  for (const event of ['ready', 'error', 'close', 'end'] as const) {
    client.once(event, () => resolve());
  }
  return { client, opened };
}

/** For the commands of all workers of a process; each makes its own for its blocking reads from it. */
export function openWorkerClient(url: string, errors: ToldErrors): Redis {
  const client = new Redis(url, FOR_WORKERS);
  client.on('error', (error) => errors.tell(error));
  return client;
}

/** Takes subscriptions while Redis is away, and renews them, also where the wire went silent. */
export function openSubscriber(url: string, pingEveryMs = PING_EVERY_MS): Redis {
  const client = new Redis(url, FOR_SUBSCRIPTIONS);
  // The clients beside it tell of the same outages.
  client.on('error', () => undefined);
  const timer = setInterval(() => {
    if (client.status === 'ready') client.ping().catch(() => undefined);
  }, pingEveryMs);
  client.once('end', () => clearInterval(timer));
  return client;
}

/** BullMQ lives by the time of the machine and of Redis; so does what waits for it. */
export const MACHINE_TIME = {
  sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
    setTimeout(ms, undefined, signal ? { signal } : {}),
};
