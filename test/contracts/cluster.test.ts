import { afterAll, beforeAll, describe } from 'vitest';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import type { ResourceKind } from '../../src/domain/kind.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../fakes/cluster.ts';
import {
  findRecordings,
  missingRecordings,
  startApiServer,
  startRecordingsServer,
  unpackRecordings,
} from '../recordings-server.ts';
import type { Answerer, ApiServer, Recordings } from '../recordings-server.ts';
import { createObjectAnswers } from './cluster-objects.ts';
import type { ObjectAnswers } from './cluster-objects.ts';
import { testClusterContract } from './cluster.ts';
import type { ClusterUnderTest } from './cluster.ts';

function quiet(): void {}
const logger: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const thing: ResourceKind = {
  group: 'x.test',
  version: 'v1',
  kind: 'Thing',
  plural: 'things',
  namespaced: true,
};
const spec = { size: 'small' };

testClusterContract('fake', async () => {
  const rows = [
    { path: 'spec', type: 'object', required: true, description: '' },
    { path: 'spec.size', type: 'string', required: false, description: '' },
  ] as const;
  const cluster = createFakeCluster({
    kinds: [aServedKind(thing)],
    tables: { 'things.x.test': aFieldTable({ rows: [...rows] }) },
    namespaces: ['a-team', 'default'],
  });
  return {
    cluster,
    kind: thing,
    spec,
    put: (object) => cluster.put(object),
    define: (name) => {
      const [plural = '', ...group] = name.split('.');
      const defined = aServedKind({ group: group.join('.'), kind: plural, plural });
      cluster.setKinds([aServedKind(thing), defined]);
    },
    undefine: () => cluster.setKinds([aServedKind(thing)]),
    close: async () => {},
  };
});

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

function adapterOn(
  server: ApiServer,
  objects: ObjectAnswers,
  subject: Pick<ClusterUnderTest, 'kind' | 'spec'>,
): ClusterUnderTest {
  const { kubeConfig } = server;
  const { group, version, plural } = subject.kind;
  return {
    ...subject,
    cluster: createKubernetesCluster({
      kubeConfig,
      requestTimeoutMs: 5_000,
      logger,
      reconnectDelayMs: 1,
    }),
    put({ metadata, ...rest }) {
      const collection = `/apis/${group}/${version}/namespaces/${metadata.namespace}/${plural}`;
      objects.put(`${collection}/${metadata.name}`, { ...rest, metadata });
    },
    define: (name, generation) =>
      objects.put(`${DEFINITIONS}/${name}`, { metadata: { name, generation } }),
    undefine: (name) => objects.delete(`${DEFINITIONS}/${name}`),
    close: () => server.close(),
  };
}

const openApi = {
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: { spec: { type: 'object', properties: { size: { type: 'string' } } } },
        'x-kubernetes-group-version-kind': [{ group: 'x.test', version: 'v1', kind: 'Thing' }],
      },
    },
  },
};

const servedDocuments: Readonly<Record<string, object>> = {
  '/version': { gitVersion: 'v1.36.2' },
  '/api': { versions: [] },
  '/apis': { groups: [{ name: 'x.test', versions: [{ version: 'v1' }] }] },
  '/apis/x.test/v1': {
    resources: [{ name: 'things', kind: 'Thing', namespaced: true, verbs: ['list', 'patch'] }],
  },
  '/api/v1/namespaces': { metadata: {}, items: [{ metadata: { name: 'a-team' } }] },
  '/api/v1/namespaces/kube-system': { metadata: { uid: 'a-uid' } },
  '/openapi/v3': {
    paths: { 'apis/x.test/v1': { serverRelativeURL: '/openapi/v3/apis/x.test/v1?hash=AB' } },
  },
  '/openapi/v3/apis/x.test/v1': openApi,
};

testClusterContract('Kubernetes over HTTP', async () => {
  const objects = createObjectAnswers(['a-team']);
  const answer: Answerer = (request, response) => {
    const body = request.method === 'GET' ? servedDocuments[request.path] : undefined;
    return body ? { body } : objects.answer(request, response);
  };
  return adapterOn(await startApiServer(answer), objects, { kind: thing, spec });
});

describe.skipIf(missingRecordings())('with the documents of a real cluster', () => {
  let recordings: Recordings | undefined;
  beforeAll(() => {
    recordings = unpackRecordings(findRecordings() ?? '');
  });
  afterAll(() => recordings?.remove());

  testClusterContract('Kubernetes, recorded', async () => {
    if (!recordings) throw new Error('the recordings are not unpacked');
    const objects = createObjectAnswers(['a-team']);
    // A recorded list of definitions does not change: those are answered by the hands of the test.
    const all = recordings.all.filter(({ url }) => !url.startsWith(DEFINITIONS));
    const server = await startRecordingsServer({ ...recordings, all }, objects.answer);
    const kind = {
      group: 'devopstoolkit.live',
      version: 'v1beta1',
      kind: 'SQL',
      plural: 'sqls',
      namespaced: true,
    };
    return adapterOn(server, objects, { kind, spec });
  });
});
