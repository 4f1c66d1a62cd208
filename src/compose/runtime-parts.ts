import { createCandidateActivities } from '../activities/candidate/candidate-activities.ts';
import { createChangeActivities } from '../activities/change/change-activities.ts';
import { createCapabilityReader } from '../activities/knowledge/capability-reader.ts';
import { createQuestionVector } from '../activities/knowledge/question-vector.ts';
import {
  createCoverageProposals,
  type FindCoverageProposals,
} from '../activities/policy/coverage-proposals.ts';
import { createMiningActivities } from '../activities/mining/mining-activities.ts';
import { createPatternActivities } from '../activities/pattern/pattern-activities.ts';
import { createPolicyActivities } from '../activities/policy/policy-activities.ts';
import { createPolicyRemovalActivities } from '../activities/policy-removal/policy-removal-activities.ts';
import { createRecommendActivities } from '../activities/recommend/recommend-activities.ts';
import { createRemovalActivities } from '../activities/removal/removal-activities.ts';
import { createScanActivities } from '../activities/scan/scan-activities.ts';
import { createScanWatch } from '../activities/scan/scan-watch.ts';
import { createViewerRights } from '../activities/viewer-rights.ts';
import type { SlackChat } from '../adapters/slack/slack-chat.ts';
import type { Actor, Place } from '../chat/actor.ts';
import { createFindDeletion } from '../activities/taught/find-deletion.ts';
import { curatorProblem } from '../activities/taught/check-curator.ts';
import { SCAN_KEY } from '../chat/scan-key.ts';
import type { Session } from '../chat/session.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cluster } from '../ports/cluster.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Logger } from '../ports/logger.ts';
import { describeCapabilities } from '../prompts/describe-capabilities.ts';
import { type PromptFile, promptReference } from '../prompts/prompt-file.ts';
import { capabilityOptions } from '../queries/capability-options.ts';
import { createCandidateQueries } from '../queries/candidates.ts';
import { createCapabilityQueries } from '../queries/capabilities.ts';
import { homeCard } from '../queries/home.ts';
import { createLastSeenCluster } from '../queries/last-seen-cluster.ts';
import { createPatternQueries } from '../queries/patterns.ts';
import { createPolicyQueries } from '../queries/policies.ts';
import { createScanQueries } from '../queries/scans.ts';
import { statusCard } from '../queries/status.ts';
import type { CommandAnswers } from '../runtime/command-answers.ts';
import { createCommandAnswers } from '../runtime/commands.ts';
import { defineWorkflow, type RegisteredWorkflow } from '../runtime/define-workflow.ts';
import { takeKey } from '../runtime/dispatch.ts';
import { beginQuietScan } from '../runtime/quiet-scan.ts';
import type { Runtime, RuntimeParts } from '../runtime/start.ts';
import { SCAN_WORK } from '../workers/scans.ts';
import { changeWorkflow } from '../workflows/change/workflow.ts';
import { candidateWorkflow } from '../workflows/candidate/workflow.ts';
import { miningWorkflow } from '../workflows/mining/workflow.ts';
import { patternWorkflow } from '../workflows/pattern/workflow.ts';
import { policyRemovalWorkflow } from '../workflows/policy-removal/workflow.ts';
import { policyWorkflow } from '../workflows/policy/workflow.ts';
import { recommendWorkflow } from '../workflows/recommend/workflow.ts';
import { removalWorkflow } from '../workflows/removal/workflow.ts';
import { scanWorkflow } from '../workflows/scan/workflow.ts';
import type { TaughtParts } from './taught.ts';
import type { Records } from './records.ts';

/** How long the command line's word waits at most for a bot that runs. */
const INBOX_EVERY_MS = 2_000;

