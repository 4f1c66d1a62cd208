import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPinoLogger } from '../src/adapters/system/logger.ts';
import { createSystemClock } from '../src/adapters/system/clock.ts';
import { type Bot, type ComposeOptions, startBot } from '../src/compose.ts';
import type { Config } from '../src/config.ts';
import { JsonObject } from '../src/domain/json.ts';
import { Organisation } from '../src/domain/organisation.ts';
import { type DemoCluster, startDemoCluster } from '../src/playground/cluster/demo-cluster.ts';
import type { SlackClock } from '../src/playground/slack/clock.ts';
import { type LocalSlack, startLocalSlack } from '../src/playground/slack/local-slack.ts';
import type { Channel } from '../src/playground/slack/state.ts';
import { type PastSaid, writeWorkspace } from './past-talk.ts';

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
  /** The time of the bot and of Slack; the machine's own where left out. */
  readonly clock?: ComposeOptions['clock'];
  /** As whom the bot speaks to the cluster; its first user, who may do everything, if unsaid. */
  readonly clusterUser?: string;
  readonly clusterTimeoutMs?: number;
  /** Whether people talked before, as in the demo. */
  readonly hasPastTalk?: boolean;
  /** What else people said before. */
  readonly pastTalk?: readonly PastSaid[];
  /** The channels; those of a local Slack where left out. */
  readonly channels?: readonly Channel[];
  /** Whether past messages come at Slack's slow tier: 15 a page, a page a minute. */
  readonly hasSlowHistory?: boolean;
  /** Who answers where language must be understood. Default: the built-in rules. */
  readonly model?: Config['model'];
  readonly modelTimeoutMs?: number;
  /** Stands before whoever answers, and sees what is asked. */
  readonly watchModel?: ComposeOptions['watchModel'];
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'dotai-world-'));
  const cluster = await startDemoCluster(options.cluster);
  const { clock = createSystemClock(), clusterTimeoutMs, modelTimeoutMs, watchModel } = options;
  const slack = await startSlack(options, { clock, folder });
  const kubeconfigPath = join(folder, 'kubeconfig');
  writeFileSync(kubeconfigPath, cluster.kubeconfig(options.clusterUser));
  const { botToken, appToken } = slack.identity;
  const config: Config = {
    slack: { botToken, appToken, signingSecret: undefined, apiUrl: slack.apiUrl },
    kubernetes: { kubeconfigPath, context: undefined },
    model: options.model ?? { kind: 'offline' },
    dataDirectory: join(folder, 'data'),
    port: 0,
    logLevel: 'info',
    organisation: Organisation.parse(options.organisation ?? {}),
    isDemo: options.isDemo ?? true,
    role: 'all',
    redis: undefined,
    qdrant: undefined,
    embedder: { kind: 'none' },
  };
  const log: Record<string, unknown>[] = [];
  const given = {
    config,
    clock,
    ...(clusterTimeoutMs === undefined ? {} : { clusterTimeoutMs }),
    ...(modelTimeoutMs === undefined ? {} : { modelTimeoutMs }),
    ...(watchModel === undefined ? {} : { watchModel }),
  };
  let bot: Bot = await startTheBot(given, log);
  return {
    slack,
    cluster,
    config,
    log,
    async restartBot() {
      await bot.stop();
      bot = await startTheBot(given, log);
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

async function startSlack(
  options: WorldOptions,
  { clock, folder }: { readonly clock: SlackClock; readonly folder: string },
): Promise<LocalSlack> {
  const { hasPastTalk = false, hasSlowHistory = false, channels, pastTalk } = options;
  const stateFile = join(folder, 'workspace.json');
  const workspace = channels === undefined ? {} : { channels };
  if (pastTalk) await writeWorkspace(stateFile, pastTalk, workspace);
  return startLocalSlack({
    manifest: 'app-manifest.yml',
    clock,
    hasPastTalk,
    hasSlowHistory,
    ...workspace,
    ...(pastTalk ? { stateFile } : {}),
  });
}

async function startTheBot(
  given: Pick<
    ComposeOptions,
    'config' | 'clock' | 'clusterTimeoutMs' | 'modelTimeoutMs' | 'watchModel'
  >,
  log: Record<string, unknown>[],
): Promise<Bot> {
  const write = (line: string): void => {
    log.push(JsonObject.parse(JSON.parse(line)));
  };
  return startBot({
    ...given,
    logger: createPinoLogger({ level: given.config.logLevel, write }),
    onLeaseLost: () => {
      throw new Error('the lease was lost in a test');
    },
  });
}
