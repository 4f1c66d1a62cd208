import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { JsonObject } from '../../src/domain/json.ts';
import { type DemoCluster, startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import { type BotProcess, createBotProcess } from '../bot-process.ts';
import { type PastSaid, writeWorkspace } from '../past-talk.ts';
import { type FaultRecords, fileRecords, startSharedRecords } from './fault-records.ts';
import { type Crossing, type OnCrossing, startWire } from './wire.ts';

/** Where something happens: at the n-th crossing from now that fits. */
export interface Point {
  readonly nth: number;
  fits(crossing: Crossing): boolean;
}

/** What was set up at a point: `sprung` resolves when it happened. */
export interface Trap {
  readonly sprung: Promise<void>;
  disarm(): void;
}

/** Which process of a bot is in danger: the only one, or one of two that share a Redis. */
export type Victim = 'all' | 'bot' | 'worker';

/** The bot's processes between a local Slack and a demo cluster, and the wires on which they can die. */
export interface FaultWorld {
  readonly slack: LocalSlack;
  readonly cluster: DemoCluster;
  /** The one that is killed, started and frozen. */
  readonly victim: BotProcess;
  readonly processes: readonly BotProcess[];
  readonly records: FaultRecords;
  readonly environment: Readonly<Record<string, string>>;
  /** Kills the victim and waits until Slack has noticed, where it was connected. */
  kill(): Promise<void>;
  /** Throws where the process ends before it is connected. */
  start(): Promise<void>;
  /** One more process over the same records, not started yet. */
  add(role: Victim, environment?: Readonly<Record<string, string>>): BotProcess;
  killAt(point: Point): Trap;
  /** Breaks that one connection; the process lives on. */
  cutAt(point: Point): Trap;
  /** Suspends the victim there, with its answer on the way to it. */
  freezeAt(point: Point): Trap;
  /** From now on nothing that the bot asks for gets through, until it was killed. */
  hold(): void;
  /** Whether a crossing is the bot's first word that it has heard a person. */
  readonly isHeard: (crossing: Crossing) => boolean;
  close(): Promise<void>;
}

/** A hundred lives of one program: it need not be compiled a hundred times. */
const COMPILE_CACHE = join(tmpdir(), 'dotai-faults-compiled');

/** As if a cloud were sixty times as fast. */
const PACE = 60;

/** The events of Slack that were not acknowledged come again when the test says so. */
const RETRY_DELAYS_MS = [600_000, 600_000];

export interface FaultWorldOptions {
  /** Called before the bot looks at the cluster for the first time. */
  readonly prepare?: ((cluster: DemoCluster, records: FaultRecords) => void) | undefined;
  /** Default: one process that does all. */
  readonly victim?: Victim | undefined;
  /** Objects of the cluster beside the demo platform. */
  readonly documents?: readonly JsonObject[] | undefined;
  /** What people said in Slack before. */
  readonly pastTalk?: readonly PastSaid[] | undefined;
  /** Settings of every process, over those of the world. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

export async function startFaultWorld(options: FaultWorldOptions = {}): Promise<FaultWorld> {
  const { prepare, victim: role = 'all', documents = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'dotai-faults-'));
  const stateFile = join(folder, 'workspace.json');
  if (options.pastTalk) await writeWorkspace(stateFile, options.pastTalk);
  const slack = await startLocalSlack({
    manifest: 'app-manifest.yml',
    retryDelaysMs: RETRY_DELAYS_MS,
    ...(options.pastTalk ? { stateFile } : {}),
  });
  const cluster = await startDemoCluster({
    documents: [...demoPlatform(), ...documents],
    pace: PACE,
  });
  const breaker = createBreaker();
  const slackWire = await startWire(new URL(slack.apiUrl).origin, breaker.onCrossing);
  const clusterWire = await startWire(cluster.url, breaker.onCrossing);
  const own = environmentFor({
    folder,
    slack,
    slackApiUrl: `${slackWire.origin}/api/`,
    kubeconfig: cluster.kubeconfig().replaceAll(cluster.url, clusterWire.origin),
  });
  const records =
    role === 'all' ? fileRecords(join(folder, 'data', 'dotai.db')) : await startSharedRecords();
  const environment = { ...own, ...records.environment, ...options.environment };
  const { victim, others } = processesOf(role, environment);
  const processes = [victim, ...others];

  let lives = 0;

  async function start(): Promise<void> {
    lives += 1;
    const life = lives;
    await victim.start();
    await slack.connected();
    if (life !== lives) throw new Error('that life has ended already');
  }

  prepare?.(cluster, records);
  for (const other of others) await other.start();
  await start();
  return {
    slack,
    cluster,
    victim,
    processes,
    records,
    environment,
    start,
    async kill() {
      await victim.kill();
      breaker.release();
      if (role === 'worker') return;
      const isGone = (): boolean => slack.sockets.connectionCount === 0;
      await slack.waitFor(isGone, { what: 'the end of the connection' });
    },
    add(its, more = {}) {
      const added = createBotProcess({ ...environment, ...more, DOTAI_ROLE: its });
      processes.push(added);
      return added;
    },
    killAt: (point) => breaker.strikeAt(point, () => victim.kill()),
    cutAt: (point) => breaker.strikeAt(point, async () => undefined),
    freezeAt: (point) => breaker.strikeAt(point, async () => victim.freeze(), 'pass'),
    hold: () => breaker.hold(),
    isHeard: (crossing) => isHeard(slack, crossing),
    async close() {
      for (const one of processes) await one.kill();
      await records.close();
      await slackWire.close();
      await clusterWire.close();
      await slack.close();
      await cluster.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Two processes of one program share the work; either can be the one that dies. */
function processesOf(role: Victim, environment: Readonly<Record<string, string>>) {
  const create = (its: Victim): BotProcess => createBotProcess({ ...environment, DOTAI_ROLE: its });
  if (role === 'all') return { victim: create('all'), others: [] };
  return { victim: create(role), others: [create(role === 'bot' ? 'worker' : 'bot')] };
}

const EventBody = z.object({
  event: z.object({ user: z.string().optional(), subtype: z.string().optional() }),
});

/** Slack tells the bot of its own messages, too, and again of what was not acknowledged. */
function isHeard({ envelopes, identity }: LocalSlack, crossing: Crossing): boolean {
  if (crossing.moment !== 'acknowledges') return false;
  const envelope = envelopes.find(({ id }) => id === crossing.envelopeId);
  if (!envelope || envelope.attempt > 0) return false;
  if (envelope.kind !== 'events_api') return true;
  const { event } = EventBody.parse(envelope.body);
  return event.user !== identity.botUserId && event.subtype === undefined;
}

function environmentFor(parts: {
  readonly folder: string;
  readonly slack: LocalSlack;
  readonly slackApiUrl: string;
  readonly kubeconfig: string;
}): Readonly<Record<string, string>> {
  const { folder, slack, slackApiUrl, kubeconfig } = parts;
  const people = [slack.as('cleo').id];
  writeFileSync(join(folder, 'kubeconfig'), kubeconfig);
  writeFileSync(
    join(folder, 'dotai.yaml'),
    JSON.stringify({ roles: { approvers: { people }, curators: { people } } }),
  );
  return {
    SLACK_BOT_TOKEN: slack.identity.botToken,
    SLACK_APP_TOKEN: slack.identity.appToken,
    SLACK_API_URL: slackApiUrl,
    KUBECONFIG: join(folder, 'kubeconfig'),
    DOTAI_DATA_DIR: join(folder, 'data'),
    DOTAI_CONFIG: join(folder, 'dotai.yaml'),
    DOTAI_EMBEDDER: 'none',
    NODE_COMPILE_CACHE: COMPILE_CACHE,
  };
}

type Verdict = Awaited<ReturnType<OnCrossing>>;

interface Strike {
  left: number;
  readonly point: Point;
  readonly verdict: Verdict;
  strike(): Promise<void>;
}

/** Lets crossings pass, holds them, or strikes at one of them. */
function createBreaker() {
  let trap: Strike | undefined;
  let gate: PromiseWithResolvers<'cut'> | undefined;

  async function onCrossing(crossing: Crossing): ReturnType<OnCrossing> {
    if (gate && crossing.moment === 'arrives') return gate.promise;
    const set = trap;
    if (!set?.point.fits(crossing)) return 'pass';
    set.left -= 1;
    if (set.left > 0) return 'pass';
    trap = undefined;
    await set.strike();
    return set.verdict;
  }

  return {
    onCrossing,
    strikeAt(point: Point, strike: () => Promise<void>, verdict: Verdict = 'cut'): Trap {
      const { promise: sprung, resolve } = Promise.withResolvers<void>();
      const set = { left: point.nth, point, verdict, strike: () => strike().then(resolve) };
      trap = set;
      return {
        sprung,
        disarm() {
          if (trap === set) trap = undefined;
        },
      };
    },
    hold(): void {
      gate ??= Promise.withResolvers();
    },
    release(): void {
      gate?.resolve('cut');
      gate = undefined;
    },
  };
}
