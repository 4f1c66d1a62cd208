import { join } from 'node:path';
import { createChangeActivities } from './activities/change/change-activities.ts';
import { createCapabilityReader } from './activities/knowledge/capability-reader.ts';
import { createRecommendActivities } from './activities/recommend/recommend-activities.ts';
import { createScanActivities } from './activities/scan/scan-activities.ts';
import { createScanWatch } from './activities/scan/scan-watch.ts';
import { createViewerRights } from './activities/viewer-rights.ts';
import { createAnthropicModel } from './adapters/anthropic/language-model.ts';
import { type ClusterTarget, createClusterTarget } from './adapters/kubernetes/cluster-target.ts';
import { createKubernetesCluster } from './adapters/kubernetes/cluster.ts';
import { createOfflineModel } from './adapters/offline/language-model.ts';
import { createSlackChat, type SlackChat } from './adapters/slack/slack-chat.ts';
import { createSqliteArtifactStore } from './adapters/sqlite/artifact-store.ts';
import { openDatabase, openDatabaseReadOnly } from './adapters/sqlite/database.ts';
import { createSqliteDeliveryStore } from './adapters/sqlite/delivery-store.ts';
import { createSqliteKnowledgeIndex } from './adapters/sqlite/knowledge-index.ts';
import { acquireLease } from './adapters/sqlite/lease.ts';
import { createSqliteModelLedger } from './adapters/sqlite/model-ledger.ts';
import { createSqliteRecordStore } from './adapters/sqlite/record-store.ts';
import { createSystemClock } from './adapters/system/clock.ts';
import { createInProcessQueue } from './adapters/system/in-process-queue.ts';
import { startInspection } from './adapters/system/inspection.ts';
import { createLoggedModel } from './adapters/system/logged-model.ts';
import { createPinoLogger } from './adapters/system/logger.ts';
import { createModelBudget } from './adapters/system/model-budget.ts';
import { createModelChoice } from './adapters/system/model-choice.ts';
import type { Place } from './chat/actor.ts';
import type { Session } from './chat/session.ts';
import type { Config } from './config.ts';
import type { AuditEntry } from './domain/audit.ts';
import { Failure } from './domain/failure.ts';
import type { Clock } from './ports/clock.ts';
import type { Cluster } from './ports/cluster.ts';
import type { LanguageModel } from './ports/language-model.ts';
import type { Logger } from './ports/logger.ts';
import { loadPrompts, type PromptFile } from './prompts/prompt-file.ts';
import { TASKS } from './prompts/tasks.ts';
import { createCapabilityQueries } from './queries/capabilities.ts';
import { homeCard } from './queries/home.ts';
import { statusCard } from './queries/status.ts';
import { createClosing } from './runtime/closing.ts';
import { createCommandAnswers } from './runtime/commands.ts';
import { defineWorkflow } from './runtime/define-workflow.ts';
import { beginQuietScan } from './runtime/quiet-scan.ts';
import { type Runtime, startRuntime } from './runtime/start.ts';
import { changeWorkflow } from './workflows/change/workflow.ts';
import { recommendWorkflow } from './workflows/recommend/workflow.ts';
import { scanWorkflow } from './workflows/scan/workflow.ts';

export interface Bot {
  readonly runtime: Runtime;
  /** Where the records can be read, where that was asked for. */
  readonly inspectionUrl: string | undefined;
  /** Takes nothing new in, lets what runs end, releases the file. What is left is on disk. */
  stop(): Promise<void>;
}

export interface ComposeOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Another process took the file over: this one must end. */
  readonly onLeaseLost: () => void;
  /** The longest that one answer of the cluster may take. Default: 15 seconds. */
  readonly clusterTimeoutMs?: number;
  /** The longest that one answer of the language model may take. Default: 60 seconds. */
  readonly modelTimeoutMs?: number;
  /** Stands before the language model, whichever it is: for tests that look at what it is asked. */
  readonly watchModel?: (model: LanguageModel) => LanguageModel;
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

/** Reads the audit trail beside the running bot, oldest entry first. Throws `Failure`. */
export async function readAudit({ dataDirectory }: Config): Promise<readonly AuditEntry[]> {
  const database = openDatabaseReadOnly(join(dataDirectory, 'dotai.db'));
  try {
    const lease = { check: () => undefined };
    const store = createSqliteRecordStore({ database, lease, clock: createSystemClock() });
    return await Array.fromAsync(store.audit());
  } finally {
    database.close();
  }
}

/** Whether no living process owns the records of that folder. Makes the file where there is none. */
export function areRecordsFree({ dataDirectory, clock }: { dataDirectory: string; clock: Clock }) {
  const database = openDatabase(join(dataDirectory, 'dotai.db'));
  try {
    acquireLease({ database, clock, onLost: () => undefined }).release();
    return true;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'conflict') return false;
    throw error;
  } finally {
    database.close();
  }
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
 * Effects of a pool that one process runs at once. Batches of a scan wait for a model: eight, and what
 * leads the scan besides.
 */
const SLOTS = { quick: 64, work: 16, parallel: 1_000, background: 10 } as const;

/**
 * Puts the bot together and starts it: the only place that constructs adapters. Throws `Failure`
 * with a sentence for the operator when a part cannot start.
 */
