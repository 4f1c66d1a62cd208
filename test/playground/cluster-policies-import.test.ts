import { KubeConfig } from '@kubernetes/client-node';
import { expect, it } from 'vitest';
import { readClusterPolicies } from '../../src/activities/mining/cluster-policies.ts';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { startDemoCluster } from '../../src/playground/cluster/demo-cluster.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { apply, WIDGET_PLATFORM } from './cluster-caller.ts';

const KYVERNO = '/apis/kyverno.io/v1/clusterpolicies/few-widgets';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/named-widgets';

it('reads the policies that a cluster has of its own, by whichever engine', async () => {
  const demo = await startDemoCluster({ documents: WIDGET_PLATFORM, engines: ['kyverno'] });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(demo.kubeconfig());
  const logger = createFakeLogger();
  const cluster = createKubernetesCluster({ kubeConfig, requestTimeoutMs: 10_000, logger });
  const resources = { kinds: ['shop.example/v1/Widget'] };
  const statuses = [
    await apply(demo, KYVERNO, {
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: { name: 'few-widgets' },
      spec: {
        rules: [
          {
            name: 'few',
            match: { any: [{ resources }] },
            validate: {
              failureAction: 'Audit',
              cel: {
                expressions: [{ expression: 'object.spec.count < 3', message: 'At most 2.' }],
              },
            },
          },
        ],
      },
    }),
    await apply(demo, ADMISSION, {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'named-widgets' },
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['shop.example'],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['widgets'],
            },
          ],
        },
        validations: [{ expression: 'has(object.spec.size)', message: 'A size is required.' }],
      },
    }),
  ].map(({ status }) => status);
  const { found, unread } = await readClusterPolicies({ cluster }, new AbortController().signal);
  await demo.close();

  expect(statuses).toEqual([201, 201]);
  expect(unread).toEqual([]);
  expect(
    found.map(({ candidate, evidence }) => [
      candidate.origins[0]?.label,
      candidate.title,
      candidate.resources.map(({ kind }) => kind),
      evidence.map(({ quote }) => quote),
    ]),
  ).toEqual([
    ['ClusterPolicy few-widgets', 'few widget: At most 2.', ['Widget'], ['At most 2.']],
    [
      'ValidatingAdmissionPolicy named-widgets',
      'named widget: A size is required.',
      ['Widget'],
      ['A size is required.'],
    ],
  ]);
});
