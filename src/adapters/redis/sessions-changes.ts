import { z } from 'zod';
import type { Redis } from 'ioredis';
import type { Logger } from '../../ports/logger.ts';
import type { SessionChange } from '../../ports/record-store.ts';
import type { RedisConnection } from './connection.ts';

const News = z.object({ from: z.string(), sessionId: z.string(), isProgress: z.boolean() });

/** Which sessions were written: told to all processes by the script that writes. */
export interface SessionChanges {
  readonly channel: string;
  /** What the script publishes. */
  newsOf(change: SessionChange): string;
  /** Tells those of this process at once, also where no subscription is. */
  tell(change: SessionChange): void;
  listen(listener: (change: SessionChange) => void): void;
}

/** `from` names this process among those that publish. */
export function createSessionChanges(options: {
  readonly connection: Pick<RedisConnection, 'subscriber'>;
  readonly channel: string;
  readonly from: string;
  readonly logger: Logger;
}): SessionChanges {
  const { connection, channel, from, logger } = options;
  const listeners: ((change: SessionChange) => void)[] = [];
  let subscriber: Redis | undefined;

  function tell(change: SessionChange): void {
    for (const listener of listeners) listener(change);
  }

  function heard(message: string): void {
    const { data } = News.safeParse(jsonOf(message));
    if (!data) {
      logger.warn('A message about sessions was not understood', { channel });
    } else if (data.from !== from) {
      tell({ sessionId: data.sessionId, isProgress: data.isProgress });
    }
  }

  return {
    channel,
    newsOf: (change) => JSON.stringify({ from, ...change }),
    tell,
    listen(listener) {
      listeners.push(listener);
      if (subscriber) return;
      subscriber = connection.subscriber();
      subscriber.on('message', (_channel, message) => heard(message));
      // It is sent when Redis is there, and again after each loss; only closing rejects it.
      subscriber.subscribe(channel).catch(() => undefined);
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
