import { expect, it } from 'vitest';
import { createFakeCluster } from '../../test/fakes/cluster.ts';
import { homeCard } from './home.ts';

it('shows what it knows while the cluster does not answer, and says so', async () => {
  const cluster = createFakeCluster({ kinds: [] });
  const store = { sessions: async () => [] };
  const capabilities = { count: async () => 7 };
  const viewer = { platform: 'slack', workspace: 'T1', id: 'U1' } as const;
  const home = async () => JSON.stringify(await homeCard({ store, capabilities, cluster }, viewer));

  expect(await home()).toContain('7 kinds');
  cluster.setDown(true);
  expect(await home()).toContain('The cluster is not answering. 7 kinds of resources known.');
  expect(await home()).toContain('/dotai recommend');
});
