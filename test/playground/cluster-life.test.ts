import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { apply, aWidget, call, WIDGET_PLATFORM, WIDGETS } from './cluster-caller.ts';

let folder: string;
let nowMs: number;
let cluster: DemoCluster;

function start(): Promise<DemoCluster> {
  return startDemoCluster({
    documents: WIDGET_PLATFORM,
    clock: { now: () => new Date(nowMs) },
    stateFile: join(folder, 'state.jsonl'),
  });
}

/** Lets that much time pass and the controllers see it. */
function pass(seconds: number): void {
  nowMs += seconds * 1_000;
  cluster.tick();
}

async function statusOf(path: string): Promise<unknown> {
  return (await call(cluster, path)).body.status;
}

async function conditionsOf(path: string): Promise<readonly string[]> {
  const { body } = await call(cluster, path);
  return (body.status?.conditions ?? []).map(
    ({ type, status, reason }) => `${type}=${status} ${reason}`,
  );
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-life-'));
  nowMs = Date.parse('2026-03-01T10:00:00Z');
  cluster = await start();
});
afterEach(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

describe('objects as time passes', () => {
  it('a managed resource is synced, then ready', async () => {
    await apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small' }));

    expect(await conditionsOf(`${WIDGETS}/one`)).toEqual([]);
    pass(5);
    expect(await conditionsOf(`${WIDGETS}/one`)).toEqual([
      'Synced=True ReconcileSuccess',
      'Ready=False Creating',
    ]);
    pass(55);
    expect(await conditionsOf(`${WIDGETS}/one`)).toEqual([
      'Synced=True ReconcileSuccess',
      'Ready=True Available',
    ]);
  });

  it('one that is told to fail says why and never gets ready', async () => {
    const annotations = { 'demo.dotai/outcome': 'fail', 'demo.dotai/message': 'no quota left' };
    await apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small' }, { annotations }));

    pass(600);

    expect(await conditionsOf(`${WIDGETS}/one`)).toEqual([
      'Synced=False ReconcileError',
      'Ready=False Failed',
    ]);
    expect((await call(cluster, `${WIDGETS}/one`)).text).toContain('no quota left');
  });

  it('one whose name says so fails, or is never ready', async () => {
    await apply(cluster, `${WIDGETS}/db-fails`, aWidget({ size: 'small' }, { name: 'db-fails' }));
    await apply(cluster, `${WIDGETS}/db-stuck`, aWidget({ size: 'small' }, { name: 'db-stuck' }));

    pass(600);

    expect(await conditionsOf(`${WIDGETS}/db-fails`)).toContain('Ready=False Failed');
    expect(await conditionsOf(`${WIDGETS}/db-stuck`)).toContain('Ready=False Creating');
  });

  it('a change by people keeps the status, a change of status the generation', async () => {
    await apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small' }));
    pass(60);

    const { body } = await apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small', count: 2 }));

    expect(body.metadata.generation).toBe(2);
    expect(body.status.conditions).toHaveLength(2);
  });

  it.each([
    ['web:1', 'Available=True MinimumReplicasAvailable', 10],
    ['web:missing', 'Progressing=False ProgressDeadlineExceeded', 600],
  ])('a deployment of %s ends as %s', async (image, expected, seconds) => {
    const path = '/apis/apps/v1/namespaces/a-team/deployments/web';
    await apply(cluster, path, aDeployment(image));

    pass(seconds);

    expect(await conditionsOf(path)).toContain(expected);
  });

  it('a changed deployment keeps its old pods until the new ones run', async () => {
    const path = '/apis/apps/v1/namespaces/a-team/deployments/web';
    await apply(cluster, path, aDeployment('web:1'));
    pass(20);
    await apply(cluster, path, aDeployment('web:missing'));

    pass(20);

    expect(await conditionsOf(path)).toEqual([
      'Available=True MinimumReplicasAvailable',
      'Progressing=True ReplicaSetUpdated',
    ]);
    pass(600);
    expect(await conditionsOf(path)).toContain('Progressing=False ProgressDeadlineExceeded');
  });

  it('a claim is bound where its class exists', async () => {
    const claims = '/api/v1/namespaces/a-team/persistentvolumeclaims';
    await apply(cluster, '/apis/storage.k8s.io/v1/storageclasses/fast', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      provisioner: 'disk.example',
    });
    await apply(cluster, `${claims}/good`, aClaim('good', 'fast'));
    await apply(cluster, `${claims}/bad`, aClaim('bad', 'unknown'));

    pass(10);

    expect(await statusOf(`${claims}/good`)).toMatchObject({
      phase: 'Bound',
      capacity: { storage: '1Gi' },
    });
    expect(await statusOf(`${claims}/bad`)).toEqual({ phase: 'Pending' });
  });
});

describe('a restart', () => {
  it('finds what was applied, changed and deleted, and goes on', async () => {
    await apply(cluster, `${WIDGETS}/one`, aWidget({ size: 'small' }));
    await apply(cluster, `${WIDGETS}/gone`, aWidget({ size: 'small' }, { name: 'gone' }));
    await call(cluster, `${WIDGETS}/gone`, { method: 'DELETE' });
    pass(5);
    const before = await call(cluster, `${WIDGETS}/one`);

    await cluster.close();
    cluster = await start();
    const after = await call(cluster, `${WIDGETS}/one`);
    pass(55);

    expect(after.body).toEqual(before.body);
    expect((await call(cluster, `${WIDGETS}/gone`)).status).toBe(404);
    expect(await conditionsOf(`${WIDGETS}/one`)).toContain('Ready=True Available');
  });

  it('keeps the identity of what the cluster begins with', async () => {
    const before = await call(cluster, '/api/v1/namespaces/a-team');

    await cluster.close();
    cluster = await start();

    expect((await call(cluster, '/api/v1/namespaces/a-team')).body.metadata.uid).toBe(
      before.body.metadata.uid,
    );
  });
});

function aDeployment(image: string): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image }] },
      },
    },
  };
}

function aClaim(name: string, storageClassName: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName,
      resources: { requests: { storage: '1Gi' } },
    },
  };
}
