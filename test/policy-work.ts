import { createPolicyActivities } from '../src/activities/policy/policy-activities.ts';
import type { PolicyDependencies } from '../src/activities/policy/dependencies.ts';
import type { ActivityContext } from '../src/activities/activity.ts';
import { createCelExpressions } from '../src/adapters/cel/expressions.ts';
import { createOfflineModel } from '../src/adapters/offline/language-model.ts';
import { DerivedRules } from '../src/domain/policy/derived-rules.ts';
import type { Candidate } from '../src/domain/mining/candidate.ts';
import type { Evidence } from '../src/domain/mining/evidence.ts';
import { enforcementKinds } from '../src/domain/policy/enforcement/render.ts';
import type { EnforcementTarget, Policy } from '../src/domain/policy/policy.ts';
import type { KubernetesObject } from '../src/domain/manifest.ts';
import { Organisation } from '../src/domain/organisation.ts';
import type { PolicyState } from '../src/workflows/policy/state.ts';
import { aRule } from './a-policy.ts';
import { anActor, aSession } from './builders.ts';
import { createFakeArtifactStore } from './fakes/artifact-store.ts';
import { createFakeCandidateBook } from './fakes/candidate-book.ts';
import { createFakeChatPlatform } from './fakes/chat-platform.ts';
import { createFakeClock } from './fakes/clock.ts';
import {
  aFieldTable,
  aServedKind,
  createFakeCluster,
  type FakeClusterContents,
} from './fakes/cluster.ts';
import { createFakeLogger } from './fakes/logger.ts';
import { createFakePolicyBook } from './fakes/policy-book.ts';
import { anEvidence } from './pattern-builders.ts';
import { aDerived, aPolicyTalk, aRehearsal, details, TO_REVIEW } from './policy-builders.ts';
import { ANA, AT } from './recommend-builders.ts';
import { aRow } from './tables.ts';

/** A kind with the field that the rule of `aRule` is about. */
export const INSTANCE = aServedKind({
  group: 'rds.aws.example.org',
  version: 'v1beta1',
  kind: 'Instance',
});

const ROWS = [
  aRow('spec', { type: 'object' }),
  aRow('spec.forProvider', { type: 'object' }),
  aRow('spec.forProvider.region'),
];

export function anInstance(
  name: string,
  { namespace = 'a-team', region = 'us-east-1' } = {},
): KubernetesObject {
  return {
    apiVersion: 'rds.aws.example.org/v1beta1',
    kind: 'Instance',
    metadata: { name, namespace },
    spec: { forProvider: { region } },
  };
}

export interface PolicyWorkSetting extends Partial<FakeClusterContents> {
  /** What the cluster could enforce policies with. */
  readonly targets?: readonly EnforcementTarget[];
  readonly policies?: readonly Policy[];
  /** Candidates that policies are made of. */
  readonly proposed?: readonly Candidate[];
  /** Default: one of each. */
  readonly quotes?: readonly Evidence[];
  /** Accounts that are curators. Default: the author alone. */
  readonly curators?: readonly string[];
  readonly over?: Partial<PolicyDependencies>;
}

function quoteOf({ id: candidateId }: Candidate): Evidence {
  return anEvidence({ candidateId });
}

/** The activities over a cluster with one kind of database and the given engines. */
export function aPolicyWork(setting: PolicyWorkSetting = {}) {
  const { targets = ['admission-policy'], policies = [], curators = ['UANA'], over } = setting;
  const { proposed = [] } = setting;
  const cluster = createFakeCluster({
    kinds: [INSTANCE, ...servedBy(targets)],
    tables: { 'instances.rds.aws.example.org': aFieldTable({ rows: ROWS }) },
    namespaces: ['a-team', 'b-team', 'kube-system'],
    ...setting,
  });
  const book = createFakePolicyBook(policies);
  const candidates = createFakeCandidateBook(proposed, setting.quotes ?? proposed.map(quoteOf));
  const artifacts = createFakeArtifactStore();
  const chat = createFakeChatPlatform();
  const logger = createFakeLogger();
  const organisation = Organisation.parse({ roles: { curators: { people: curators } } });
  const activities = createPolicyActivities({
    model: createOfflineModel(),
    cluster,
    artifacts,
    policies: book,
    candidates,
    catalog: { kinds: async () => ({ clusterId: 'fake-cluster', kinds: [] }) },
    expressions: createCelExpressions(),
    people: { chat, organisation, isDemo: false },
    organisation,
    clock: createFakeClock(AT),
    logger,
    ...over,
  });
  return { cluster, book, candidates, artifacts, chat, logger, activities };
}

export function servedBy(targets: readonly EnforcementTarget[]) {
  return targets.flatMap((target) => enforcementKinds(target)).map((kind) => aServedKind(kind));
}

type Artifacts = ReturnType<typeof createFakeArtifactStore>;

type Review = Partial<PolicyState> & { readonly rules?: Partial<DerivedRules> };

/** A conversation at its review, whose rules are these. */
export async function aReview(
  artifacts: Artifacts,
  { rules, ...parts }: Review = {},
): Promise<PolicyState> {
  const record: DerivedRules = {
    clusterId: 'fake-cluster',
    draft: { providers: ['aws'], subjects: [], incidental: [], checks: [], expressions: [] },
    rules: [aRule()],
    expressions: [],
    ...rules,
  };
  const hash = await artifacts.put(JSON.stringify(DerivedRules.parse(record)));
  return {
    ...aPolicyTalk(TO_REVIEW),
    derived: aDerived({ rules: hash }),
    rehearsal: aRehearsal({ live: { looked: 0, breaking: 0, first: [], unseen: [] } }),
    scope: details.scope,
    target: undefined,
    ...parts,
  };
}

/** What an activity is given while the session is like that; `said` is what it tells meanwhile. */
export function aContext(state: PolicyState, over: Partial<ActivityContext> = {}) {
  const said: string[] = [];
  const context: ActivityContext = {
    session: aSession({ workflow: 'policy', owner: ANA, state }),
    effectId: `${state.sessionId}-9-0`,
    attempt: 0,
    signal: new AbortController().signal,
    progress: ({ text }) => void said.push(String(text)),
    checkTurn: async () => undefined,
    now: () => '2026-01-05T10:00:00.000Z',
    ...over,
  };
  return { ...context, said };
}

/** What a rehearsal of such a conversation comes to. */
export async function rehearse(setting: PolicyWorkSetting = {}, parts: Review = {}) {
  const work = aPolicyWork(setting);
  const context = aContext(await aReview(work.artifacts, parts));
  const event = await work.activities['rehearse-policy']({ type: 'rehearse-policy' }, context);
  if (!event) throw new Error('nothing was said');
  const { rehearsal } = event;
  const report = await work.artifacts.get(rehearsal.file.content);
  const yaml = rehearsal.yaml && (await work.artifacts.get(rehearsal.yaml.content));
  return { ...work, rehearsal, report, yaml, said: context.said };
}

export const CURATOR = anActor('UCLEO');
