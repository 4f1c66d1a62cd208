import { type Bot, createSystem, startBot } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { Failure } from './domain/failure.ts';

const FIRST_STEPS = `There are no Slack tokens in the environment, so there is nobody to talk to.

  1. Open https://api.slack.com/apps, "Create New App", "From a manifest", and paste app-manifest.yml.
  2. "Install App": install it to your workspace and copy the bot token (xoxb-…) to SLACK_BOT_TOKEN.
  3. "Basic Information", "App-Level Tokens": make one with connections:write and copy it (xapp-…)
     to SLACK_APP_TOKEN.
  4. Name your approvers and curators in dotai.yaml (copy dotai.example.yaml).
  5. Start again: npm start. Invite the bot to a channel and say /dotai help.

To try it without Slack: npm run demo
`;

/** Runs until it is told to stop. The exit code is 0 after a stop that was asked for. */
async function main(): Promise<void> {
  const config = configOrExit();
  if (!config.slack) {
    process.stderr.write(FIRST_STEPS);
    process.exit(1);
  }
  const { clock, logger } = createSystem(config.logLevel);
  try {
    const onLeaseLost = (): void => {
      logger.error('another process took the records over: stopping');
      process.exit(1);
    };
    const bot = await startBot({ config, clock, logger, onLeaseLost });
    stopOnSignal(bot); // before anybody can hear that it is ready
    logger.info('dotai is ready', { role: config.role });
  } catch (error) {
    logger.error('dotai could not start', reasonOf(error));
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  }
}

function configOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  }
}

/** What is no bug is told without a stack. */
function reasonOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Failure)) return { error };
  const { kind, message, cause } = error;
  return { kind, reason: message, cause: cause instanceof Error ? cause.message : cause };
}

function sentenceOf(error: unknown): string {
  return error instanceof Failure ? error.message : 'Something went wrong: see the log above.';
}

function stopOnSignal(bot: Bot): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void bot.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

await main();
