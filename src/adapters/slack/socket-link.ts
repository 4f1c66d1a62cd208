import type { SocketModeClient } from '@slack/socket-mode';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';

/** One Socket Mode connection that is opened again whenever it is lost. */
export interface SocketLink {
  /** Resolves once Slack said hello. Throws what the SDK throws when the first attempt fails. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Connection {
  /** Resolves when it is lost. */
  readonly lost: Promise<void>;
}

/** A connection that is lost within this time is not opened again at once. */
const SHORT_LIVED_MS = 1_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Reconnects by itself: the SDK waits 5 s after each of Slack's regular refreshes, and ends the
 * process (an unhandled rejection) when Slack's API is away just then.
 */
export function createSocketLink(given: {
  readonly client: SocketModeClient;
  readonly clock: Clock;
  readonly logger: Logger;
}): SocketLink {
  const { client, clock, logger } = given;
  const stopped = new AbortController();

  async function connect(): Promise<Connection> {
    const lost = nextLoss(client);
    await client.start();
    return { lost };
  }

  async function stayConnected(first: Connection): Promise<void> {
    let connection: Connection | undefined = first;
    while (connection !== undefined) {
      const openedAt = clock.now().getTime();
      await connection.lost;
      const livedMs = clock.now().getTime() - openedAt;
      connection = await reconnect(livedMs < SHORT_LIVED_MS ? FIRST_PAUSE_MS : 0);
    }
  }

  async function reconnect(firstPauseMs: number): Promise<Connection | undefined> {
    for (let pauseMs = firstPauseMs; !stopped.signal.aborted; pauseMs = nextPause(pauseMs)) {
      try {
        if (pauseMs > 0) await clock.sleep(pauseMs, stopped.signal);
        return await connect();
      } catch (error) {
        if (!stopped.signal.aborted) logger.warn('Slack connection failed', { error, pauseMs });
      }
    }
    return undefined;
  }

  return {
    async start() {
      const connection = await connect();
      void stayConnected(connection);
    },
    async stop() {
      stopped.abort();
      await client.disconnect();
    },
  };
}

function nextLoss(client: SocketModeClient): Promise<void> {
  return new Promise((resolve) => {
    client.once('disconnected', () => resolve());
  });
}

function nextPause(pauseMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
}
