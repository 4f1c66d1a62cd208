import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { type Child, type PrintedLine, startChild } from './child.ts';
import type { ClusterContent } from './cluster-documents.ts';

/** A cluster in one process, the bot in another, Slack in this one. */
export interface Stage {
  readonly slack: LocalSlack;
  readonly dataFolder: string;
  /** Starts the bot over the stage's data, and resolves when it says that it is ready. */
  startBot(settings?: { readonly logLevel: 'debug' }): Promise<RunningBot>;
  close(): Promise<void>;
}

export interface RunningBot {
  readonly process: Child;
  /** From the start of the process until it was connected. */
  readonly readyAfterMs: number;
  readonly readyAtMs: number;
  /** When the bot had finished its `count`th scan since it started, and how many kinds it saw. */
  scanned(count: number, timeoutMs: number): Promise<{ atMs: number; kinds: number }>;
}

export interface StageOptions {
  readonly content: ClusterContent;
  readonly mode: 'socket' | 'http';
  readonly profileFolder: string | undefined;
}

/** By then the schema worker has ended, and the memory of the work before is given back. */
export const IDLE_AFTER_MS = 30_000;

const START_TIMEOUT_MS = 30_000;
/** Thousands of real definitions are read from YAML before the cluster listens. */
const CLUSTER_TIMEOUT_MS = 300_000;

const ClusterLine = z.object({ kubeconfig: z.string() });
const LogLine = z.looseObject({ msg: z.string(), kinds: z.number().optional() });

export async function setStage(options: StageOptions): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-bench-'));
  const cluster = startChild({
    script: new URL('./cluster-server.ts', import.meta.url),
    nodeArguments: ['--max-old-space-size=8192'],
    arguments: [JSON.stringify(options.content)],
  });
  const { text } = await cluster.line(() => true, CLUSTER_TIMEOUT_MS);
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, ClusterLine.parse(JSON.parse(text)).kubeconfig);
  const settings = join(folder, 'dotai.yaml');
  const slack = await startLocalSlack({ manifest: 'app-manifest.yml' });
  const curator = slack.as('ana').id;
  writeFileSync(settings, JSON.stringify({ roles: { curators: { people: [curator] } } }));
  const dataFolder = join(folder, 'data');
  const bots: RunningBot[] = [];
  return {
    slack,
    dataFolder,
    async startBot(given) {
      const port = options.mode === 'http' ? await freePort() : undefined;
      const environment = {
        ...slackSettings(slack, port),
        KUBECONFIG: kubeconfig,
        DOTAI_CONFIG: settings,
        DOTAI_DATA_DIR: dataFolder,
        ...(given && { DOTAI_LOG_LEVEL: given.logLevel }),
      };
      const bot = await startBot(environment, options.profileFolder);
      bots.push(bot);
      if (port !== undefined) await slack.useHttp(`http://127.0.0.1:${port}/slack/events`);
      return bot;
    },
    async close() {
      for (const bot of bots) await bot.process.stop();
      await cluster.stop();
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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

async function startBot(
  environment: Readonly<Record<string, string>>,
  profileFolder: string | undefined,
): Promise<RunningBot> {
  const child = startChild({
    script: new URL('../../src/main.ts', import.meta.url),
    nodeArguments: [
      ...flagsOfStart(),
      ...(profileFolder === undefined
        ? []
        : ['--cpu-prof', `--cpu-prof-dir=${resolve(profileFolder)}`]),
    ],
    environment,
    folder: tmpdir(), // where no `.env` of a developer stands
  });
  const ready = await child.line(({ text }) => isSaid(text, 'dotai is ready'), START_TIMEOUT_MS);
  return {
    process: child,
    readyAtMs: ready.atMs,
    readyAfterMs: ready.atMs - child.startedAtMs,
    async scanned(count, timeoutMs) {
      const finished = (): readonly PrintedLine[] =>
        child.lines.filter(({ text }) => isSaid(text, 'scan finished'));
      const { text, atMs } = await child.line((line) => finished()[count - 1] === line, timeoutMs);
      return { atMs, kinds: logged(text)?.kinds ?? Number.NaN };
    },
  };
}

const Package = z.object({ scripts: z.object({ start: z.string() }) });

/** What `npm start` tells Node of memory: measured is what people run, without their settings file. */
function flagsOfStart(): readonly string[] {
  const { scripts } = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

function isSaid(text: string, message: string): boolean {
  return logged(text)?.msg === message;
}

function logged(text: string): z.infer<typeof LogLine> | undefined {
  return text.startsWith('{') ? LogLine.safeParse(JSON.parse(text)).data : undefined;
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
