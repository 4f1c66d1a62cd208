import { Redis, type RedisOptions } from 'ioredis';
import { Failure } from '../../domain/failure.ts';
import type { Logger } from '../../ports/logger.ts';
import { codeOf, withoutPayload } from './connection-failure.ts';

export interface RedisConnection {
  /**
   * For commands that answer at once. While Redis is away they fail at once: wrap them in `asFailure`.
   * What is asked for one after the other reaches Redis in that order.
   */
  readonly client: Redis;
  /** A connection of its own, for subscriptions: it takes them while Redis is away, and renews them. */
  subscriber(): Redis;
  /** Waits for the answers that are due, then closes the client and all subscribers. */
  close(): Promise<void>;
}

export interface RedisConnectionOptions {
  /** `redis://` or `rediss://`, with user name, password and number of the database where they matter. */
  readonly url: string;
  readonly logger: Logger;
  /** How long to try before Redis counts as absent, in milliseconds. */
  readonly connectTimeoutMs?: number;
  /** How often a subscription is asked whether it is alive, in milliseconds. */
  readonly pingEveryMs?: number;
}

/** Redis and the bot often start at the same moment. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A command without an answer by then has an unknown outcome. People wait 3 s for most of them. */
const COMMAND_TIMEOUT_MS = 5_000;

/** A connection that is silent for so long while answers are due is dead; another one is opened. */
const SILENCE_MS = 8_000;

/**
 * A subscriber only listens, so that it would take the silence of a dead connection for the absence of
 * news until TCP gives up, after hours.
 */
const PING_EVERY_MS = 10_000;

/** Longest pause between two attempts to connect: a restarted Redis is found soon. */
const RETRY_MS = 1_000;

/** How often an outage that goes on is logged. */
const TELL_EVERY_MS = 60_000;

const BOTH: RedisOptions = {
  lazyConnect: true,
  // Each attempt; how many there are is limited by time.
  connectTimeout: 3_000,
  retryStrategy: (attempt) => Math.min(50 * 2 ** (attempt - 1), RETRY_MS) + Math.random() * 50,
  // After a failover the old address leads to a replica: a new connection finds the new primary.
  reconnectOnError: (error) => codeOf(error) === 'READONLY',
};

/**
 * A write whose answer was lost may have happened. It is told to the caller, who reads and decides
 * again; it is never sent once more by itself (`autoResendUnfulfilledCommands`,
 * `maxRetriesPerRequest`), nor kept for later after the caller was told that it failed
 * (`enableOfflineQueue`).
 */
const FOR_COMMANDS: RedisOptions = {
  ...BOTH,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  commandTimeout: COMMAND_TIMEOUT_MS,
  socketTimeout: SILENCE_MS,
};

/** A subscription may be sent twice, and is meant to last longer than any outage. */
const FOR_SUBSCRIPTIONS: RedisOptions = {
  ...BOTH,
  autoResendUnfulfilledCommands: true,
  autoResubscribe: true,
  maxRetriesPerRequest: null,
  enableOfflineQueue: true,
  socketTimeout: SILENCE_MS,
};

/**
 * Connects, and keeps connecting after every loss. Throws `Failure('unavailable')` with a sentence for
 * the operator when Redis cannot be reached in time or refuses the password. No secret of the URL gets
 * into a message or the log.
 */
export async function openRedis(options: RedisConnectionOptions): Promise<RedisConnection> {
  const { url, logger } = options;
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, pingEveryMs = PING_EVERY_MS } = options;
  const host = hostOf(url);
  const client = new Redis(url, FOR_COMMANDS);
  const subscribers: Redis[] = [];
  try {
    await firstReady(client, { host, timeoutMs: connectTimeoutMs });
  } catch (error) {
    client.disconnect();
    throw error;
  }
  tellOutages(client, { host, logger });
  return {
    client,
    subscriber() {
      const subscriber = new Redis(url, FOR_SUBSCRIPTIONS);
      subscribers.push(subscriber);
      // The client tells of the same outages.
      subscriber.on('error', () => undefined);
      subscriber.connect().catch(() => undefined); // it goes on trying by itself
      pingRegularly(subscriber, pingEveryMs);
      return subscriber;
    },
    async close() {
      for (const subscriber of subscribers) subscriber.disconnect();
      if (client.status === 'ready') await client.quit().catch(() => undefined);
      client.disconnect();
    },
  };
}

/** An answer that does not come is a silence that ioredis notices (`socketTimeout`). */
function pingRegularly(subscriber: Redis, everyMs: number): void {
  const timer = setInterval(() => {
    if (subscriber.status === 'ready') subscriber.ping().catch(() => undefined);
  }, everyMs);
  subscriber.once('end', () => clearInterval(timer));
}

async function firstReady(
  client: Redis,
  { host, timeoutMs }: { readonly host: string; readonly timeoutMs: number },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let last: unknown;
  const timer = setTimeout(() => reject(notReached(host, last)), timeoutMs);
  const onError = (error: unknown): void => {
    last = error;
    const code = codeOf(error);
    if (code !== undefined && code !== 'LOADING') reject(refused(host, error));
  };
  client.on('error', onError);
  client.once('ready', resolve);
  client.once('end', () => reject(notReached(host, last)));
  client.connect().catch((error: unknown) => {
    last ??= error;
  });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    // Closing, too, can emit errors, and without a listener ioredis prints them.
    client.off('ready', resolve);
    client.on('error', () => undefined);
    client.off('error', onError);
  }
}

function notReached(host: string, cause: unknown): Failure {
  const message = `Redis at ${host} cannot be reached. Check REDIS_URL, and that Redis runs and is done loading its data.`;
  return new Failure('unavailable', message, { cause: withoutPayload(cause) });
}

function refused(host: string, cause: unknown): Failure {
  const isPassword = ['NOAUTH', 'WRONGPASS', 'NOPERM'].includes(codeOf(cause) ?? '');
  const message = isPassword
    ? `Redis at ${host} refuses the user name or password. Correct them in REDIS_URL.`
    : `Redis at ${host} refuses the connection. Check REDIS_URL: the database's number, and what the user may do.`;
  return new Failure('unavailable', message, { cause: withoutPayload(cause) });
}

/**
 * An outage is logged when the first attempt to connect again fails, and each minute that it goes on;
 * then once when it is over. A connection that was cut and made again is no outage.
 */
function tellOutages(
  client: Redis,
  { host, logger }: { readonly host: string; readonly logger: Logger },
): void {
  let toldAtMs = -Infinity;
  let isTold = false;
  function tell(error: unknown): void {
    if (performance.now() - toldAtMs < TELL_EVERY_MS) return;
    toldAtMs = performance.now();
    isTold = true;
    logger.warn('Redis is not answering', { host, error: withoutPayload(error) });
  }
  client.on('error', tell);
  client.on('ready', () => {
    if (isTold) logger.info('Redis answers again', { host });
    isTold = false;
  });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'that address';
}
