import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { refusedToken } from './identity.ts';
import { apiOptions } from './slack-clients.ts';
import { asFailure, slackErrorOf } from './slack-failure.ts';
import { createSocketLink, type SocketLink } from './socket-link.ts';

interface SocketParts {
  readonly appToken: string;
  readonly apiUrl: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Two connections, since Slack renews each of them regularly: one is always there. */
const CONNECTIONS = 2;

const CONNECT_TIMEOUT_MS = 10_000;

/** Receives by Socket Mode: the bot calls Slack, no address of its own is needed. */
export function createSocketReceiver(parts: SocketParts): Receiver {
  const receivers = Array.from({ length: CONNECTIONS }, () => socketReceiver(parts));
  const links = receivers.map(({ client }) => createSocketLink({ ...parts, client }));
  return {
    init(app) {
      for (const receiver of receivers) receiver.init(app);
    },
    start: () => startAll(links),
    stop: () => Promise.all(links.map((link) => link.stop())),
  };
}

function socketReceiver({ appToken, apiUrl, logger }: SocketParts): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: createBoltLogger(logger),
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...apiOptions(apiUrl),
        retryConfig: { retries: 0 },
        timeout: CONNECT_TIMEOUT_MS,
      },
    },
    // Not acknowledged: Slack sends an event again, up to three times.
    processEventErrorHandler: async ({ error }) => {
      logger.error('A Slack event could not be taken in', { error });
      return false;
    },
  });
}

async function startAll(links: readonly SocketLink[]): Promise<void> {
  try {
    await asFailure(Promise.all(links.map((link) => link.start())));
  } catch (error) {
    await Promise.all(links.map((link) => link.stop()));
    if (error instanceof Failure && error.kind === 'unavailable') throw error;
    if (slackErrorOf(error) !== undefined) {
      throw refusedToken('SLACK_APP_TOKEN', 'Basic Information → App-Level Tokens', error);
    }
    throw new Failure('unavailable', 'Slack closed the connection at once. Try again shortly.', {
      cause: error,
    });
  }
}

/** Receives by HTTP at `/slack/events`; every request's signature is verified. */
export function createHttpReceiver(parts: {
  readonly signingSecret: string;
  readonly port: number;
  readonly logger: Logger;
}): Receiver {
  const { signingSecret, port, logger } = parts;
  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    logger: createBoltLogger(logger),
    // Anything but 200 makes Slack send an event again, up to three times.
    processEventErrorHandler: async ({ error, response }) => {
      logger.error('A Slack event could not be taken in', { error });
      if (!response.headersSent) response.writeHead(503).end();
      return false;
    },
  });
  return {
    init: (app) => receiver.init(app),
    start: () =>
      receiver.start(port).catch((cause: unknown) => {
        const message = `Port ${port} cannot be listened on. Set PORT to a free one.`;
        throw new Failure('invalid-input', message, { cause });
      }),
    stop: () => receiver.stop(),
  };
}