export async function startBot(options: ComposeOptions): Promise<Bot> {
  const { config, clock, logger } = options;
  if (!config.slack) throw new Failure('invalid-input', 'No Slack tokens are set.');
  const prompts = loadPrompts(join(import.meta.dirname, '..', 'prompts'), TASKS);
  const closing = createClosing(logger);
  try {
    const records = openRecords(options);
    closing.add('records', () => records.close());
    const runtimes: Runtime[] = [];
    const slack = createSlackChat({
      config: { ...config.slack, port: config.port },
      frontDoor: () => startedRuntime(runtimes).frontDoor,
      logger,
      clock,
    });
    await slack.identify();
    const language = languageOf(options, records, prompts);
    logger.info('language model chosen', { model: language.model.name });
    const parts = runtimeParts(options, records, { slack, runtimes, language });
    const runtime = await startRuntime(parts);
    closing.add('runtime', () => runtime.stop(STOP_GRACE_MS));
    runtimes.push(runtime);
    closing.add('slack', () => slack.stop());
    await slack.start();
    const inspection = options.inspects ? await startInspection(records) : undefined;
    if (inspection) closing.add('inspection', () => inspection.close());
    void lookAtCluster(runtime, logger);
    return { runtime, inspectionUrl: inspection?.url, stop: () => closing.closeAll() };
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

type Records = ReturnType<typeof openRecords>;

/** The one SQLite file, owned by this process as long as it lives. */
function openRecords({ config, clock, onLeaseLost }: ComposeOptions) {
  const database = openDatabase(join(config.dataDirectory, 'dotai.db'));
  const lease = acquireLease({ database, clock, onLost: onLeaseLost });
  const knowledge = createSqliteKnowledgeIndex(database);
  return {
    store: createSqliteRecordStore({ database, lease, clock }),
    deliveries: createSqliteDeliveryStore({ database, lease }),
    artifacts: createSqliteArtifactStore({ database, lease, clock }),
    ledger: createSqliteModelLedger({ database, lease }),
    knowledge,
    close() {
      lease.release();
      database.close();
    },
  };
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

interface Language {
  readonly model: LanguageModel;
  /** Whether it failed so often in a row that it is left alone for a while. */
  readonly isPaused: () => boolean;
}

/** The built-in rules, alone or beside Claude, which is asked within its budgets. */
function languageOf(
  { config, clock, logger, modelTimeoutMs: timeoutMs, watchModel }: ComposeOptions,
  { ledger }: Records,
  prompts: ReadonlyMap<string, PromptFile>,
): Language {
  const finished = (model: LanguageModel): LanguageModel =>
    createLoggedModel(watchModel ? watchModel(model) : model, { clock, logger });
  const offline = createOfflineModel();
  if (config.model.kind === 'offline') return { model: finished(offline), isPaused: () => false };
  const { apiKey, baseUrl, models } = config.model;
  const { budgets } = config.organisation.model;
  const budget = createModelBudget({ ledger, budgets, clock });
  const parts = { apiKey, baseUrl, models, prompts, ledger, budget, clock, logger, timeoutMs };
  const claude = createAnthropicModel(parts);
  const model = finished(createModelChoice({ claude, offline }));
  return { model, isPaused: () => claude.isPaused() };
}

function runtimeParts(
  options: ComposeOptions,
  records: Records,
  given: { slack: SlackChat; runtimes: readonly Runtime[]; language: Language },
): Parameters<typeof startRuntime>[0] {
  const { config, clock, logger } = options;
  const { slack, runtimes, language } = given;
  const { model, isPaused } = language;
  const { store, deliveries, artifacts, knowledge, ledger } = records;
  const cluster = clusterOf(options);
  const capabilities = createCapabilityReader(knowledge, cluster);
  const { organisation, isDemo, closedBecause } = config;
  const people = { chat: slack.platform, organisation, isDemo, closedBecause };
  const shared = { cluster, artifacts, capabilities, clock, organisation: config.organisation };
  const scan = createScanWatch({ store, begin: () => beginQuietScan(startedRuntime(runtimes)) });
  const shown = {
    store,
    deliveries,
    capabilities,
    cluster,
    clock,
    language: config.model,
    rights: createViewerRights({ ...people, clock }),
    isDirect: (place: Place) => slack.platform.isDirect(place),
  };
  const scans = defineWorkflow(scanWorkflow, createScanActivities({ cluster, knowledge, logger }));
  const summaryOf = (session: Session) => scans.load(session)?.summary();
  const status = { ...shown, ledger, settings: organisation.model, isPaused, summaryOf };
  return {
    store,
    deliveries,
    artifacts,
    queue: createInProcessQueue({ clock, logger, slots: SLOTS }),
    platforms: [slack.platform],
    workflows: [
      defineWorkflow(recommendWorkflow, createRecommendActivities({ ...shared, model, scan })),
      defineWorkflow(changeWorkflow, createChangeActivities({ ...shared, ...people })),
      scans,
    ],
    commands: createCommandAnswers(people, {
      capabilities: createCapabilityQueries({ knowledge, cluster, scan }),
      status: (viewer) => statusCard(status, viewer),
    }),
    home: (viewer, summaryOf) => homeCard({ ...shown, summaryOf }, viewer),
    clock,
    logger,
  };
}

/**
 * At every start: what failed is tried again, new kinds are found, and after a switch of clusters the
 * other one's kinds go. What did not change is not read again.
 */
async function lookAtCluster(runtime: Runtime, logger: Logger): Promise<void> {
  try {
    await beginQuietScan(runtime);
  } catch (error) {
    logger.error('the first scan could not begin', { error });
  }
}
