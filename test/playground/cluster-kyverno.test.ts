import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { apply, aWidget, call, WIDGET_PLATFORM, WIDGETS } from './cluster-caller.ts';

const CLUSTER_POLICIES = '/apis/kyverno.io/v1/clusterpolicies';
const VALIDATING_POLICIES = '/apis/policies.kyverno.io/v1/validatingpolicies';
const FEW = { expression: 'object.spec.count < 3', message: 'at most two' };

let cluster: DemoCluster;
let nowMs: number;
beforeEach(async () => {
  nowMs = Date.parse('2026-03-01T10:00:00Z');
  cluster = await startDemoCluster({
    documents: WIDGET_PLATFORM,
    engines: ['kyverno'],
    clock: { now: () => new Date(nowMs) },
  });
});
afterEach(() => cluster.close());

function aClusterPolicy(spec: JsonObject, rule: JsonObject = {}): JsonObject {
  const resources = { kinds: ['shop.example/v1/Widget'], operations: ['CREATE', 'UPDATE'] };
  const { validate, ...rest } = rule;
  return {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'few' },
    spec: {
      ...spec,
      rules: [
        {
          name: 'rules',
          match: { any: [{ resources }] },
          ...rest,
          validate: validate ?? { failureAction: 'Enforce', cel: { expressions: [FEW] } },
        },
      ],
    },
  };
}

function aValidatingPolicy(actions: readonly string[], spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'few' },
    spec: {
      validationActions: actions,
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['shop.example'],
            apiVersions: ['v1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['widgets'],
          },
        ],
      },
      validations: [FEW],
      ...spec,
    },
  };
}

/** Stores the policy, and waits until it is in force. */
async function enforce(policy: JsonObject): Promise<void> {
  const path = policy['kind'] === 'ClusterPolicy' ? CLUSTER_POLICIES : VALIDATING_POLICIES;
  expect((await apply(cluster, `${path}/few`, policy)).status).toBe(201);
  nowMs += 600;
}

function put(count: number, query = '') {
  return apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small', count }), { query });
}

