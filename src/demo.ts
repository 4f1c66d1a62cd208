import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bot, createSystem, startBot } from './compose.ts';
import { areRecordsFree } from './compose/kept-records.ts';
import type { Config } from './config.ts';
import { demoAbout, type DemoAbout } from './demo/about.ts';
import { type BotKeeper, keepBot } from './demo/bot-keeper.ts';
import { CLUSTER_FILE, KUBECONFIG_FILE, SLACK_FILE, recordsInUse } from './demo/folder.ts';
import { localOrganisation } from './demo/organisation.ts';
import type { OwnCluster } from './demo/own-cluster.ts';
import { Failure } from './domain/failure.ts';
import { Organisation } from './domain/organisation.ts';
import { buildPage } from './playground/build-page.ts';
import { type DemoCluster, startDemoCluster } from './playground/cluster/demo-cluster.ts';
import { type PageServer, startPageServer } from './playground/page-server/page-server.ts';
import { demoPlatform } from './playground/platform/demo-platform.ts';
import { type LocalSlack, startLocalSlack } from './playground/slack/local-slack.ts';

export interface DemoOptions {
  /** Holds the bot's records and, where `isKept`, what Slack and the cluster know; must be there. */
  readonly folder: string;
  /** How much faster than life things get ready in the demo cluster. */
  readonly pace: number;
  /** Whether Slack and the demo cluster are found again by the next demo on the same folder. */
  readonly isKept: boolean;
  readonly write: (line: string) => void;
  /** Default: true. */
  readonly page?: boolean;
  /** Of a page that is built already. Left out: it is built where something of it has changed. */
  readonly pageFolder?: string;
  /** Of the page, or the next free one. Default: any. */
  readonly port?: number;
  /** What `dotai.yaml` says. */
  readonly organisation?: Organisation;
  /** In the place of the demo's. */
  readonly ownCluster?: OwnCluster;
  /** Who answers where language must be understood. Default: the built-in rules. */
  readonly model?: Config['model'];
  /** Who turns texts into vectors. Default: nobody, search goes by words alone. */
  readonly embedder?: Config['embedder'];
}

/** The local Slack, a cluster, and between them the bot that production runs. */
export interface Demo {
  /** The page's address; empty where there is none. */
  readonly url: string;
  /** Whether the port that was asked for was in use. */
  readonly isMoved: boolean;
  readonly slack: LocalSlack;
  /** Undefined where the bot speaks to a person's own. */
  readonly cluster: DemoCluster | undefined;
  readonly about: DemoAbout;
  /** Stops the bot and starts it over the same records, while Slack and the page stay. */
  restartBot(): Promise<void>;
  close(): Promise<void>;
}

const OFFLINE: Config['model'] = { kind: 'offline' };
const WORDS_ONLY: Config['embedder'] = { kind: 'none' };

const MANIFEST = join(import.meta.dirname, '..', 'app-manifest.yml');

/** Starts everything at once, or throws and leaves nothing running. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const local = localOrganisation(options.organisation ?? Organisation.parse({}));
  const about = demoAbout({
    ownCluster: options.ownCluster,
    model: options.model ?? OFFLINE,
    organisationNotices: local.notices,
    parts: local.parts,
  });
  const { page: isShown = true, pageFolder: built, write } = options;
  // Begun first: it runs in a process of its own while this one starts the rest.
  const building = isShown && built === undefined ? buildPage(write) : Promise.resolve(built);
  building.catch(() => undefined);
  const backstage = await startBackstage(options, local.organisation);
  try {
    const pageFolder = await building;
    const isThere = isShown && pageFolder !== undefined;
    const page = isThere ? await showPage({ options, backstage, about, pageFolder }) : undefined;
    return demoOf(backstage, about, page);
  } catch (error) {
    await backstage.close();
    throw error;
  }
}

function demoOf(backstage: Backstage, about: DemoAbout, page: PageServer | undefined): Demo {
  const { slack, cluster, bot } = backstage;
  return {
    url: page?.url ?? '',
    isMoved: page?.isMoved ?? false,
    slack,
    cluster,
    about,
    restartBot: () => bot.restart(),
    async close() {
      await page?.close();
      await backstage.close();
    },
  };
}

interface Backstage {
  readonly slack: LocalSlack;
  readonly cluster: DemoCluster | undefined;
  readonly bot: BotKeeper;
  close(): Promise<void>;
}

async function startBackstage(
  options: DemoOptions,
  organisation: Organisation,
): Promise<Backstage> {
  const [slack, cluster] = await Promise.allSettled([
    startSlack(options),
    options.ownCluster ? undefined : startCluster(options),
  ]);
  const parts = { slack: valueOf(slack), cluster: valueOf(cluster) };
  async function close(): Promise<void> {
    await parts.slack?.close();
    await parts.cluster?.close();
  }
  try {
    if (slack.status === 'rejected') throw slack.reason;
    if (cluster.status === 'rejected') throw cluster.reason;
    const running = { slack: slack.value, cluster: cluster.value };
    const config = configFor(options, { ...running, organisation });
    const bot = await keepBot(() => startDemoBot(config, options.write));
    return {
      ...running,
      bot,
      async close() {
        await bot.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function valueOf<Value>(settled: PromiseSettledResult<Value>): Value | undefined {
  return settled.status === 'fulfilled' ? settled.value : undefined;
}

function startCluster({ folder, pace, isKept }: DemoOptions): Promise<DemoCluster> {
  const stateFile = join(folder, CLUSTER_FILE);
  return kept(folder, () =>
    startDemoCluster({ documents: demoPlatform(), pace, ...(isKept ? { stateFile } : {}) }),
  );
}

function startSlack({ folder, isKept, write }: DemoOptions): Promise<LocalSlack> {
  const stateFile = join(folder, SLACK_FILE);
  return kept(folder, () =>
    startLocalSlack({
      manifest: MANIFEST,
      workspace: freshSecrets(),
      hasPastTalk: true,
      write,
      ...(isKept ? { stateFile } : {}),
    }),
  );
}

/** What opens the local Slack to the bot is known to this process only, and to this start only. */
function freshSecrets() {
  const [botToken, appToken] = [`xoxb-${randomUUID()}`, `xapp-${randomUUID()}`];
  return { botToken, appToken, signingSecret: randomBytes(16).toString('hex') };
}