interface Options {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Given {
  readonly taught: TaughtParts;
  readonly records: Records;
  readonly slack: SlackChat;
  readonly model: LanguageModel;
  readonly cluster: Cluster;
  readonly embedder: Embedder | undefined;
  readonly prompts: ReadonlyMap<string, PromptFile>;
  /** Throws while it starts. */
  readonly runtime: () => Runtime;
}

/** The workflows with their activities, and what is only read, over the given adapters. */
export function runtimeParts(options: Options, given: Given): RuntimeParts {
  const { config, clock, logger } = options;
  const { records, slack } = given;
  const { store, deliveries, artifacts } = records;
  const views = viewsOf(options, given);
  return {
    store,
    deliveries,
    artifacts,
    evidence: records.evidence,
    queue: records.queue,
    platforms: [slack.platform],
    workflows: [...workflowsOf(options, given, views), views.scans],
    commands: commandsOf(options, given, views),
    home: (viewer, summaryOf) => homeCard({ ...views.shown, summaryOf }, viewer),
    options: { capabilities: (text) => capabilityOptions(views.shown.capabilities, text) },
    curatorProblem: (viewer) => curatorProblem(views.people, viewer),
    clock,
    logger,
    role: config.role,
    sweepEveryMs: records.sweepEveryMs,
    inboxEveryMs: INBOX_EVERY_MS,
  };
}

type Views = ReturnType<typeof viewsOf>;

/** What several of the parts look at. */
function viewsOf(options: Options, given: Given) {
  const { config, clock, logger } = options;
  const { records, slack, cluster, embedder, taught } = given;
  const { store, deliveries, knowledge } = records;
  const { policies, patterns, candidates, channels } = taught;
  const { organisation, isDemo, closedBecause } = config;
  const capabilities = createCapabilityReader({ knowledge, cluster, embedder, logger });
  const people = { chat: slack.platform, organisation, isDemo, closedBecause };
  const begin = async (): Promise<void> => {
    await beginQuietScan(given.runtime());
  };
  const shown = {
    store,
    deliveries,
    capabilities,
    cluster,
    policies,
    patterns,
    candidates,
    channels,
    clock,
    language: config.model,
    search: config.embedder,
    rights: createViewerRights({ ...people, conversations: slack.conversations, clock }),
    isDirect: (place: Place): boolean => slack.platform.isDirect(place),
  };
  const findProposals = createCoverageProposals({ ...taught, chat: slack.platform, logger });
  const scans = scanning(options, given, findProposals);
  return { people, shown, scans, scan: createScanWatch({ store, begin }) };
}

function workflowsOf(
  { config, clock, logger }: Options,
  { records, slack, model, cluster, taught }: Given,
  { people, shown, scan }: Views,
): RegisteredWorkflow[] {
  const { artifacts, knowledge, scans, store } = records;
  const { organisation } = config;
  const { capabilities } = shown;
  const shared = { ...taught, cluster, artifacts, capabilities, clock, organisation };
  const talk = { conversations: slack.conversations, chat: slack.platform };
  const hold = (sessionId: string) =>
    takeKey({ store, clock, logger }, { sessionId, key: SCAN_KEY });
  const removing = createRemovalActivities({
    knowledge,
    scans,
    hold,
    people,
    patterns: taught.patterns,
  });
  return [
    defineWorkflow(recommendWorkflow, createRecommendActivities({ ...shared, model, scan })),
    defineWorkflow(changeWorkflow, createChangeActivities({ ...shared, ...people })),
    defineWorkflow(removalWorkflow, removing),
    defineWorkflow(policyWorkflow, createPolicyActivities({ ...shared, model, people, logger })),
    defineWorkflow(policyRemovalWorkflow, createPolicyRemovalActivities({ ...shared, people })),
    defineWorkflow(
      patternWorkflow,
      createPatternActivities({ ...shared, model, knowledge, people }),
    ),
    defineWorkflow(
      miningWorkflow,
      createMiningActivities({ ...shared, model, knowledge, people, store, logger, ...talk }),
    ),
    defineWorkflow(
      candidateWorkflow,
      createCandidateActivities({ ...shared, ...talk, people, store }),
    ),
  ];
}

function commandsOf(
  { config, logger }: Options,
  { records, slack, cluster, embedder, taught }: Given,
  { people, shown, scans, scan }: Views,
): CommandAnswers {
  const { knowledge, ledger } = records;
  const { scans: schedule, model: settings } = config.organisation;
  const summaryOf = (session: Session) => scans.load(session)?.summary();
  const findDeletion = createFindDeletion(records.store);
  const vectorOf = createQuestionVector({ embedder, logger });
  const meaning = { knowledge, vectorOf, source: config.embedder };
  const status = { ...shown, ledger, settings, summaryOf };
  const answers = {
    policies: createPolicyQueries({
      ...taught,
      artifacts: records.artifacts,
      rights: shown.rights,
      ...meaning,
      findDeletion,
    }),
    patterns: createPatternQueries({ ...shown, ...meaning, findDeletion }),
    candidates: createCandidateQueries(shown),
    capabilities: createCapabilityQueries({
      ...taught,
      cluster,
      scan,
      clusterId: createLastSeenCluster(cluster),
      ...meaning,
    }),
    scans: createScanQueries({
      ...shown,
      cardOf: (session) => scans.load(session)?.view()[0]?.card,
      schedule,
      known: () => shown.capabilities.count(),
      nextAt: () => records.schedule.nextAt(SCAN_WORK),
    }),
    status: (viewer: Actor) => statusCard(status, viewer),
  };
  const { conversations, platform: chat } = slack;
  return createCommandAnswers(people, answers, { cluster, conversations, chat });
}

function scanning(
  { logger }: Options,
  given: Given,
  findProposals: FindCoverageProposals,
): RegisteredWorkflow {
  const { records, model, cluster, embedder, prompts } = given;
  const prompt = prompts.get(describeCapabilities.id);
  if (!prompt) throw new Error(`there is no prompt ${describeCapabilities.id}`);
  return defineWorkflow(
    scanWorkflow,
    createScanActivities({
      cluster,
      knowledge: records.knowledge,
      scans: records.scans,
      artifacts: records.artifacts,
      model,
      descriptionPrompt: promptReference(prompt),
      embedder,
      findProposals,
      logger,
    }),
  );
}
