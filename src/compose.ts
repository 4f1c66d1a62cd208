import { join } from 'node:path';
import { type ClusterTarget, createClusterTarget } from './adapters/kubernetes/cluster-target.ts';
import { createKubernetesCluster } from './adapters/kubernetes/cluster.ts';
import { createSlackChat, type SlackChat } from './adapters/slack/slack-chat.ts';
import { createSystemClock } from './adapters/system/clock.ts';
import { startInspection } from './adapters/system/inspection.ts';
import { createPinoLogger } from './adapters/system/logger.ts';
import { createEmbedder } from './compose/embedder.ts';
import { createLanguage, type LanguageOptions } from './compose/language.ts';
import { openRecords } from './compose/open-records.ts';
import type { Records } from './compose/records.ts';
import { repairTaughtIndices, taughtParts } from './compose/taught.ts';
import { runtimeParts } from './compose/runtime-parts.ts';
import type { Config } from './config.ts';
import { Failure } from './domain/failure.ts';
import type { Clock } from './ports/clock.ts';
import type { Cluster } from './ports/cluster.ts';
import type { FrontDoor } from './ports/front-door.ts';
import type { Logger } from './ports/logger.ts';
import { loadPrompts } from './prompts/prompt-file.ts';
import { TASKS } from './prompts/tasks.ts';
import { createClosing } from './runtime/closing.ts';
import { beginQuietScan } from './runtime/quiet-scan.ts';
import { type Runtime, startRuntime } from './runtime/start.ts';
import { startScans } from './workers/scans.ts';

export interface Bot {
  readonly runtime: Runtime;
  /** Where the records can be read, where that was asked for. */
  readonly inspectionUrl: string | undefined;
  /** Takes nothing new in, lets what runs end, releases the file. What is left is on disk. */
  stop(): Promise<void>;
}

export interface ComposeOptions extends LanguageOptions {
  readonly config: Config;
  /** Another process took the file over: this one must end. */
  readonly onLeaseLost: () => void;
  /** The longest that one answer of the cluster may take. Default: 15 seconds. */
  readonly clusterTimeoutMs?: number;
  /** Opens a read-only look at the records on loopback. For the demo; no setting asks for it. */
  readonly inspects?: boolean;
}

/** The process's own clock and log; `write` takes the log's lines in the place of standard output. */
export function createSystem(
  level: Config['logLevel'],
  write?: (line: string) => void,
): { readonly clock: Clock; readonly logger: Logger } {
  const logger = createPinoLogger(write ? { level, write } : { level });
  return { clock: createSystemClock(), logger };
}

/** The cluster that a kubeconfig leads to, not yet connected to. Throws `Failure('invalid-input')`. */
export function findCluster(source: {
  readonly kubeconfigPath: string;
  readonly context: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}): ClusterTarget {
  return createClusterTarget(source);
}

const STOP_GRACE_MS = 10_000;
const CLUSTER_TIMEOUT_MS = 15_000;

/**
 * Puts the bot together and starts it, as far as this process's role goes: the only place that
 * constructs adapters, with the folder beside it. Throws `Failure` with a sentence for the operator
 * when a part cannot start.
 */
export async function startBot(options: ComposeOptions): Promise<Bot> {
  const { config, clock, logger } = options;
  const { role } = config;
  const prompts = loadPrompts(join(import.meta.dirname, '..', 'prompts'), TASKS);
  const closing = createClosing(logger);
  try {
    const records = await openRecords(options);
    closing.add('records', () => records.close());
    const embedder = await createEmbedder(config.embedder, { clock, logger });
    if (embedder) closing.add('embedder', () => embedder.close());
    const runtimes: Runtime[] = [];
    const slack = slackOf(options, records, () => startedRuntime(runtimes).frontDoor);
    await slack.identify();
    const model = createLanguage(options, records.ledger, prompts);
    logger.info('language model chosen', { model: model.name });
    const cluster = clusterOf(options);
    const taught = taughtParts({ records, cluster, embedder, logger });
    await repairTaughtIndices(taught, logger);
    const runtime = await startRuntime(
      runtimeParts(options, {
        taught,
        records,
        slack,
        model,
        cluster,
        embedder,
        prompts,
        runtime: () => startedRuntime(runtimes),
      }),
    );
    closing.add('runtime', () => runtime.stop(STOP_GRACE_MS));
    runtimes.push(runtime);
    if (role !== 'worker') {
      closing.add('slack', () => slack.stop());
      await slack.start();
    }
    closing.add('schedule', () => records.schedule.stop());
    if (role !== 'bot') {
      const scans = await scansOf(options, { records, cluster, runtime });
      closing.add('scans', () => scans.stop());
    }
    const inspection = options.inspects ? await startInspection(records) : undefined;
    if (inspection) closing.add('inspection', () => inspection.close());
    return { runtime, inspectionUrl: inspection?.url, stop: () => closing.closeAll() };
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

/** A worker only speaks. */
function slackOf(
  { config, logger, clock }: ComposeOptions,
  { memory }: Records,
  frontDoor: () => FrontDoor,
): SlackChat {
  const { slack, port, role } = config;
  if (!slack) throw new Failure('invalid-input', 'No Slack tokens are set.');
  return createSlackChat({
    config: { ...slack, port, captureReaction: config.organisation.mining.reaction },
    ...(role === 'worker' ? {} : { frontDoor }),
    memory,
    logger,
    clock,
  });
}

function startedRuntime(runtimes: readonly Runtime[]): Runtime {
  const [runtime] = runtimes;
  if (!runtime) throw new Failure('unavailable', 'The bot is starting. Try again in a moment.');
  return runtime;
}

function clusterOf({
  config,
  logger,
  clusterTimeoutMs: requestTimeoutMs = CLUSTER_TIMEOUT_MS,
}: ComposeOptions): Cluster {
  const { kubeconfigPath, context } = config.kubernetes;
  return createKubernetesCluster({
    ...(kubeconfigPath === undefined ? {} : { kubeconfigPath }),
    ...(context === undefined ? {} : { context }),
    requestTimeoutMs,
    logger,
  });
}

/**
 * At every start what failed is tried again and new kinds are found; then at intervals, and when the
 * cluster's kinds change. What did not change is not read again.
 */
function scansOf(
  { config, logger }: ComposeOptions,
  parts: { readonly records: Records; readonly cluster: Cluster; readonly runtime: Runtime },
) {
  const { records, cluster, runtime } = parts;
  return startScans({
    schedule: records.schedule,
    cluster,
    times: config.organisation.scans,
    begin: (occasion) => beginQuietScan(runtime, occasion),
    logger,
  });
}