describe('Kyverno in the demo cluster', () => {
  it('is not there unless it was asked for', async () => {
    const without = await startDemoCluster({ documents: WIDGET_PLATFORM });

    expect((await call(without, CLUSTER_POLICIES)).status).toBe(404);
    expect(without.kyverno).toBeUndefined();
    expect((await call(cluster, CLUSTER_POLICIES)).status).toBe(200);
    await without.close();
  });

  it.each([
    [
      'a ClusterPolicy',
      aClusterPolicy({}),
      'admission webhook "validate.kyverno.svc-fail" denied the request: \n\nresource Widget/a-team/one was blocked due to the following policies \n\nfew:\n  rules: at most two\n',
    ],
    [
      'a ValidatingPolicy',
      aValidatingPolicy(['Deny']),
      'admission webhook "vpol.validate.kyverno.svc-fail" denied the request: Policy few failed: at most two',
    ],
  ])('refuses what breaks %s, half a second after it was stored', async (_, policy, words) => {
    const path = policy['kind'] === 'ClusterPolicy' ? CLUSTER_POLICIES : VALIDATING_POLICIES;
    await apply(cluster, `${path}/few`, policy);
    const early = await put(4, '&dryRun=All');
    nowMs += 600;
    const late = await put(4, '&dryRun=All');

    expect([early.status, late.status]).toEqual([201, 400]);
    expect(late.body.message).toBe(words);
    expect((await put(2)).status).toBe(201);
  });

  it.each([
    [
      'a ClusterPolicy',
      'policy few.rules: at most two',
      aClusterPolicy(
        { emitWarning: true },
        { validate: { failureAction: 'Audit', cel: { expressions: [FEW] } } },
      ),
    ],
    ['a ValidatingPolicy', 'Policy few failed: at most two', aValidatingPolicy(['Warn', 'Audit'])],
  ])('warns of what breaks %s that only audits', async (_, words, policy) => {
    await enforce(policy);

    const answer = await put(4);

    expect(answer.status).toBe(201);
    expect(answer.headers.get('warning')).toContain(words);
  });

  it.each([
    [
      'a ClusterPolicy',
      aClusterPolicy({}, { validate: { failureAction: 'Audit', cel: { expressions: [FEW] } } }),
    ],
    ['a ValidatingPolicy', aValidatingPolicy(['Audit'])],
  ])('says nothing where %s audits without a warning', async (_, policy) => {
    await enforce(policy);

    const answer = await put(4);

    expect(answer.status).toBe(201);
    expect(answer.headers.get('warning')).toBeNull();
  });

  it.each([
    [
      'excluded namespaces',
      aClusterPolicy({}, { exclude: { any: [{ resources: { namespaces: ['a-team'] } }] } }),
    ],
    [
      'other kinds',
      aClusterPolicy(
        {},
        { match: { any: [{ resources: { kinds: ['other.example/v1/Widget'] } }] } },
      ),
    ],
    [
      'other operations',
      aClusterPolicy(
        {},
        { match: { any: [{ resources: { kinds: ['Widget'], operations: ['DELETE'] } }] } },
      ),
    ],
    [
      'unmet preconditions',
      aClusterPolicy(
        {},
        { celPreconditions: [{ name: 'never', expression: "object.kind == 'Other'" }] },
      ),
    ],
    ['a switched off admission', aClusterPolicy({ admission: false })],
    [
      'other namespaces',
      aValidatingPolicy(['Deny'], {
        matchConstraints: {
          namespaceSelector: {
            matchExpressions: [
              { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['a-team'] },
            ],
          },
          resourceRules: [
            { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] },
          ],
        },
      }),
    ],
  ])('leaves %s alone', async (_, policy) => {
    await enforce(policy);

    expect((await put(4)).status).toBe(201);
  });

  it('lets stay what was wrong before, unless the rule says otherwise', async () => {
    const strict = { failureAction: 'Enforce', allowExistingViolations: false };
    await put(3);
    await enforce(aClusterPolicy({}));
    const mild = await put(4);
    const validate = { ...strict, cel: { expressions: [FEW] } };
    await apply(cluster, `${CLUSTER_POLICIES}/few`, aClusterPolicy({}, { validate }));
    nowMs += 600;

    expect([mild.status, (await put(5)).status]).toEqual([200, 400]);
  });

  it('says of its policies that they are in force', async () => {
    await enforce(aClusterPolicy({}));
    await apply(cluster, `${VALIDATING_POLICIES}/few`, aValidatingPolicy(['Deny']));
    nowMs += 2_000;
    cluster.tick();
    const [older, newer] = await Promise.all([
      call(cluster, `${CLUSTER_POLICIES}/few`),
      call(cluster, `${VALIDATING_POLICIES}/few`),
    ]);

    expect(older.body.status.conditions).toMatchObject([{ type: 'Ready', status: 'True' }]);
    expect(newer.body.status['conditionStatus']).toMatchObject({ ready: true });
  });
});

describe('a webhook of Kyverno that is not ready', () => {
  const UNREACHABLE =
    /^Internal error occurred: failed calling webhook ".*": failed to call webhook: Post ".*": no endpoints available for service "kyverno-svc"$/u;

  it('fails policies that are to be stored, dry runs too', async () => {
    cluster.kyverno?.setWebhook('failing');
    const query = '&dryRun=All';
    const answer = await apply(cluster, `${CLUSTER_POLICIES}/few`, aClusterPolicy({}), { query });

    expect(answer.status).toBe(500);
    expect(answer.body.message).toMatch(UNREACHABLE);
  });

  it('fails what a policy is about, unless the policy says that it may pass', async () => {
    await enforce(aValidatingPolicy(['Deny']));
    cluster.kyverno?.setWebhook('failing');
    const closed = await put(2);
    cluster.kyverno?.setWebhook('ready');
    const ignoring = aValidatingPolicy(['Deny'], { failurePolicy: 'Ignore' });
    await apply(cluster, `${VALIDATING_POLICIES}/few`, ignoring);
    nowMs += 600;
    cluster.kyverno?.setWebhook('failing');

    expect(closed.status).toBe(500);
    expect(closed.body.message).toMatch(UNREACHABLE);
    expect((await put(4)).status).toBe(201);
  });

  it('may be asked by nobody, though its policies say that they are in force', async () => {
    cluster.kyverno?.setWebhook('idle');
    await enforce(aClusterPolicy({}));
    nowMs += 2_000;
    cluster.tick();
    const policy = await call(cluster, `${CLUSTER_POLICIES}/few`);

    expect(policy.body.status.conditions).toMatchObject([{ type: 'Ready', status: 'True' }]);
    expect((await put(4)).status).toBe(201);
  });
});
