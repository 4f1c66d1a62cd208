import { z } from 'zod';
import type { ActivityContext } from '../src/activities/activity.ts';
import type { MiningDependencies } from '../src/activities/mining/dependencies.ts';
import { createMinedChannels } from '../src/activities/mining/mined-channels.ts';
import { createMiningActivities } from '../src/activities/mining/mining-activities.ts';
import { createOfflineModel } from '../src/adapters/offline/language-model.ts';
import type { AuditNote } from '../src/domain/audit.ts';
import { toJson } from '../src/domain/json.ts';
import { capabilityId, type ResourceKind, resourceNameOf } from '../src/domain/kind.ts';
import { CAPABILITIES, indexEntryOf } from '../src/domain/knowledge/document.ts';
import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Evidence } from '../src/domain/mining/evidence.ts';
import type { MinedChannel } from '../src/domain/mining/mined-channel.ts';
import { Organisation } from '../src/domain/organisation.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';
import type { Policy } from '../src/domain/policy/policy.ts';
import {
  MiningEffect,
  MiningEvent,
  type MiningInput,
  type MiningState,
} from '../src/workflows/mining/state.ts';
import { miningWorkflow } from '../src/workflows/mining/workflow.ts';
import { defineWorkflow } from '../src/runtime/define-workflow.ts';
import { start, transition } from '../src/workflows/mining/transition.ts';
import { hasEnded } from '../src/workflows/mining/ending.ts';
import { anActor, aPlace, aSession } from './builders.ts';
import { createFakeArtifactStore } from './fakes/artifact-store.ts';
import { createFakeCandidateBook } from './fakes/candidate-book.ts';
import { createFakeChatPlatform } from './fakes/chat-platform.ts';
import { createFakeClock } from './fakes/clock.ts';
import { aServedKind, createFakeCluster } from './fakes/cluster.ts';
import { createFakeConversations } from './fakes/conversations.ts';
import { createFakeKnowledgeIndex } from './fakes/knowledge-index.ts';
import { createFakeLogger } from './fakes/logger.ts';
import { createFakePatternBook } from './fakes/pattern-book.ts';
import { createFakePolicyBook } from './fakes/policy-book.ts';
import { createFakeRecordStore } from './fakes/record-store.ts';
import { createFakeTaughtRecords } from './fakes/taught-records.ts';
import { INTERNET_GATEWAY, SQL_CLAIM } from './pattern-builders.ts';

/** A month after the fake's conversations begin. */
export const NOW = '2026-11-05T09:00:00.000Z';

export interface MiningSetting {
  readonly candidates?: readonly Candidate[];
  readonly evidence?: readonly Evidence[];
  readonly patterns?: readonly Pattern[];
  readonly policies?: readonly Policy[];
  readonly channel?: Partial<MinedChannel>;
  /** Kinds that the cluster serves beside the two that are known. */
  readonly kinds?: readonly ResourceKind[];
  readonly mining?: unknown;
  readonly over?: Partial<MiningDependencies>;
}

/** The activities over fakes of everything outside, and the built-in rules. `U1` is a curator. */
export async function aMiningWork(setting: MiningSetting = {}) {
  const organisation = Organisation.parse({
    roles: { curators: { people: ['U1'] } },
    ...(setting.mining === undefined ? {} : { mining: setting.mining }),
  });
  const conversations = createFakeConversations();
  const candidates = createFakeCandidateBook(setting.candidates, setting.evidence);
  const channels = createMinedChannels({ taught: createFakeTaughtRecords() });
  if (setting.channel) await channels.save(aMinedChannel(setting.channel));
  const knowledge = createFakeKnowledgeIndex();
  await knowledge.upsert(CAPABILITIES, [
    capabilityEntry(INTERNET_GATEWAY, ['internet gateway', 'public'], ['aws']),
    capabilityEntry(SQL_CLAIM, ['database', 'postgresql', 'sql'], ['aws', 'azure', 'gcp']),
  ]);
  const chat = createFakeChatPlatform();
  const clock = createFakeClock(NOW);
  const store = createFakeRecordStore();
  const artifacts = createFakeArtifactStore();
  const logger = createFakeLogger();
  const dependencies: MiningDependencies = {
    conversations,
    candidates,
    channels,
    patterns: createFakePatternBook(setting.patterns),
    policies: createFakePolicyBook(setting.policies),
    knowledge,
    cluster: createFakeCluster({ kinds: (setting.kinds ?? []).map((kind) => aServedKind(kind)) }),
    model: createOfflineModel(),
    artifacts,
    people: { chat, organisation, isDemo: false },
    chat,
    store,
    organisation,
    clock,
    logger,
    ...setting.over,
  };
  const activities = createMiningActivities(dependencies);
  return { activities, conversations, candidates, channels, chat, clock, store, artifacts, logger };
}

