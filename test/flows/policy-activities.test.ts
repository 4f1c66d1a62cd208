import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, describe, expect, it } from 'vitest';
import { createChangeActivities } from '../../src/activities/change/change-activities.ts';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import { createCelExpressions } from '../../src/adapters/cel/expressions.ts';
import { Organisation } from '../../src/domain/organisation.ts';
import type { EnforcementMode, EnforcementTarget } from '../../src/domain/policy/policy.ts';
import type { ChangeRequest } from '../../src/domain/prepared-change.ts';
import { type DemoCluster, startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { start } from '../../src/workflows/change/transition.ts';
import { PolicyState } from '../../src/workflows/policy/state.ts';
import { aPlace, anActor, aSession } from '../builders.ts';
import { catalogOf } from '../eval/policies-catalog.ts';
import { createFakeChatPlatform } from '../fakes/chat-platform.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { aContext, aPolicyWork } from '../policy-work.ts';
import { aPolicyTalk, details, SENTENCE } from '../policy-builders.ts';
import { ANA, AT } from '../recommend-builders.ts';

let server: DemoCluster | undefined;
afterEach(() => server?.close());

type Way = { readonly target: EnforcementTarget; readonly mode: EnforcementMode };

/** The activities over the real adapter and the demo platform, where a second takes ten milliseconds. */
async function aStage(engines: readonly 'kyverno'[]) {
  server = await startDemoCluster({ documents: demoPlatform(), engines, pace: 100 });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeconfig());
  const logger = createFakeLogger();
  const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 10_000, logger });
  const { id: clusterId } = await cluster.identity();
  const kinds = await catalogOf(cluster);
  const catalog = { kinds: async () => ({ clusterId, kinds }) };
  return { ...aPolicyWork({ over: { cluster, catalog } }), cluster, demo: server };
}

type Stage = Awaited<ReturnType<typeof aStage>>;

/** A conversation that has got to the review of its policy, or of a change to it. */
async function reviewed({ activities }: Stage, over: Partial<PolicyState> = {}) {
  const scope = { type: 'only' as const, namespaces: ['a-team'] };
  const asked = { ...aPolicyTalk(), ...fieldsOf(), scope, ...over };
  const rules = await activities['derive-rules']({ type: 'derive-rules' }, aContext(asked));
  if (!rules) throw new Error('nothing was derived');
  const derived = { ...asked, derived: rules.derived };
  const event = await activities['rehearse-policy']({ type: 'rehearse-policy' }, aContext(derived));
  if (!event) throw new Error('nothing was rehearsed');
  return PolicyState.parse({ ...derived, rehearsal: event.rehearsal });
}

function fieldsOf(): Partial<PolicyState> {
  const { triggers = [], rationale, owner } = details;
  return { sentence: SENTENCE, triggers, rationale, owner };
}

async function prepared({ activities }: Stage, state: PolicyState): Promise<ChangeRequest> {
  const context = aContext(state);
  const event = await activities['prepare-enforcement']({ type: 'prepare-enforcement' }, context);
  if (event?.type !== 'enforcement-prepared') throw new Error(JSON.stringify(event));
  return event.request;
}

/** Somebody approved one way of the change: it is applied, watched and proved. */
async function approved(
  { cluster, artifacts, book, demo }: Stage,
  { request, way }: { readonly request: ChangeRequest; readonly way: Way },
) {
  const id = `${way.target}-${way.mode}`;
  const variant = request.variants?.find((one) => one.id === id);
  if (!variant) throw new Error(`there is no way ${id}`);
  const activities = createChangeActivities({
    cluster,
    artifacts,
    policies: book,
    expressions: createCelExpressions(),
    chat: createFakeChatPlatform(),
    organisation: Organisation.parse({ roles: { approvers: { people: ['UBEN'] } } }),
    isDemo: false,
    clock: createSystemClock(),
  });
  const { changeId: sessionId, digest } = variant.prepared;
  const input = { ...request, prepared: variant.prepared };
  const opening = { sessionId, owner: ANA, place: aPlace(), at: AT, input };
  const session = aSession({ workflow: 'change', state: start(opening).state });
  const context = { ...aContext(aPolicyTalk()), session };
  const approvals = [{ actor: anActor('UBEN'), at: AT, digest }];
  const applied = await activities['apply-change']({ type: 'apply-change', approvals }, context);
  demo.tick();
  return { applied, ended: await activities['watch-change']({ type: 'watch-change' }, context) };
}

