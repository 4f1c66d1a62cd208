import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import type { DemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { apply, WIDGET_PLATFORM } from './cluster-caller.ts';

const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.shop.example';

/** A kind that nobody installed yet; another version word each time, so that each write changes it. */
function aGadget(description: string) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'gadgets.shop.example' },
    spec: {
      group: 'shop.example',
      names: { kind: 'Gadget', plural: 'gadgets', singular: 'gadget', listKind: 'GadgetList' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', description } },
        },
      ],
    },
  };
}

describe('the demo cluster', () => {
  let demo: DemoCluster;
  beforeAll(async () => {
    demo = await startDemoCluster({ documents: WIDGET_PLATFORM });
  });
  afterAll(() => demo.close());

  it('tells the bot when a kind is installed, and serves it', async () => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(demo.kubeconfig());
    const logger = createFakeLogger();
    const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 5_000, logger });
    const stop = new AbortController();
    let told = 0;
    const watching = cluster.watchKinds(() => void (told += 1), stop.signal);

    let round = 0;
    await vi.waitFor(
      async () => {
        await apply(demo, PATH, aGadget(`A gadget, round ${(round += 1)}.`));
        expect(told).toBeGreaterThan(0);
      },
      { timeout: 5_000, interval: 20 },
    );
    stop.abort();
    await watching;

    expect((await cluster.kinds()).map(({ kind }) => kind.kind)).toContain('Gadget');
    expect(logger.entries.filter(({ level }) => level !== 'debug')).toEqual([]);
  });
});
