import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPinoLogger } from '../src/adapters/system/logger.ts';
import { createSystemClock } from '../src/adapters/system/clock.ts';
import { type Bot, startBot } from '../src/compose.ts';
import type { Config } from '../src/config.ts';
import { Organisation } from '../src/domain/organisation.ts';
import { type DemoCluster, startDemoCluster } from '../src/playground/cluster/demo-cluster.ts';
import { type LocalSlack, startLocalSlack } from '../src/playground/slack/local-slack.ts';

/** The whole bot between a local Slack and a demo cluster: everything but people is real. */
export interface World {
  readonly slack: LocalSlack;
  readonly cluster: DemoCluster;
  readonly config: Config;
  /** The bot's own log lines, parsed. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** Drops the bot and opens it again over the same file. */
  restartBot(): Promise<void>;
  /** Resolves when the bot has nothing left to do now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly cluster: Omit<Parameters<typeof startDemoCluster>[0], 'port'>;
  readonly organisation?: unknown;
  readonly isDemo?: boolean;
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-world-'));
  const cluster = await startDemoCluster(options.cluster);
  const slack = await startLocalSlack({ manifest: 'app-manifest.yml' });
  const kubeconfigPath = join(folder, 'kubeconfig');
  writeFileSync(kubeconfigPath, cluster.kubeconfig());
  const { botToken, appToken } = slack.identity;
  const config: Config = {
    slack: { botToken, appToken, signingSecret: undefined, apiUrl: slack.apiUrl },
    kubernetes: { kubeconfigPath, context: undefined },
    dataDirectory: join(folder, 'data'),
    port: 0,
    logLevel: 'info',
    organisation: Organisation.parse(options.organisation ?? {}),
    isDemo: options.isDemo ?? true,
  };
  const log: Record<string, unknown>[] = [];
  let bot: Bot = await startTheBot(config, log);
  return {
    slack,
    cluster,
    config,
    log,
    async restartBot() {
      await bot.stop();
      bot = await startTheBot(config, log);
    },
    idle: () => bot.runtime.idle(),
    async close() {
      await bot.stop();
      await slack.close();
      await cluster.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startTheBot(config: Config, log: Record<string, unknown>[]): Promise<Bot> {
  const write = (line: string): void => {
    log.push(JSON.parse(line) as Record<string, unknown>);
  };
  return startBot({
    config,
    clock: createSystemClock(),
    logger: createPinoLogger({ level: config.logLevel, write }),
    onLeaseLost: () => {
      throw new Error('the lease was lost in a test');
    },
  });
}