describe.each([
  ['admission-policy', []],
  ['kyverno-validating-policy', ['kyverno']],
] as const)('a policy that is to be enforced by %s', (target, engines) => {
  it.each([
    ['audit', /(?:was|were) warned about$/u],
    ['deny', /(?:was|were) refused$/u],
  ] as const)('is rehearsed, applied in %s, proved and noted', async (mode, proof) => {
    const stage = await aStage(engines);
    const state = await reviewed(stage);
    const { rehearsal } = state;
    expect(rehearsal?.wrong).toEqual([]);
    expect(rehearsal?.broken.total).toBeGreaterThan(3);
    expect(rehearsal?.dryRun).toEqual({ isAccepted: true });
    const request = await prepared(stage, { ...state, target });
    const { applied, ended } = await approved(stage, { request, way: { target, mode } });
    expect(applied).toMatchObject({ type: 'change-applied' });
    expect(ended).toMatchObject({
      type: 'settling-ended',
      proven: { isProved: true, text: expect.stringMatching(proof) },
    });
    const { changeId } = request.prepared;
    const record = { type: 'record-enforcement', changeId } as const;
    await stage.activities['record-enforcement'](record, aContext({ ...state, request }));

    const [policy] = await stage.book.active();
    expect(policy?.enforcement).toMatchObject({ target, mode, version: 1, changeId });
  });
});

describe('a policy that is enforced and changed', () => {
  it('is rehearsed against what is in force, and applied in its place', async () => {
    const stage = await aStage([]);
    const way: Way = { target: 'admission-policy', mode: 'deny' };
    const first = await reviewed(stage);
    const request = await prepared(stage, first);
    await approved(stage, { request, way });
    const { changeId } = request.prepared;
    await stage.activities['record-enforcement'](
      { type: 'record-enforcement', changeId },
      aContext({ ...first, request }),
    );
    const policy = await stage.book.get(first.policyId);
    const second = await reviewed(stage, {
      sessionId: 's2',
      sentence: SENTENCE.replace('us-east-1', 'eu-west-1'),
      policyId: first.policyId,
      baseVersion: 1,
      enforced: policy?.enforcement,
    });
    const report = await stage.artifacts.get(second.rehearsal?.file.content ?? '');

    expect(report).toContain('What is enforced now, by version 1 in deny mode');
    expect(report).toMatch(/that keeps it: refused by it/u);
    expect(second.rehearsal?.wrong).toEqual([]);
    const next = await prepared(stage, second);
    expect(next.variants?.map(({ id }) => id)).toEqual([
      'admission-policy-deny',
      'admission-policy-audit',
    ]);
    expect(next.prepared.items.map(({ action }) => action)).toContain('update');
    const { ended } = await approved(stage, { request: next, way });
    expect(ended).toMatchObject({ proven: { isProved: true } });
  });
});

describe('an engine that does not answer', () => {
  it('is named, and another one suggested', async () => {
    const stage = await aStage(['kyverno']);
    stage.demo.kyverno?.setWebhook('failing');
    const { rehearsal } = await reviewed(stage);

    expect(rehearsal?.targets[0]).toMatchObject({
      target: 'kyverno-validating-policy',
      problem: expect.stringContaining('kyverno.svc is not ready'),
    });
    expect(rehearsal?.dryRun).toEqual({ isAccepted: true });
  });
});
