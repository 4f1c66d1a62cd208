import { KubeConfig, KubernetesObjectApi, PatchStrategy, Watch } from '@kubernetes/client-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { apply, aWidget, WIDGET_PLATFORM, WIDGETS } from './cluster-caller.ts';

describe('the real Kubernetes client on the demo cluster', () => {
  let cluster: DemoCluster;
  let config: KubeConfig;

  beforeAll(async () => {
    cluster = await startDemoCluster({ documents: WIDGET_PLATFORM });
    config = new KubeConfig();
    config.loadFromString(cluster.kubeconfig());
  });
  afterAll(() => cluster.close());

  it('creates, reads, applies, lists and deletes objects', async () => {
    const api = KubernetesObjectApi.makeApiClient(config);
    const widget = aWidget({ size: 'small' }, { name: 'by-client' }) as KubernetesObject;

    await api.create(widget);
    const patched = await api.patch(
      { ...widget, spec: { size: 'small', count: 3 } } as KubernetesObject,
      undefined,
      undefined,
      'dotai',
      true,
      PatchStrategy.ServerSideApply,
    );
    const listed = await api.list('shop.example/v1', 'Widget', 'a-team');
    await api.delete(widget);

    expect(patched).toMatchObject({ spec: { count: 3 }, metadata: { generation: 2 } });
    expect(listed.items.map(({ metadata }) => metadata?.name)).toContain('by-client');
    await expect(
      api.read({ ...widget, metadata: { name: 'by-client', namespace: 'a-team' } }),
    ).rejects.toMatchObject({ code: 404 });
  });

  it('watches what happens to an object', async () => {
    const seen: string[] = [];
    const { promise: added, resolve } = Promise.withResolvers<void>();
    const request = await new Watch(config).watch(
      WIDGETS,
      { fieldSelector: 'metadata.name=watched' },
      (phase: string, object: KubernetesObject) => {
        seen.push(`${phase} ${object.metadata?.name}`);
        if (seen.length === 2) resolve();
      },
      () => undefined,
    );

    await apply(cluster, `${WIDGETS}/other`, aWidget({ size: 'small' }, { name: 'other' }));
    await apply(cluster, `${WIDGETS}/watched`, aWidget({ size: 'small' }, { name: 'watched' }));
    await apply(
      cluster,
      `${WIDGETS}/watched`,
      aWidget({ size: 'small', count: 2 }, { name: 'watched' }),
    );
    await added;
    request.abort();

    expect(seen).toEqual(['ADDED watched', 'MODIFIED watched']);
  });
});
