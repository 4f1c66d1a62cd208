import { afterEach, describe, expect, it } from 'vitest';
import { startApiServer } from '../../../test/recordings-server.ts';
import type { Answerer, ApiServer } from '../../../test/recordings-server.ts';
import type { Discovery } from '../../ports/cluster.ts';
import { discoverKinds } from './discovery.ts';
import { createTransport } from './transport.ts';

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
});

interface Discovered extends Discovery {
  readonly warnings: readonly unknown[];
}

async function discover(answer: Answerer): Promise<Discovered> {
  server = await startApiServer(answer);
  const warnings: unknown[] = [];
  const quiet = () => {};
  const logger = {
    debug: quiet,
    info: quiet,
    error: quiet,
    warn: (...log: unknown[]) => warnings.push(log),
  };
  const discovery = await discoverKinds(createTransport(server.kubeConfig, 5_000), logger);
  return { ...discovery, warnings };
}

function resource(kind: string, more: object = {}) {
  return {
    resource: `${kind.toLowerCase()}s`,
    responseKind: { group: '', version: '', kind },
    scope: 'Namespaced',
    verbs: ['list', 'patch'],
    ...more,
  };
}

function aggregated(items: readonly object[]) {
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items };
}

describe('aggregated discovery', () => {
  it('lists a kind of several versions once, in the one that the server prefers', async () => {
    const thing = resource('Thing', { shortNames: ['th'], categories: ['all'], scope: 'Cluster' });
    const versions = [
      { version: 'v2', resources: [thing] },
      { version: 'v1', resources: [thing, resource('Older')] },
    ];
    const { kinds } = await discover(({ path }) => ({
      body: aggregated(path === '/api' ? [] : [{ metadata: { name: 'x.test' }, versions }]),
    }));

    expect(
      kinds.map(({ kind, servedVersions }) => [kind.kind, kind.version, servedVersions]),
    ).toEqual([
      ['Thing', 'v2', ['v2', 'v1']],
      ['Older', 'v1', ['v1']],
    ]);
    expect(kinds[0]).toMatchObject({
      kind: { group: 'x.test', plural: 'things', namespaced: false },
      shortNames: ['th'],
      categories: ['all'],
      singular: 'thing',
    });
  });

  it('keeps kinds of one name apart by their group', async () => {
    const group = (name: string) => ({
      metadata: { name },
      versions: [{ version: 'v1', resources: [resource('Cluster')] }],
    });
    const { kinds } = await discover(({ path }) => ({
      body: aggregated(path === '/api' ? [] : [group('a.test'), group('b.test')]),
    }));

    expect(kinds.map(({ kind }) => kind.group)).toEqual(['a.test', 'b.test']);
  });

  it('names and logs a stale group, and goes on with what it knows of it', async () => {
    const versions = [{ version: 'v1', freshness: 'Stale', resources: [resource('Metric')] }];
    const { kinds, away, warnings } = await discover(({ path }) => ({
      body: aggregated(path === '/api' ? [] : [{ metadata: { name: 'm.test' }, versions }]),
    }));

    expect(kinds).toHaveLength(1);
    expect(away).toEqual([{ group: 'm.test', version: 'v1' }]);
    expect(warnings).toEqual([['some API groups are stale', { stale: ['m.test/v1'] }]]);
  });
});

describe('discovery on a server that knows no aggregated lists', () => {
  const lists: Readonly<Record<string, object>> = {
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': {
      kind: 'APIGroupList',
      groups: [
        {
          name: 'x.test',
          versions: [{ version: 'v1' }, { version: 'v2' }],
          preferredVersion: { version: 'v2' },
        },
        { name: 'away.test', versions: [{ version: 'v1' }] },
      ],
    },
    '/api/v1': {
      resources: [
        { name: 'pods', kind: 'Pod', singularName: 'pod', namespaced: true, verbs: ['list'] },
        { name: 'pods/log', kind: 'Pod', singularName: '', namespaced: true, verbs: ['get'] },
      ],
    },
    '/apis/x.test/v1': { resources: [{ name: 'things', kind: 'Thing', namespaced: true }] },
    '/apis/x.test/v2': { resources: [{ name: 'things', kind: 'Thing', namespaced: true }] },
  };

  it('reads group by group, without subresources, and names what does not answer', async () => {
    const { kinds, away, warnings } = await discover(({ path }) =>
      path.startsWith('/apis/away.test') ? { status: 503 } : { body: lists[path] },
    );

    expect(kinds.map(({ kind, servedVersions }) => [kind.kind, servedVersions])).toEqual([
      ['Pod', ['v1']],
      ['Thing', ['v2', 'v1']],
    ]);
    expect(away).toEqual([{ group: 'away.test', version: 'v1' }]);
    expect(warnings).toEqual([
      [
        'an API group cannot be discovered',
        { group: 'away.test', version: 'v1', kind: 'unavailable' },
      ],
    ]);
  });

  it('fails when nothing answers, instead of calling the cluster empty', async () => {
    const failing = discover(() => ({ status: 503 }));

    await expect(failing).rejects.toMatchObject({ name: 'Failure', kind: 'unavailable' });
  });
});
