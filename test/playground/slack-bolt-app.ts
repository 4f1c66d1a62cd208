import { createServer } from 'node:net';
import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';

/** The tests provoke refusals on purpose. */
export const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** A small Bolt app that knows the local Slack by its address and tokens only. */
export interface BoltApp {
  readonly app: App;
  stop(): Promise<void>;
}

export async function startSocketApp(
  slack: LocalSlack,
  prepare: (app: App) => void,
  clientPingTimeout = 5_000,
): Promise<BoltApp> {
  const { botToken, appToken } = slack.identity;
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken,
    clientPingTimeout,
    logger: quiet,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: botToken, receiver, clientOptions, logger: quiet });
  prepare(app);
  await app.start();
  return { app, stop: () => receiver.client.disconnect() };
}

export async function startHttpApp(
  slack: LocalSlack,
  prepare: (app: App) => void,
  signingSecret = slack.identity.signingSecret,
): Promise<BoltApp & { readonly url: string }> {
  const port = await freePort();
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new HTTPReceiver({ signingSecret, port, logger: quiet });
  const app = new App({
    token: slack.identity.botToken,
    receiver,
    clientOptions,
    logger: quiet,
  });
  prepare(app);
  await app.start(port);
  return {
    app,
    url: `http://127.0.0.1:${port}/slack/events`,
    async stop() {
      await app.stop();
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
