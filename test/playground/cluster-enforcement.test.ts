import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, describe, expect, it } from 'vitest';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { prove } from '../../src/activities/change/prove.ts';
import { preparedDeletion } from '../../src/activities/change/deletion-plan.ts';
import { createChangeActivities } from '../../src/activities/change/change-activities.ts';
import { enforcingObjects } from '../../src/activities/policy-removal/enforcing-objects.ts';
import { createSystemClock } from '../../src/adapters/system/clock.ts';
import { Organisation } from '../../src/domain/organisation.ts';
import { enforcementName } from '../../src/domain/policy/enforcement/enforcement-name.ts';
import { enforcementKinds, render } from '../../src/domain/policy/enforcement/render.ts';
import type { EnforcementMode, EnforcementTarget } from '../../src/domain/policy/policy.ts';
import type { Probe, Proof } from '../../src/domain/prepared-change.ts';
import { judgeReadiness } from '../../src/domain/readiness.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Cluster } from '../../src/ports/cluster.ts';
import { start } from '../../src/workflows/change/transition.ts';
import { aPolicy, aRule } from '../a-policy.ts';
import { anActor, aPlace, aSession } from '../builders.ts';
import { createFakeArtifactStore } from '../fakes/artifact-store.ts';
import { createFakeChatPlatform } from '../fakes/chat-platform.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { noPolicies } from '../fakes/no-policies.ts';
import { WIDGET_PLATFORM } from './cluster-caller.ts';

const WIDGET = {
  group: 'shop.example',
  version: 'v1',
  kind: 'Widget',
  plural: 'widgets',
  namespaced: true,
};
const policy = aPolicy({
  sentence: 'Widgets are small',
  scope: { type: 'only', namespaces: ['a-team'] },
  rules: [
    aRule({
      kinds: [WIDGET],
      path: 'spec.size',
      check: { type: 'oneOf', values: ['small'] },
      message: 'must be “small”: widgets are small',
    }),
  ],
});
const NAME = enforcementName(policy);
const TARGETS = [
  'admission-policy',
  'kyverno-validating-policy',
  'kyverno-cluster-policy',
] as const satisfies readonly EnforcementTarget[];

function aProbe(size: string, namespace = 'a-team'): Probe {
  const object = {
    apiVersion: 'shop.example/v1',
    kind: 'Widget',
    metadata: { name: 'probe', namespace },
    spec: { size, reason: 'a trial' },
  };
  return { kind: WIDGET, object, words: `a ${size} widget` };
}

let server: DemoCluster | undefined;
afterEach(() => server?.close());

