import type { ActivityContext } from '../src/activities/activity.ts';
import { createCapabilityReader } from '../src/activities/knowledge/capability-reader.ts';
import type { PatternDependencies } from '../src/activities/pattern/dependencies.ts';
import { createPatternActivities } from '../src/activities/pattern/pattern-activities.ts';
import { createOfflineModel } from '../src/adapters/offline/language-model.ts';
import type { Capability } from '../src/domain/capability.ts';
import { CAPABILITIES, indexEntryOf } from '../src/domain/knowledge/document.ts';
import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Evidence } from '../src/domain/mining/evidence.ts';
import { Organisation } from '../src/domain/organisation.ts';
import type { Pattern } from '../src/domain/pattern/pattern.ts';
import type { ServedKind } from '../src/ports/cluster.ts';
import type { PatternState } from '../src/workflows/pattern/state.ts';
import { aCapability } from './a-capability.ts';
import { aSession } from './builders.ts';
import { createFakeCandidateBook } from './fakes/candidate-book.ts';
import { createFakeChatPlatform } from './fakes/chat-platform.ts';
import { aServedKind, createFakeCluster } from './fakes/cluster.ts';
import { createFakeKnowledgeIndex } from './fakes/knowledge-index.ts';
import { createFakeLogger } from './fakes/logger.ts';
import { createFakePatternBook } from './fakes/pattern-book.ts';
import { INTERNET_GATEWAY, SQL_CLAIM } from './pattern-builders.ts';
import { SERVICE } from './pattern-talk.ts';
import { ANA } from './recommend-builders.ts';

const KNATIVE_SERVICE = { ...SERVICE, group: 'serving.example.org' };
const DEPLOYMENT = { ...SERVICE, group: 'apps', kind: 'Deployment', plural: 'deployments' };

/** What the fake cluster serves; two kinds are called Service. */
export const SERVED: readonly ServedKind[] = [
  aServedKind(INTERNET_GATEWAY),
  aServedKind(SQL_CLAIM),
  { ...aServedKind(SERVICE), shortNames: ['svc'] },
  aServedKind(KNATIVE_SERVICE),
  { ...aServedKind(DEPLOYMENT), shortNames: ['deploy'] },
  { ...aServedKind({ group: '', kind: 'ComponentStatus' }), verbs: ['get', 'list'] },
];

const KNOWN: readonly Capability[] = [
  aCapability(INTERNET_GATEWAY, {
    providers: ['aws'],
    tags: ['internet', 'gateway', 'public'],
    description: 'InternetGateway connects a network\n with the internet.',
    useCase: 'Use it to connect a network.',
  }),
  aCapability(SQL_CLAIM, {
    providers: ['aws', 'azure'],
    tags: ['database', 'sql'],
    description: 'A database in any cloud.',
    useCase: 'Use it to get a database.',
  }),
];

export interface PatternWorkSetting {
  readonly patterns?: readonly Pattern[];
  readonly candidates?: readonly Candidate[];
  readonly quotes?: readonly Evidence[];
  /** Beside the two that are known always. */
  readonly known?: readonly Capability[];
  /** Accounts that are curators. Default: the author alone. */
  readonly curators?: readonly string[];
  readonly over?: Partial<PatternDependencies>;
}

/** The activities over a cluster with a handful of kinds. */
export async function aPatternWork(setting: PatternWorkSetting = {}) {
  const { patterns = [], candidates = [], quotes = [], known = [], over } = setting;
  const { curators = ['UANA'] } = setting;
  const cluster = createFakeCluster({ kinds: SERVED });
  const knowledge = createFakeKnowledgeIndex();
  const entries = [...KNOWN, ...known].map((one) => indexEntryOf(one));
  await knowledge.upsert(CAPABILITIES, entries);
  const book = createFakePatternBook(patterns);
  const proposed = createFakeCandidateBook(candidates, quotes);
  const logger = createFakeLogger();
  const organisation = Organisation.parse({ roles: { curators: { people: curators } } });
  const activities = createPatternActivities({
    model: createOfflineModel(),
    capabilities: createCapabilityReader({ knowledge, cluster, embedder: undefined, logger }),
    knowledge,
    cluster,
    patterns: book,
    candidates: proposed,
    people: { chat: createFakeChatPlatform(), organisation, isDemo: false },
    ...over,
  });
  return { activities, book, candidates: proposed, cluster, knowledge };
}

/** What an activity is given while the session is like that. */
export function aContext(
  state: PatternState,
  over: Partial<ActivityContext> = {},
): ActivityContext {
  return {
    session: aSession({ workflow: 'pattern', owner: ANA, state }),
    effectId: `${state.sessionId}-9-0`,
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    checkTurn: async () => undefined,
    now: () => '2026-01-05T10:00:00.000Z',
    ...over,
  };
}
