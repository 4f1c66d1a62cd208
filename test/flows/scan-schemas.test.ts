import { afterEach, describe, expect, it } from 'vitest';
import { createKubernetesCluster } from '../../src/adapters/kubernetes/cluster.ts';
import { sha256 } from '../../src/domain/json.ts';
import { estimateTokens } from '../../src/domain/tokens.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createNotedModel, type NotedCall } from '../fakes/noted-model.ts';
import { startApiServer, type ApiServer, type Route } from '../recordings-server.ts';
import { createScanModel, createScanStage } from './scan-stage.ts';

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
});

/** Schemas by kind, each of a group of its own: `huge.odd.test`. */
type Schemas = Readonly<Record<string, object>>;

function groupOf(kind: string): string {
  return `${kind.toLowerCase()}.odd.test`;
}

function documentOf(kind: string, { types = {}, spec }: { types?: object; spec?: object }) {
  const gvk = [{ group: groupOf(kind), version: 'v1', kind }];
  const schema = {
    type: 'object',
    description: `${kind} is odd.`,
    properties: { spec },
    'x-kubernetes-group-version-kind': gvk,
  };
  const schemas = { ...types, [`test.odd.v1.${kind}`]: schema };
  return { openapi: '3.0.0', info: {}, paths: {}, components: { schemas } };
}

function answer(kinds: Schemas, path: string, broken: readonly string[]): Route | undefined {
  const names = Object.keys(kinds);
  const list = (items: object[]) => ({ kind: 'APIGroupDiscoveryList', items });
  if (path === '/api') return { body: list([]) };
  if (path === '/apis') return { body: list(names.map((kind) => discovered(kind))) };
  if (path === '/api/v1/namespaces/kube-system') {
    return { body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', uid: 'u' } } };
  }
  if (path === '/version') return { body: { gitVersion: 'v1.36.0' } };
  const paths = names.map((kind) => [
    `apis/${groupOf(kind)}/v1`,
    {
      serverRelativeURL: `/openapi/v3/apis/${groupOf(kind)}/v1?hash=${sha256(JSON.stringify(kinds[kind]))}`,
    },
  ]);
  if (path === '/openapi/v3') return { body: { paths: Object.fromEntries(paths) } };
  const kind = names.find((name) => path === `/openapi/v3/apis/${groupOf(name)}/v1`);
  if (kind === undefined) return undefined;
  return broken.includes(kind) ? { status: 503 } : { body: kinds[kind] };
}

function discovered(kind: string): object {
  const resource = {
    resource: `${kind.toLowerCase()}s`,
    responseKind: { group: groupOf(kind), version: 'v1', kind },
    scope: 'Namespaced',
    verbs: ['list', 'patch'],
  };
  return {
    metadata: { name: groupOf(kind) },
    versions: [{ version: 'v1', resources: [resource] }],
  };
}

const HUGE = documentOf('Huge', {
  spec: {
    type: 'object',
    properties: Object.fromEntries(
      Array.from({ length: 4_000 }, (_, number) => [
        `setting${number}`,
        { type: 'string', description: 'What this one setting is good for. '.repeat(14) },
      ]),
    ),
  },
});
const CYCLIC = documentOf('Cyclic', {
  types: {
    Node: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        left: { $ref: '#/components/schemas/Node' },
        all: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
      },
    },
  },
  spec: { $ref: '#/components/schemas/Node' },
});
const FREE = documentOf('Free', {
  spec: {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
    properties: {
      size: { type: 'string' },
      values: { 'x-kubernetes-preserve-unknown-fields': true },
    },
  },
});
const PLAIN = documentOf('Plain', {
  spec: { type: 'object', properties: { size: { type: 'string' } } },
});
const ODD = { Huge: HUGE, Cyclic: CYCLIC, Free: FREE, Plain: PLAIN };

async function clusterOf(kinds: Schemas, broken: readonly string[] = []) {
  server = await startApiServer(({ path }) => answer(kinds, path, broken));
  return createKubernetesCluster({
    kubeConfig: server.kubeConfig,
    requestTimeoutMs: 10_000,
    logger: createFakeLogger(),
  });
}

describe('an odd schema', () => {
  it('of 2 MB, in circles, or of free form is read, and costs a prompt no more than others', async () => {
    expect(JSON.stringify(HUGE).length).toBeGreaterThan(2_000_000);
    const stage = createScanStage();
    const calls: NotedCall[] = [];
    const model = createNotedModel(createScanModel().model, calls);

    const { state } = await stage.run(await clusterOf(ODD), { dependencies: { model } });

    expect(state).toMatchObject({ stage: 'done', known: 4, knownByModel: 4, failures: [] });
    const shown = calls.map(({ user }) => user).join('');
    expect(shown).toContain('Cyclic.cyclic.odd.test');
    expect(estimateTokens(shown)).toBeLessThan(4 * 1_000);
  });

  it('that answers 503 keeps what was known of its kind, and is listed', async () => {
    const stage = createScanStage();
    const { model } = createScanModel();
    await stage.run(await clusterOf(ODD), { dependencies: { model } });
    await server?.close();
    const known = await stage.knowledge.list('capabilities', { offset: 0, limit: 10 });
    const changed = { ...ODD, Plain: documentOf('Plain', { spec: { type: 'string' } }) };

    const { state } = await stage.run(await clusterOf(changed, ['Plain']), {
      dependencies: { model },
    });

    expect(state).toMatchObject({ stage: 'done', known: 4, knownByModel: 4, gone: 0 });
    expect(state.counts).toMatchObject({ unchanged: 3, failures: 1 });
    expect(state.failures.map(({ document }) => document)).toEqual(['plain.odd.test/v1']);
    expect(await stage.knowledge.list('capabilities', { offset: 0, limit: 10 })).toEqual(known);
  });
});