/** The real adapter on a demo cluster with Kyverno, where a second takes ten milliseconds. */
async function connected(): Promise<{ readonly cluster: Cluster; readonly server: DemoCluster }> {
  server = await startDemoCluster({
    documents: WIDGET_PLATFORM,
    engines: ['kyverno'],
    pace: 100,
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeconfig());
  const cluster = createKubernetesCluster({
    kubeConfig,
    requestTimeoutMs: 10_000,
    context: undefined,
    logger: createFakeLogger(),
  });
  return { cluster, server };
}

async function applied(
  cluster: Cluster,
  how: { readonly target: EnforcementTarget; readonly mode: EnforcementMode },
): Promise<readonly string[]> {
  const objects = render(policy, how);
  const outcomes = [];
  for (const [index, kind] of enforcementKinds(how.target).entries()) {
    const object = objects[index];
    if (object) outcomes.push(await cluster.apply(object, kind));
  }
  return outcomes.map((outcome) =>
    outcome.type === 'accepted' ? 'accepted' : JSON.stringify(outcome.problems),
  );
}

async function proved(
  cluster: Cluster,
  expects: Proof['expects'],
  probes: readonly Probe[],
  clock: Clock = createSystemClock(),
) {
  const artifacts = createFakeArtifactStore();
  const proof = { expects, names: NAME, probes: await artifacts.put(JSON.stringify(probes)) };
  return prove({ cluster, artifacts, clock }, proof, new AbortController().signal);
}

/** Nobody waits: what is slept is passed at once. */
function aHurriedClock(): Clock {
  let nowMs = 0;
  return {
    now: () => new Date(nowMs),
    sleep: async (ms) => void (nowMs += ms),
  };
}

describe.each(TARGETS)('a policy that %s enforces in the demo cluster', (target) => {
  it('is proved in deny mode by a refusal, and lets pass what keeps it', async () => {
    const { cluster } = await connected();
    expect(new Set(await applied(cluster, { target, mode: 'deny' }))).toEqual(
      new Set(['accepted']),
    );

    expect(await proved(cluster, 'refused', [aProbe('large')])).toEqual({
      isProved: true,
      text: 'a large widget was refused',
    });
    for (const probe of [aProbe('small'), aProbe('large', 'b-team')]) {
      expect(await cluster.dryRun(probe.object, probe.kind)).toMatchObject({ type: 'accepted' });
    }
  });

  it('is proved in audit mode by a warning', async () => {
    const { cluster } = await connected();
    await applied(cluster, { target, mode: 'audit' });

    expect(await proved(cluster, 'warned', [aProbe('large')])).toEqual({
      isProved: true,
      text: 'a large widget was warned about',
    });
  });

  it('says of itself that it is ready', async () => {
    const { cluster, server: demo } = await connected();
    await applied(cluster, { target, mode: 'deny' });
    const { objects } = await enforcingObjects(cluster, policy);
    await expect
      .poll(
        async () => {
          demo.tick();
          const now = await Promise.all(objects.map(({ reference }) => cluster.read(reference)));
          return now.map((live, at) => judgeReadiness(live, objects[at]?.kind ?? WIDGET).state);
        },
        { timeout: 20_000 },
      )
      .toEqual(objects.map(() => 'ready'));
  });

  it('is deleted by an approved change, after which nothing is refused any more', async () => {
    const { cluster } = await connected();
    await applied(cluster, { target, mode: 'deny' });
    const artifacts = createFakeArtifactStore();
    const { id: clusterId, name: clusterName } = await cluster.identity();
    const decided = { changeId: 'chg-1', clusterId, clusterName, facts: [], warnings: [] };
    const { objects } = await enforcingObjects(cluster, policy);
    const prepared = await preparedDeletion(artifacts, objects, decided);
    const activities = createChangeActivities({
      cluster,
      artifacts,
      ...noPolicies(),
      chat: createFakeChatPlatform(),
      organisation: Organisation.parse({ roles: { approvers: { people: ['UBEN'] } } }),
      isDemo: false,
      clock: createSystemClock(),
    });
    const at = '2026-11-02T09:00:00.000Z';
    const input = { parentSessionId: 's1', title: 'Stop', prepared };
    const opening = { sessionId: 'chg-1', owner: anActor(), place: aPlace(), at, input };
    const approvals = [{ actor: anActor('UBEN'), at, digest: prepared.digest }];
    const context = {
      session: aSession({ workflow: 'change', state: start(opening).state }),
      effectId: 'chg-1-3-1',
      attempt: 0,
      signal: new AbortController().signal,
      progress: () => undefined,
      checkTurn: async () => undefined,
      now: () => at,
    };
    await activities['apply-change']({ type: 'apply-change', approvals }, context);
    const ending = await activities['watch-change']({ type: 'watch-change' }, context);
    const { object, kind } = aProbe('large');

    expect(ending).toMatchObject({
      type: 'settling-ended',
      results: objects.map(() => ({ state: 'ready', reason: 'It is gone.' })),
    });
    expect(await enforcingObjects(cluster, policy)).toEqual({ objects: [], unseen: [] });
    expect(await cluster.dryRun(object, kind)).toMatchObject({ type: 'accepted' });
  });
});

describe('a policy engine that does not act', () => {
  it('is told from one that does', async () => {
    const { cluster, server: demo } = await connected();
    demo.kyverno?.setWebhook('idle');
    await applied(cluster, { target: 'kyverno-validating-policy', mode: 'deny' });

    expect(await proved(cluster, 'refused', [aProbe('large')], aHurriedClock())).toEqual({
      isProved: false,
      text: 'The policy engine does not act: a large widget was accepted.',
    });
  });

  it('is named where its webhook is not ready', async () => {
    const { cluster, server: demo } = await connected();
    demo.kyverno?.setWebhook('failing');

    await expect(
      applied(cluster, { target: 'kyverno-cluster-policy', mode: 'deny' }),
    ).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('webhook validate-policy.kyverno.svc is not ready'),
    });
  });
});