export type MiningWork = Awaited<ReturnType<typeof aMiningWork>>;

export function aMinedChannel(over: Partial<MinedChannel> = {}): MinedChannel {
  return {
    id: 'slack:T1:C1',
    version: 1,
    name: 'platform',
    isOn: true,
    changedBy: 'slack:T1:U1',
    changedAt: '2026-10-01T09:00:00.000Z',
    ...over,
  };
}

function capabilityEntry(
  kind: ResourceKind,
  tags: readonly string[],
  providers: readonly string[],
) {
  const clusterId = 'fake-cluster';
  const capability = {
    id: capabilityId(clusterId, kind),
    clusterId,
    kind,
    servedVersions: [kind.version],
    tags: [...tags],
    providers: [...providers],
    abstraction: 'managed' as const,
    role: 'primary' as const,
    complexity: 'low' as const,
    description: `${kind.kind} of ${resourceNameOf(kind)}.`,
    useCase: `Use it for ${tags[0] ?? kind.kind}.`,
    confidence: 0.9,
    settableFields: [],
    schemaHash: 'hash',
    source: 'profile',
    scannedAt: '2026-10-01T09:00:00.000Z',
  };
  return { ...indexEntryOf(capability), payload: toJson(capability) };
}

export function aJobContext(
  state: MiningState,
  over: Partial<ActivityContext> = {},
): ActivityContext {
  return {
    session: aSession({
      id: state.sessionId,
      workflow: 'mining',
      owner: state.asker,
      place: aPlace(),
      state,
    }),
    effectId: `${state.sessionId}-2-0`,
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    checkTurn: async () => undefined,
    now: () => NOW,
    ...over,
  };
}

/** Whatever a job asked the runtime for while it ran: tells, openings, events of other sessions. */
export type AskedOfRuntime = Readonly<Record<string, unknown>> & { readonly type: string };

const Timed = z.object({ notBefore: z.string().optional() });

/**
 * Works a job off as the runtime does, until it ends or waits for a person. `onEffect` may hear of an effect
 * before it is performed, and let the process die there by saying so: it is performed again then.
 */
export async function runJob(
  work: MiningWork,
  input: MiningInput,
  options: {
    readonly owner?: string;
    readonly presses?: readonly MiningEvent[];
    readonly onEffect?: (effect: MiningEffect) => 'die-after' | undefined;
    readonly from?: MiningState;
  } = {},
) {
  const { owner = 'U1', presses = [], onEffect } = options;
  const opening = { sessionId: `job-${input.type}`, owner: anActor(owner), place: aPlace() };
  const begun = options.from ? undefined : start({ ...opening, at: NOW, input });
  const asked: AskedOfRuntime[] = [];
  const audit: AuditNote[] = [...(begun?.audit ?? [])];
  const effects: unknown[] = [...(begun?.effects ?? [])];
  const waits: string[] = [];
  const left = [...presses];
  let state = options.from ?? start({ ...opening, at: NOW, input }).state;
  const take = (event: MiningEvent): void => {
    const step = transition(state, event);
    ({ state } = step);
    effects.push(...step.effects);
    audit.push(...step.audit);
  };
  for (let turns = 0; turns < 500; turns += 1) {
    const next = effects.shift();
    if (next === undefined) {
      const press = left.shift();
      if (!press || hasEnded(state)) break;
      take(press);
      continue;
    }
    const effect = MiningEffect.safeParse(next);
    if (!effect.success) {
      asked.push(z.looseObject({ type: z.string() }).parse(next));
      continue;
    }
    const { notBefore } = Timed.parse(next);
    if (notBefore !== undefined) waits.push(notBefore);
    const dies = onEffect?.(effect.data) === 'die-after';
    if (dies) await perform(work, effect.data, state, 0);
    const event = await perform(work, effect.data, state, dies ? 1 : 0);
    if (event) take(event);
  }
  return { state, asked, audit, waits };
}

/** What an activity answers, whichever it is, as the runtime would hand it on. */
export async function perform(
  { activities }: Pick<MiningWork, 'activities'>,
  effect: MiningEffect,
  state: MiningState,
  attempt = 0,
): Promise<MiningEvent | undefined> {
  const context = aJobContext(state, { attempt });
  const loaded = defineWorkflow(miningWorkflow, activities).load(context.session);
  if (!loaded) throw new Error('the state of the job cannot be read');
  const event = await loaded.perform(toJson(effect), context);
  return event === undefined ? undefined : MiningEvent.parse(event);
}