/** A file that is no longer what a demo wrote has a way out, too. */
async function kept<Part>(folder: string, start: () => Promise<Part>): Promise<Part> {
  try {
    return await start();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const message = `What an earlier demo left in ${folder} cannot be read. To forget it: npm run demo -- --fresh`;
    throw new Failure('invalid-input', message, { cause });
  }
}

function configFor(
  { folder, ownCluster, model = OFFLINE, embedder = WORDS_ONLY }: DemoOptions,
  parts: Pick<Backstage, 'slack' | 'cluster'> & { readonly organisation: Organisation },
): Config {
  const { slack, cluster, organisation } = parts;
  const { botToken, appToken } = slack.identity;
  const kubeconfigPath = ownCluster?.kubeconfigPath ?? join(folder, KUBECONFIG_FILE);
  if (cluster) writeFileSync(kubeconfigPath, cluster.kubeconfig(), { mode: 0o600 });
  const closedBecause = ownCluster?.closedBecause;
  return {
    slack: { botToken, appToken, signingSecret: undefined, apiUrl: slack.apiUrl },
    kubernetes: { kubeconfigPath, context: ownCluster?.context },
    model,
    role: 'all',
    redis: undefined,
    qdrant: undefined,
    embedder,
    dataDirectory: folder,
    port: 0,
    logLevel: 'warn',
    organisation: closedBecause === undefined ? organisation : withoutApprovers(organisation),
    isDemo: !ownCluster,
    ...(closedBecause === undefined ? {} : { closedBecause }),
  };
}

function withoutApprovers({ roles, ...rest }: Organisation): Organisation {
  return { ...rest, roles: { ...roles, approvers: { people: [], groups: [] } } };
}

async function startDemoBot(config: Config, write: DemoOptions['write']): Promise<Bot> {
  const system = createSystem(config.logLevel, (line) => write(`log: ${line.trimEnd()}`));
  const { dataDirectory } = config;
  try {
    return await startBot({
      config,
      ...system,
      onLeaseLost() {
        write('Another dotai took these data over: this one stops.');
        process.exit(1);
      },
      inspects: true,
    });
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
    // The bot's own sentence names a setting that the demo does not read.
    if (areRecordsFree({ dataDirectory, clock: system.clock })) throw error;
    throw recordsInUse(dataDirectory, error);
  }
}

function showPage(given: {
  readonly options: DemoOptions;
  readonly backstage: Backstage;
  readonly about: DemoAbout;
  readonly pageFolder: string;
}): Promise<PageServer> {
  const { options, backstage, about, pageFolder } = given;
  const { slack, cluster, bot } = backstage;
  return startPageServer({
    slack,
    ...(cluster ? { cluster } : {}),
    about: () => about,
    manifest: MANIFEST,
    pageFolder,
    port: options.port ?? 0,
    sessionsUrl: () => bot.inspectionUrl(),
    restartBot: () => bot.restart(),
    // What is pressed there may change a cluster that others rely on.
    isLocked: options.ownCluster !== undefined,
    write: options.write,
  });
}
