import type { SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';

/** One Socket Mode connection that is opened again whenever it is lost. */
export interface SocketLink {
  /** Resolves once Slack said hello. Throws what the SDK throws when the first attempt fails. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Reconnects by itself: the SDK waits 5 s after each of Slack's regular refreshes, and ends the
 * process (an unhandled rejection) when Slack's API is away just then.
 */
export function createSocketLink(given: {
  readonly client: SocketModeReceiver['client'];
  readonly clock: Clock;
  readonly logger: Logger;
}): SocketLink {
  const { client, clock, logger } = given;
  const stopped = new AbortController();

  /** Resolves once connected, with what resolves when that connection is lost. */
  async function connect(): Promise<{ readonly lost: Promise<void> }> {
    const lost = nextLoss(client);
    await client.start();
    return { lost };
  }

  async function stayConnected(first: { readonly lost: Promise<void> }): Promise<void> {
    let connection: { readonly lost: Promise<void> } | undefined = first;
    while (connection !== undefined) {
      await connection.lost;
      connection = await reconnect();
    }
  }

  async function reconnect(): Promise<{ readonly lost: Promise<void> } | undefined> {
    for (let pauseMs = 0; !stopped.signal.aborted; pauseMs = nextPause(pauseMs)) {
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

function nextLoss(client: SocketModeReceiver['client']): Promise<void> {
  return new Promise((resolve) => {
    client.once('disconnected', () => resolve());
  });
}

function nextPause(pauseMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
}
