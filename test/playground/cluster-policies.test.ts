import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { apply, aWidget, WIDGET_PLATFORM, WIDGETS } from './cluster-caller.ts';

const ADMISSION = 'admissionregistration.k8s.io/v1';

let cluster: DemoCluster;
let nowMs: number;
beforeEach(async () => {
  nowMs = Date.parse('2026-03-01T10:00:00Z');
  cluster = await startDemoCluster({
    documents: WIDGET_PLATFORM,
    clock: { now: () => new Date(nowMs) },
  });
});
afterEach(() => cluster.close());

async function bind(validation: JsonObject, actions: readonly string[], match: JsonObject = {}) {
  const policy = {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'few' },
    spec: {
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['shop.example'],
            apiVersions: ['*'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['widgets'],
          },
        ],
      },
      variables: [{ name: 'count', expression: 'object.spec.count' }],
      validations: [validation],
    },
  };
  const binding = {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'few-binding' },
    spec: { policyName: 'few', validationActions: actions, matchResources: match },
  };
  const root = `/apis/${ADMISSION}`;
  const policyAnswer = await apply(cluster, `${root}/validatingadmissionpolicies/few`, policy);
  const path = `${root}/validatingadmissionpolicybindings/few-binding`;
  const bindingAnswer = await apply(cluster, path, binding);
  expect([policyAnswer.status, bindingAnswer.status]).toEqual([201, 201]);
}

function put(count: number) {
  return apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small', count }));
}

const FEW = { expression: 'variables.count < 3', message: 'at most two' };

describe('admission policies', () => {
  it('refuse what breaks them, half a second after they were bound', async () => {
    await bind(FEW, ['Deny']);

    const early = await put(4);
    nowMs += 600;
    const late = await put(5);

    expect([early.status, late.status]).toEqual([201, 422]);
    expect(late.body.message).toBe(
      "widgets.shop.example \"one\" is forbidden: ValidatingAdmissionPolicy 'few' with binding 'few-binding' denied request: at most two",
    );
    expect((await put(2)).status).toBe(200);
  });

  it('warn only where the binding says so', async () => {
    await bind(FEW, ['Warn']);
    nowMs += 600;

    const answer = await put(4);

    expect(answer.status).toBe(201);
    expect(answer.headers.get('warning')).toContain(
      "ValidatingAdmissionPolicy 'few' with binding 'few-binding': at most two",
    );
  });

  it('refuse with the code of their reason', async () => {
    await bind({ ...FEW, reason: 'Forbidden' }, ['Deny']);
    nowMs += 600;

    expect((await put(4)).status).toBe(403);
  });

  it('refuse when their expression fails', async () => {
    await bind({ expression: "object.spec.region == 'north'" }, ['Deny']);
    nowMs += 600;

    expect((await put(1)).body.message).toContain(
      "expression 'object.spec.region == 'north'' resulted in error: no such key: region",
    );
  });

  it('may look at the kind and version of what they are about', async () => {
    const guard = "object.apiVersion != 'shop.example/v1' || object.kind != 'Widget'";
    await bind({ expression: `${guard} || object.spec.count < 3`, message: 'at most two' }, [
      'Deny',
    ]);
    nowMs += 600;

    expect((await put(4)).body.message).toContain('denied request: at most two');
    expect((await put(2)).status).toBe(201);
  });

  it('warn in the words of the API server', async () => {
    await bind(FEW, ['Warn', 'Audit']);
    nowMs += 600;

    expect((await put(4)).headers.get('warning')).toBe(
      `299 - ${JSON.stringify("Validation failed for ValidatingAdmissionPolicy 'few' with binding 'few-binding': at most two")}`,
    );
  });

  it('leave namespaces alone that the binding does not select', async () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'b-team' } };
    await bind(FEW, ['Deny'], { namespaceSelector });
    nowMs += 600;

    const foreign = aWidget({ size: 'small', count: 4 }, { namespace: 'b-team' });

    expect((await put(4)).status).toBe(201);
    expect(
      (await apply(cluster, `${WIDGETS.replace('a-team', 'b-team')}/one`, foreign)).status,
    ).toBe(422);
  });
});
