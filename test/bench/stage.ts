import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { startChild } from './child.ts';
import type { ClusterContent } from './cluster-documents.ts';
import { type RunningBot, startRunningBot } from './running-bot.ts';
import { type Mode, type SharedServices, startSharedServices } from './shared-services.ts';

/** A cluster in one process, the bot in one or several others, Slack in this one. */
export interface Stage {
  readonly slack: LocalSlack;
  readonly dataFolder: string;
  /** Where what the processes share is; undefined where one process has all. */
  readonly redisUrl: string | undefined;
  /** Starts the bot over the stage's records, and resolves when all its processes are ready. */
  startBot(settings?: BotSettings): Promise<RunningBot>;
  close(): Promise<void>;
}

export interface BotSettings {
  readonly logLevel?: 'debug';
  /** Default: one. Embedded, there is none. */
  readonly workers?: number;
  /** More of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface StageOptions {
  readonly mode: Mode;
  readonly content: ClusterContent;
  readonly hearsBy: 'socket' | 'http';
  readonly profileFolder: string | undefined;
}

/** By then the schema worker has ended, and the memory of the work before is given back. */
export const IDLE_AFTER_MS = 30_000;

/** Search by words alone: then nothing is embedded after a scan. */
export const WITHOUT_EMBEDDER = { DOTAI_EMBEDDER: 'none' } as const;

/** Thousands of real definitions are read from YAML before the cluster listens. */
const CLUSTER_TIMEOUT_MS = 300_000;

const ClusterLine = z.object({ kubeconfig: z.string() });

export async function setStage(options: StageOptions): Promise<Stage> {
  const { mode, profileFolder } = options;
  const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-'));
  const cluster = startChild({
    script: new URL('./cluster-server.ts', import.meta.url),
    nodeArguments: ['--max-old-space-size=8192'],
    arguments: [JSON.stringify(options.content)],
  });
  const { text } = await cluster.line(() => true, CLUSTER_TIMEOUT_MS);
  const slack = await startLocalSlack({ manifest: 'app-manifest.yml' });
  const services = mode === 'shared' ? await startSharedServices() : undefined;
  const dataFolder = join(folder, 'data');
  const settings = {
    ...settingsIn(folder, slack, ClusterLine.parse(JSON.parse(text)).kubeconfig),
    ...services?.environment,
    DOTAI_DATA_DIR: dataFolder,
  };
  const bots: RunningBot[] = [];
  return {
    slack,
    dataFolder,
    redisUrl: services?.environment['REDIS_URL'],
    async startBot({ logLevel, workers = 1, environment: more = {} } = {}) {
      const port = options.hearsBy === 'http' ? await freePort() : undefined;
      const environment = {
        ...settings,
        ...slackSettings(slack, port),
        ...(logLevel && { DOTAI_LOG_LEVEL: logLevel }),
        ...more,
      };
      const bot = await startRunningBot({ mode, workers, environment, profileFolder });
      bots.push(bot);
      if (port !== undefined) await slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
      return bot;
    },
    async close() {
      for (const bot of bots) await bot.stop();
      await closeAll({ cluster, services, slack });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function closeAll(parts: {
  readonly cluster: { stop(): Promise<void> };
  readonly services: SharedServices | undefined;
  readonly slack: LocalSlack;
}): Promise<void> {
  await parts.cluster.stop();
  await parts.services?.close();
  await parts.slack.close();
}

/** Files that the bot reads at its start, and where they are. */
function settingsIn(
  folder: string,
  slack: LocalSlack,
  kubeconfig: string,
): Readonly<Record<string, string>> {
  const files = { kubeconfig: join(folder, 'kubeconfig'), settings: join(folder, 'dotai.yaml') };
  const curator = slack.as('ana').id;
  writeFileSync(files.kubeconfig, kubeconfig);
  writeFileSync(files.settings, JSON.stringify({ roles: { curators: { people: [curator] } } }));
  return { KUBECONFIG: files.kubeconfig, DOTAI_CONFIG: files.settings };
}

function slackSettings(
  { identity, apiUrl }: LocalSlack,
  port: number | undefined,
): Record<string, string> {
  const { botToken, appToken, signingSecret } = identity;
  return {
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: botToken,
    ...(port === undefined
      ? { SLACK_APP_TOKEN: appToken }
      : { SLACK_SIGNING_SECRET: signingSecret, PORT: String(port) }),
  };
}

/** A port of the loopback interface that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}
