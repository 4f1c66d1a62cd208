import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { objectAt, withValue } from '../../src/playground/cluster/json-path.ts';
import { apply, call, WIDGET_PLATFORM } from './cluster-caller.ts';

const DEPLOYMENT = '/apis/apps/v1/namespaces/a-team/deployments/web';

let cluster: DemoCluster;
beforeEach(async () => {
  cluster = await startDemoCluster({ documents: WIDGET_PLATFORM });
});
afterEach(() => cluster.close());

describe('core kinds', () => {
  function deploy(labels: JsonObject, container: JsonObject, spec: JsonObject = {}) {
    return apply(cluster, DEPLOYMENT, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels }, spec: { containers: [container] } },
        ...spec,
      },
    });
  }

  it('fills in what a deployment leaves out', async () => {
    const answer = await deploy(
      { app: 'web' },
      { name: 'web', image: 'web:1', ports: [{ containerPort: 80 }] },
    );

    expect(answer.status).toBe(201);
    expect(answer.body.spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'RollingUpdate' },
      template: {
        spec: { restartPolicy: 'Always', containers: [{ ports: [{ protocol: 'TCP' }] }] },
      },
    });
  });

  it('wants a template that its selector selects, with an image', async () => {
    const answer = await deploy({ app: 'other' }, { name: 'web' });

    expect(answer.status).toBe(422);
    expect(answer.body.details?.causes?.map(({ field }) => field)).toEqual([
      'spec.template.metadata.labels',
      'spec.template.spec.containers[0].image',
    ]);
  });

  it('keeps the selector of a deployment', async () => {
    await deploy({ app: 'web', tier: 'front' }, { name: 'web', image: 'web:1' });

    const answer = await deploy(
      { app: 'web', tier: 'front' },
      { name: 'web', image: 'web:1' },
      {
        selector: { matchLabels: { tier: 'front' } },
      },
    );

    expect(answer.body.message).toContain('field is immutable');
  });

  it('gives services an address and hides what a secret was given as text', async () => {
    const service = await apply(cluster, '/api/v1/namespaces/a-team/services/web', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { ports: [{ port: 80 }], selector: { app: 'web' } },
    });
    const secret = await apply(cluster, '/api/v1/namespaces/a-team/secrets/key', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key' },
      stringData: { password: 'secret' },
    });

    expect(service.body.spec['clusterIP']).toMatch(/^10\.96\.\d+\.\d+$/);
    expect(secret.body.data).toEqual({ password: 'c2VjcmV0' });
    expect(secret.text).not.toContain('stringData":{"password":"secret"');
  });

  it('serves a type as soon as its definition is there', async () => {
    const definition = objectAt({ first: WIDGET_PLATFORM[2] ?? {} }, 'first');
    const named = withValue(definition, ['metadata', 'name'], 'gadgets.shop.example');
    const changed = withValue(named, ['spec', 'names'], { kind: 'Gadget', plural: 'gadgets' });

    const before = await call(cluster, '/apis/shop.example/v1/gadgets');
    await apply(
      cluster,
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.shop.example',
      changed,
    );
    const after = await call(cluster, '/apis/shop.example/v1/gadgets');

    expect([before.status, after.status]).toEqual([404, 200]);
    expect(after.body.kind).toBe('GadgetList');
  });
});
