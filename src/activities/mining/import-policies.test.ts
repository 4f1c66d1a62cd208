import { expect, it } from 'vitest';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { aMiningWork, runJob } from '../../../test/mining-work.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';

const KIND = aServedKind({
  group: 'kyverno.io',
  version: 'v1',
  kind: 'ClusterPolicy',
  plural: 'clusterpolicies',
  namespaced: false,
});

const LATEST: KubernetesObject = {
  apiVersion: 'kyverno.io/v1',
  kind: 'ClusterPolicy',
  metadata: {
    name: 'disallow-latest-tag',
    annotations: {
      'policies.kyverno.io/title': 'Disallow Latest Tag',
      'policies.kyverno.io/description': 'Images must have a tag other than latest.',
    },
  },
  spec: {
    rules: [
      {
        name: 'require-tag',
        match: { any: [{ resources: { kinds: ['Pod'] } }] },
        validate: {
          message: 'An image tag is required.',
          pattern: { spec: { containers: [{ image: '!*:latest' }] } },
        },
      },
    ],
  },
};

it('the cluster’s own policies wait for a decision, and say what they were read from', async () => {
  const cluster = createFakeCluster({ kinds: [KIND], objects: [LATEST] });
  const work = await aMiningWork({ over: { cluster } });
  const { state, asked } = await runJob(
    work,
    { type: 'cluster-policies' },
    { onEffect: () => 'die-after' },
  );
  const candidates = await work.candidates.all();

  expect(state).toMatchObject({ stage: 'done', counts: { found: 1, policies: 1 } });
  expect(candidates).toMatchObject([
    { type: 'policy', status: 'open', version: 1, askedBy: 'slack:T1:U1' },
  ]);
  expect(candidates[0]?.origins).toMatchObject([{ type: 'cluster' }]);
  expect(asked).toMatchObject([{ type: 'open', workflow: 'candidate' }]);

  const again = await runJob(work, { type: 'cluster-policies' });
  expect(again.state.candidates).toEqual(state.candidates);
  expect(await work.candidates.all()).toEqual(candidates);
});

it('are imported by curators alone', async () => {
  const work = await aMiningWork();
  const { state } = await runJob(work, { type: 'cluster-policies' }, { owner: 'U2' });

  expect(state.stage).toBe('refused');
});
