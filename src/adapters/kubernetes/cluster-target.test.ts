import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { startDemoCluster } from '../../playground/cluster/demo-cluster.ts';
import { createSystemClock } from '../system/clock.ts';
import { createClusterTarget } from './cluster-target.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-target-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function target(kubeconfig: string, context?: string) {
  const kubeconfigPath = join(folder, 'kubeconfig');
  writeFileSync(kubeconfigPath, kubeconfig);
  const system = { clock: createSystemClock(), logger: createFakeLogger() };
  return createClusterTarget({ kubeconfigPath, context, ...system });
}

it('says where a kubeconfig leads before it asks there, and then who that is', async () => {
  const cluster = await startDemoCluster({ documents: [] });
  try {
    const found = target(cluster.kubeconfig());

    expect(found).toMatchObject({ context: 'demo', host: new URL(cluster.url).host });
    expect(cluster.requests()).toEqual([]);
    expect(await found.identify(5_000)).toMatchObject({ name: 'demo' });
  } finally {
    await cluster.close();
  }
});

it('gives up on a server that takes the connection and says nothing', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const silent = (await kubeconfigFor()).replace(
    /http:\/\/127\.0\.0\.1:\d+/u,
    `http://127.0.0.1:${port}`,
  );
  try {
    await expect(target(silent).identify(50)).rejects.toMatchObject({ kind: 'unavailable' });
  } finally {
    server.close();
  }
});

it('refuses a context that is not there', async () => {
  const kubeconfig = await kubeconfigFor();

  expect(() => target(kubeconfig, 'prod')).toThrow(/no context "prod".* It has: demo\./u);
});

async function kubeconfigFor(): Promise<string> {
  const cluster = await startDemoCluster({ documents: [] });
  await cluster.close();
  return cluster.kubeconfig();
}
