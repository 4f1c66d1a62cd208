import { App, type Receiver } from '@slack/bolt';
import { Failure } from '../../domain/failure.ts';
import type { ChatPlatform } from '../../ports/chat-platform.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Conversations } from '../../ports/conversations.ts';
import type { FrontDoor } from '../../ports/front-door.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ShortMemory } from '../../ports/short-memory.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { createSlackConversations } from './conversations.ts';
import { readIdentity, type SlackIdentity } from './identity.ts';
import { createSlackPlatform } from './platform.ts';
import { receiveForms } from './receive-forms.ts';
import { receiveInput, type ReceiveParts } from './receive.ts';
import { createHttpReceiver, createSocketReceiver } from './receivers.ts';
import { createResponseUrls, type ResponseUrls } from './response-urls.ts';
import { createSlackClients } from './slack-clients.ts';

export interface SlackConfig {
  /** `xoxb-…` */
  readonly botToken: string;
  /** `xapp-…`: Socket Mode. Wins over the signing secret. */
  readonly appToken?: string | undefined;
  /** HTTP. */
  readonly signingSecret?: string | undefined;
  /** Where Slack's Web API is; Slack's own where it is absent. */
  readonly apiUrl?: string | undefined;
  /** For HTTP. */
  readonly port?: number | undefined;
  /** The emoji that captures a thread, without colons. Empty or undefined: none does. */
  readonly captureReaction?: string | undefined;
}

export interface SlackChat {
  /** Usable once `identify` has resolved. */
  readonly platform: ChatPlatform;
  /** Likewise. */
  readonly conversations: Conversations;
  /**
   * Asks Slack who the bot is. Throws `Failure('forbidden')` when Slack refuses the token,
   * `Failure('unavailable')` when it does not answer.
   */
  identify(): Promise<SlackIdentity>;
  /** Begins to listen, after `identify`. Throws as it does, for the app token. Without a front door, nothing. */
  start(): Promise<void>;
  /** Takes nothing new in. */
  stop(): Promise<void>;
}

const DEFAULT_PORT = 3_000;

interface SlackParts {
  readonly config: SlackConfig;
  /** Where the addresses at which Slack takes answers are kept. */
  readonly memory: ShortMemory;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Slack, both ways: what people say goes to the front door, what the bot says goes through
 * `platform`. Throws `Failure('invalid-input')` when neither an app token nor a signing secret is set.
 */
export function createSlackChat(
  given: SlackParts & {
    /**
     * Asked at each event, so that the two can be constructed in either order. Without it the process
     * only speaks, and needs neither app token nor signing secret.
     */
    readonly frontDoor?: () => FrontDoor;
  },
): SlackChat {
  const { config, frontDoor, logger, clock, memory } = given;
  const { botToken, apiUrl } = config;
  const clients = createSlackClients({ botToken, apiUrl, logger });
  let known: SlackIdentity | undefined;
  const identity = (): SlackIdentity => {
    if (known === undefined) throw new Error('Slack is used before it was started');
    return known;
  };
  const responseUrls = createResponseUrls(memory);
  const platform = createSlackPlatform({ clients, identity, responseUrls, logger });
  const { captureReaction } = config;
  const common = { platform, client: clients.quick, clock, logger };
  const parts = { ...common, identity, responseUrls, captureReaction };
  const app = frontDoor && createListener(given, { ...parts, frontDoor });
  return {
    platform,
    conversations: createSlackConversations({ client: clients.patient, identity, logger }),
    async identify() {
      known = await readIdentity(clients.patient, logger);
      return known;
    },
    async start() {
      if (app === undefined) return;
      const { team, botUserId } = identity();
      await app.start();
      const mode = config.appToken === undefined ? 'http' : 'socket';
      logger.info('Slack is connected', { team, botUserId, mode });
    },
    async stop() {
      await app?.stop();
    },
  };
}

function createListener(
  { config, clock, logger }: SlackParts,
  parts: ReceiveParts & { readonly responseUrls: ResponseUrls },
): App {
  const { identity } = parts;
  const receiver = createReceiver({ config, clock, logger });
  const app = createApp({ receiver, config, identity, logger });
  receiveInput(app, parts);
  receiveForms(app, parts);
  return app;
}

function createReceiver(given: {
  readonly config: SlackConfig;
  readonly logger: Logger;
  readonly clock: Clock;
}): Receiver {
  const { config, logger, clock } = given;
  const { appToken, signingSecret, apiUrl, port = DEFAULT_PORT } = config;
  if (appToken !== undefined) return createSocketReceiver({ appToken, apiUrl, clock, logger });
  if (signingSecret !== undefined) return createHttpReceiver({ signingSecret, port, logger });
  throw new Failure(
    'invalid-input',
    'Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).',
  );
}

function createApp(given: {
  readonly receiver: Receiver;
  readonly config: SlackConfig;
  readonly identity: () => SlackIdentity;
  readonly logger: Logger;
}): App {
  const { receiver, config, identity, logger } = given;
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: config.botToken, ...botOf(identity()) }),
    logger: createBoltLogger(logger),
    // Messages of bots, this one included, are left out where messages are read.
    ignoreSelf: false,
    convoStore: false,
  });
  app.error(async (error) => {
    logger.error('A Slack listener failed', { error });
  });
  return app;
}

function botOf({ botUserId, botId }: SlackIdentity): { botUserId: string; botId?: string } {
  return botId === undefined ? { botUserId } : { botUserId, botId };
}
